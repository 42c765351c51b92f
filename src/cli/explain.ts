import { SettingsError } from "../base/errors.ts";
import type { Explanation } from "../base/explanation.ts";
import { explanationGroups, explanations } from "../base/explanations.ts";
import { suggestion } from "../base/nearest.ts";
import { type Paint, painter } from "../base/paint.ts";
import { EXIT } from "./exit-code.ts";
import { prismNames } from "./prism-names.ts";
import type { Invocation, Verb } from "./verb.ts";

/** Longest line of running text. */
const MAX_WIDTH = 100;

/** `helix explain`: what a code means and what to do about it. */
export const explain: Verb = {
  name: "explain",
  aliases: [],
  operands: "[code]",
  documents: "none",
  groups: [],
  maxOperands: 1,
  summary: "Tell what a code means and what to do about it; without one, list all",
  notes: ["Prism's names of errors are understood too, and the `type` of a problem as it was sent."],
  run,
};

function run({ operands: [written], output }: Invocation): Promise<number> {
  const paint = painter(output.colour);
  output.print(written === undefined ? listOfCodes(paint) : explained(written, paint));
  return Promise.resolve(EXIT.fine);
}

function listOfCodes(paint: Paint): string {
  const width = Math.max(...[...explanations.keys()].map(({ length }) => length));
  const sections = explanationGroups.map(({ title, explanations: group }) => {
    const lines = Object.keys(group)
      .sort()
      .map((code) => `  ${paint("cyan", code.padEnd(width))}  ${firstSentence(group[code])}`);
    return [paint("bold", title), ...lines, ""].join("\n");
  });
  return `${sections.join("\n")}\nhelix explain <code> says what to do.\n`;
}

function firstSentence(explanation: Explanation | undefined): string {
  return /^.*?[.:;](?=\s|$)/.exec(explanation?.meaning ?? "")?.[0].replace(/[.:;]$/, "") ?? "";
}

/** @throws {SettingsError} where there is no such code */
function explained(written: string, paint: Paint): string {
  // "/_helix/problems/route-unknown", "https://stoplight.io/prism/errors#NOT_FOUND"
  const name = written.slice(written.search(/[^/#]*$/));
  const code = name.toLowerCase();
  const explanation = explanations.get(code);
  if (explanation) return page(code, explanation, paint);
  const prism = prismNames.get(name.toUpperCase());
  if (prism) return prismPage(name.toUpperCase(), paint);
  const hint = suggestion(name, [...explanations.keys(), ...prismNames.keys()]);
  throw new SettingsError(`"${name}" is not a code${hint || "; helix explain lists them all"}`);
}

function page(code: string, { meaning, remedy }: Explanation, paint: Paint): string {
  return `${[paint("bold", code), "", ...wrapped(meaning), "", ...wrapped(`What to do: ${remedy}`)].join("\n")}\n`;
}

function prismPage(name: string, paint: Paint): string {
  const { codes, note } = prismNames.get(name) ?? { codes: [] };
  const called = codes.length === 0 ? "" : ` is called ${codes.join(" or ")} here`;
  const pages = codes.flatMap((code) => {
    const explanation = explanations.get(code);
    return explanation ? ["", page(code, explanation, paint)] : [];
  });
  return [`${paint("bold", name)} (Prism)${called}`, ...(note ? ["", ...wrapped(note), ""] : []), ...pages].join("\n");
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > MAX_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
