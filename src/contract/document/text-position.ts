import type { SourcePosition } from "../../base/diagnostic.ts";

export function lineAndColumn(text: string, offset: number): SourcePosition {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
