import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { pointerOf } from "../fix/changes.ts";
import type { FixableFinding } from "./text.ts";

/** What `helix validate` has found. */
export interface Report {
  /** As the user named it. */
  readonly document: string;
  /** How many operations are served. */
  readonly operations: number;
  /** Errors first, then as they stand in the files. */
  readonly findings: readonly FixableFinding[];
  /** What relative paths start from; absolute. */
  readonly directory: string;
}

/** The report for programs. */
export function jsonReport({ document, operations, findings }: Report): string {
  const listed = findings.map(({ code, severity, message, remedy, pointer, location, fix }) => ({
    code,
    severity,
    message,
    remedy,
    pointer,
    location,
    fix: fix && {
      changes: fix.changes.map(({ path, before, after }) => ({
        pointer: fix.pointer + pointerOf(path),
        before,
        after,
      })),
    },
  }));
  return `${JSON.stringify({ document, operations, findings: listed }, null, 2)}\n`;
}

/** The path of a file from the current directory where it lies below, with slashes; `undefined` where it does not. */
export function pathBelow(directory: string, file: string): string | undefined {
  if (isUrl(file)) return undefined;
  const path = isAbsolute(file) ? relative(directory, file) : file;
  const isOutside = isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`);
  return isOutside ? undefined : path.split(sep).join("/");
}

/** A file as a URI reference (RFC 3986 §4.1): relative where it lies below the current directory. */
export function uriOf(directory: string, file: string): string {
  if (isUrl(file)) return file;
  const path = pathBelow(directory, file);
  if (path !== undefined) return path.split("/").map(encodeURIComponent).join("/");
  return isAbsolute(file) ? pathToFileURL(file).href : pathToFileURL(`${directory}${sep}${file}`).href;
}

function isUrl(file: string): boolean {
  return /^https?:\/\//i.test(file);
}
