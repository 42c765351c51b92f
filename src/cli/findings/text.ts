import type { Severity } from "../../base/diagnostic.ts";
import { type Paint, painter, type Style } from "../../base/paint.ts";
import { type Finding, placeOf } from "../finding.ts";
import { changeText } from "../fix/change-text.ts";
import type { Fix } from "../fix/fix.ts";
import { excerpt, visible } from "./excerpt.ts";
import { type FindingGroup, groupFindings } from "./groups.ts";

/** Places of a group that are shown with their lines; as many again are only named. */
const MAX_SHOWN = 3;
const MAX_NAMED = 6;

/** A finding, and what would make it go away. */
export interface FixableFinding extends Finding {
  readonly fix?: Fix | undefined;
}

export interface FindingsTextOptions {
  readonly colour: boolean;
  /** Shows every place of every group. */
  readonly all?: boolean;
  /** The text of a file, by the name that locations have for it. */
  readonly textOf: (file: string) => string | undefined;
}

export const severityStyles: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "blue" };

/** Findings for a person: grouped by cause, each place with its line. Ends with a line end; "" without findings. */
export function findingsText(findings: readonly FixableFinding[], options: FindingsTextOptions): string {
  const printer = new Printer(options);
  const groups = groupFindings(findings);
  return groups
    .map((group, index) => {
      // What several groups have to do is said once, below the last of them.
      const isLast = groups[index + 1]?.code !== group.code || groups[index + 1]?.remedy !== group.remedy;
      return `${[...printer.group(group), ...(isLast ? [printer.remedy(group)] : [])].join("\n")}\n\n`;
    })
    .join("");
}

class Printer {
  readonly #options: FindingsTextOptions;
  readonly #paint: Paint;

  constructor(options: FindingsTextOptions) {
    this.#options = options;
    this.#paint = painter(options.colour);
  }

  group(group: FindingGroup<FixableFinding>): string[] {
    const { severity, message, findings } = group;
    const paint = this.#paint;
    const word = severity === "info" ? "remark" : severity;
    const places = findings.length === 1 ? "" : paint("dim", ` × ${findings.length}`);
    const shown = this.#options.all ? findings : findings.slice(0, MAX_SHOWN);
    return [
      `${paint(severityStyles[severity], paint("bold", `${word}:`))} ${paint("bold", visible(message))}${places}`,
      ...shown.flatMap((finding) => this.#place(finding, finding.message === message ? undefined : finding.message)),
      ...this.#others(findings.slice(shown.length)),
    ];
  }

  remedy({ remedy, code }: FindingGroup<FixableFinding>): string {
    return `  ${this.#paint("dim", "→")} ${visible(remedy)} ${this.#paint("dim", `(helix explain ${code})`)}`;
  }

  #place(finding: FixableFinding, label: string | undefined): string[] {
    const { location, severity, pointer, fix } = finding;
    const paint = this.#paint;
    const text = location && this.#options.textOf(location.file);
    const style = severityStyles[severity];
    const words = label && visible(partOf(label));
    // What is about the whole document has no line of its own.
    const isWhole = pointer === "" && finding.position === undefined;
    const lines =
      location && text !== undefined && !isWhole ? excerpt(text, location, { paint, style, label: words }) : [];
    const place = `  ${paint("cyan", visible(placeOf(finding)))}`;
    return [
      lines.length === 0 && words ? `${place}  ${words}` : place,
      ...lines.map((line) => `    ${line}`),
      ...(fix ? [`    ${paint("green", "fix")} ${changeText(fix.changes)}`] : []),
    ];
  }

  /** Places without their lines: "and 5 more: 30:9, 41:9 …". */
  #others(findings: readonly Finding[]): string[] {
    if (findings.length === 0) return [];
    const named = findings.slice(0, MAX_NAMED);
    const places = named.map((finding, index) => {
      const isSameFile = index > 0 && named[index - 1]?.location?.file === finding.location?.file;
      return visible(placeOf(finding)).slice(isSameFile && finding.location ? finding.location.file.length + 1 : 0);
    });
    const rest = findings.length - named.length;
    const count = `and ${findings.length} more: `;
    return [`  ${this.#paint("dim", `${count}${places.join(", ")}${rest > 0 ? ", …" : ""}`)}`];
  }
}

/** The part of a message that belongs to one place: behind the colon where it has one. */
function partOf(message: string): string {
  const colon = message.indexOf(": ");
  return colon < 0 ? message : message.slice(colon + 2);
}
