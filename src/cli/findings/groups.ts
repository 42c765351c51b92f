import type { Severity } from "../../base/diagnostic.ts";
import { bySeverity, type Finding } from "../finding.ts";

/** Findings with one cause. */
export interface FindingGroup<Found extends Finding> {
  readonly code: string;
  readonly severity: Severity;
  /** Their message, with "…" for what differs between them. */
  readonly message: string;
  readonly remedy: string;
  /** At least one, as they stand in the files. */
  readonly findings: readonly [Found, ...Found[]];
}

/**
 * Puts findings together that have the same code and say the same of different places. Errors come first, and groups
 * with one code follow each other.
 */
export function groupFindings<Found extends Finding>(findings: readonly Found[]): FindingGroup<Found>[] {
  const codes = new Map<string, Map<string, [Found, ...Found[]]>>();
  for (const finding of findings.toSorted(bySeverity)) {
    const code = `${finding.severity} ${finding.code} ${finding.remedy.replace(/"[^"]*"/g, "")}`;
    const groups = codes.get(code) ?? new Map<string, [Found, ...Found[]]>();
    const shape = shapeOf(finding.message);
    const members = groups.get(shape);
    if (members) members.push(finding);
    else groups.set(shape, [finding]);
    codes.set(code, groups);
  }
  return [...codes.values()]
    .flatMap((groups) => [...groups.values()])
    .map((members) => {
      const [{ code, severity, message, remedy }] = members;
      const isOne = members.every((member) => member.message === message);
      return { code, severity, message: isOne ? message : shapeOf(message), remedy, findings: members };
    });
}

/** What messages about several places have in common: quoted texts, JSON Pointers and numbers differ. */
function shapeOf(message: string): string {
  return message
    .replace(/; \d+ more faults?$/, "")
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/(?<=^|\s)\/[^\s,;]*/g, "…")
    .replace(/\b\d+(?:\.\d+)?\b/g, "…");
}
