import type { Operation } from "../contract/operation.ts";
import { sampleTarget } from "./sample-target.ts";

const maxLines = 40;

/**
 * The routes as lines with URLs to click. Where there are too many, one stands for each tag or, without tags, for each
 * first segment of the path.
 *
 * @param url - of the server, without a slash at the end
 */
export function routeList(operations: readonly Operation[], url: string, now: number): string[] {
  const line = (operation: Operation): string => {
    return `  ${operation.method.padEnd(7)} ${url}${sampleTarget(operation, now)}`;
  };
  if (operations.length <= maxLines) return operations.map(line);
  const groups = grouped(operations);
  const lines = [...groups].slice(0, maxLines).map(([name, members]) => {
    const shown = members.find(({ method }) => method === "GET") ?? members[0];
    return `${shown ? line(shown) : ""}  (${members.length} under ${name})`;
  });
  const hidden = groups.size - lines.length;
  return hidden > 0 ? [...lines, `  … and ${hidden} more groups of routes`] : lines;
}

function grouped(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const name = operation.tags[0] ?? `/${operation.template.split("/")[1] ?? ""}`;
    const members = groups.get(name);
    if (members) members.push(operation);
    else groups.set(name, [operation]);
  }
  return groups;
}
