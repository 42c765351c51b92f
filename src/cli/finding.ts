import type { Diagnostic, Severity, SourceLocation } from "../base/diagnostic.ts";
import type { LoadedDocument } from "../contract/document/load.ts";

/** A diagnostic with the place in the file that it speaks of. */
export interface Finding extends Diagnostic {
  readonly location?: SourceLocation | undefined;
}

/** Finds the place of a diagnostic in the files of its document. */
export function located(diagnostic: Diagnostic, { locate }: Pick<LoadedDocument, "locate">): Finding {
  const { pointer, focus = "", position } = diagnostic;
  const location = locate(pointer + focus);
  return { ...diagnostic, location: location && { ...location, ...position } };
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors before warnings, then as they stand in the files. */
export function bySeverity(left: Finding, right: Finding): number {
  return ranks[left.severity] - ranks[right.severity] || byPlace(left, right);
}

/** As they stand in the files; those without a place come last. */
export function byPlace({ location: left }: Finding, { location: right }: Finding): number {
  if (!left || !right) return Number(!left) - Number(!right);
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

/** "specs/shop.yaml:12:5"; the pointer where the place is not known. */
export function placeOf({ location, pointer }: Finding): string {
  return location ? `${location.file}:${location.line}:${location.column}` : pointer || "/";
}

/** "2 errors, 1 warning", or "nothing to report". */
export function tally(findings: readonly Finding[]): string {
  const counts = (["error", "warning", "info"] as const).map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity === "info" ? "remark" : severity}${count === 1 ? "" : "s"}`);
  return words.join(", ") || "nothing to report";
}
