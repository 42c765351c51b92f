import { createHash } from "node:crypto";

/** Letters of an operation's id that its file's name keeps; the limit of file systems is 255 bytes. */
const MAX_LENGTH = 100;

/** Names that Windows keeps for devices, whatever follows behind a dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name for the file of an operation that every file system takes and that people recognise.
 *
 * @param taken - names that others have; letter case does not tell them apart
 */
export function fileNameOf(operation: string, taken: Iterable<string>): string {
  const others = new Set([...taken].map((name) => name.toLowerCase()));
  const stem = safeStem(operation);
  const name = `${stem}.json`;
  return others.has(name.toLowerCase()) ? `${stem}-${shortHash(operation)}.json` : name;
}

function safeStem(operation: string): string {
  const words = operation.replace(/[^\w.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  const stem = words.slice(0, MAX_LENGTH);
  if (stem === "") return `operation-${shortHash(operation)}`;
  // What was cut off may be all that tells two operations apart.
  if (stem !== words) return `${stem}-${shortHash(operation)}`;
  return RESERVED.test(stem) ? `_${stem}` : stem;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
