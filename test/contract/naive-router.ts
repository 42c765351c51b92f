import type { Operation } from "../../src/contract/operation.ts";

interface Candidate {
  readonly operation: Operation;
  readonly prefix: string;
  readonly segments: readonly string[];
}

/** Routes by trying every route with a regular expression of its own and sorting what fits: slow, but easy to believe. */
export function naiveMatch(operations: readonly Operation[], method: string, target: string): unknown {
  const fitting = operations
    .flatMap((operation) => ["", ...operation.basePaths].map((prefix) => candidate(operation, prefix)))
    .filter(({ segments }) => expression(segments).test(normal(target)))
    .sort((one, other) => compare(one.segments, other.segments) || other.prefix.length - one.prefix.length);
  if (fitting.length === 0) return "not-found";
  for (const { segments } of fitting) {
    const equal = fitting.filter((other) => compare(segments, other.segments) === 0);
    const wanted = method === "HEAD" ? ["HEAD", "GET"] : [method];
    for (const name of wanted) {
      const hit = equal.find(({ operation }) => operation.method === name);
      if (hit) return { operation: hit.operation.template, method: name, prefix: hit.prefix };
    }
  }
  const allowed = new Set(fitting.map(({ operation }) => operation.method));
  return { allowed: [...new Set([...allowed, ...(allowed.has("GET") ? ["HEAD"] : []), "OPTIONS"])].sort() };
}

function candidate(operation: Operation, prefix: string): Candidate {
  return { operation, prefix, segments: `${prefix}${operation.template}`.slice(1).split("/").map(normal) };
}

/** The routes and targets of the test know two escapes. An encoded slash must not end a segment. */
function normal(text: string): string {
  return text.replaceAll("%61", "a").replaceAll("%2F", "\u0000");
}

function expression(segments: readonly string[]): RegExp {
  const source = segments.map((segment) => {
    if (segment === "{r*}") return "(?:/.*)?";
    if (segment === "{r+}") return "/(?=.*[^/]).+";
    return `/${segment.replaceAll(/[.-]/g, "\\$&").replaceAll(/\{[xy]\}/g, "[^/]+")}`;
  });
  return new RegExp(`^${source.join("")}$`, "s");
}

/** Literal before mixed (more text, then fewer parameters, first) before template before greedy, from the left. */
function compare(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = rank(one[index]) - rank(other[index]);
    if (difference !== 0) return difference;
    const byName = sign(shape(one[index]), shape(other[index]));
    if (byName !== 0) return byName;
  }
  return 0;
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return -1;
  if (segment === "{r+}") return 200;
  if (segment === "{r*}") return 201;
  if (!segment.includes("{")) return 0;
  return 100 - 10 * segment.replaceAll(/\{.\}/g, "").length + segment.split("{").length;
}

function shape(segment = ""): string {
  const pieces = segment.split(/(\{.\})/).filter((piece) => piece !== "");
  return pieces.map((piece) => (piece.startsWith("{") ? "?" : `${piece.length}:${piece}`)).join("");
}

function sign(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
