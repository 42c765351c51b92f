import type { Api } from "./assemble.ts";
import type { Diagnostic } from "./base/diagnostic.ts";

/** What is wrong with a file that a `$ref` names, so that what it holds is missing from the contract. */
const unusableFile: ReadonlySet<string> = new Set(["ref-unparsable", "ref-missing-file", "ref-unreachable"]);

/**
 * The file that an edit broke: one that could be used before. At the start the rest of the document would be served;
 * in the middle of somebody's work the last good contract is worth more.
 */
export function newlyBroken(next: Api, last: Api): { code: string; message: string } | undefined {
  const known = new Set(unusableFiles(last).flatMap(namesOf));
  const found = unusableFiles(next).find((fault) => !namesOf(fault).some((name) => known.has(name)));
  return found && { code: found.code, message: found.message };
}

function unusableFiles({ loaded }: Api): Diagnostic[] {
  return loaded.diagnostics.list().filter(({ code }) => unusableFile.has(code));
}

/** What a fault is known by: an edit may move it, and a server that was away for one reason be away for another. */
function namesOf({ code, pointer, message }: Diagnostic): string[] {
  return code === "ref-unreachable" ? [message, `${code} ${pointer}`] : [message];
}
