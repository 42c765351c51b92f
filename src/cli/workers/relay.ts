import type { Readable } from "node:stream";

/**
 * Passes on what a process prints, whole lines only: the lines of several processes must not be cut by each other.
 *
 * @param print - gets one or more lines, each with its end
 */
export function relayLines(from: Readable, print: (text: string) => void): void {
  let begun = "";
  from.setEncoding("utf8").on("data", (text: string) => {
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) print(begun + text.slice(0, end));
    begun = end > 0 ? text.slice(end) : begun + text;
  });
  from.on("end", () => {
    if (begun !== "") print(`${begun}\n`);
  });
}
