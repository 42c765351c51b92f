import type { JsonType, SchemaNode } from "../../contract/schema/schema.ts";
import type { Merged } from "./merged.ts";
import { MAX_DESCRIPTION, MAX_PATTERN_TOLD } from "./wire-limits.ts";

/**
 * What the document says of a value, and in words what wire schemas have no keyword for; "" for nothing.
 *
 * @param base - what the value is a branch of: what is said of that is said once, around all branches
 */
export function describe(merged: Merged, base?: Merged): string {
  const said = [textOf(merged, base), ...constraintWords(merged)].filter((words) => words !== "");
  return said.join("; ");
}

/** The first description that the document has for the value, on one line. */
function textOf({ graph, nodes }: Merged, base: Merged | undefined): string {
  for (const node of nodes) {
    if (base?.nodes.includes(node) && base.alternatives.length > 1) continue;
    const text = graph.annotations(node).description?.replace(/\s+/gu, " ").trim();
    if (text) return shortened(text);
  }
  return "";
}

function shortened(text: string): string {
  // Slicing first: a description of a megabyte is not taken apart.
  const points = [...text.slice(0, MAX_DESCRIPTION * 2)];
  return points.length <= MAX_DESCRIPTION
    ? text
    : `${points
        .slice(0, MAX_DESCRIPTION - 1)
        .join("")
        .trimEnd()}…`;
}

/** What the keywords ask of a value beside its type, each in a few words. */
export function constraintWords(merged: Merged): readonly string[] {
  const { kinds, values } = merged;
  if (values) return [];
  const spoken = kinds.flatMap((kind) => words[kind]?.(merged) ?? []);
  return [...new Set([...spoken, ...refusals(merged.nodes)])];
}

const words: Partial<Record<JsonType, (merged: Merged) => readonly string[]>> = {
  string: textWords,
  number: numberWords,
  integer: numberWords,
  array: listWords,
  // Of named members, how many there are is not a model's to decide.
  object: (merged) =>
    merged.names.length > 0
      ? []
      : range(merged.greatest("minProperties"), merged.least("maxProperties"), "entry", "entries"),
};

function textWords(merged: Merged): readonly string[] {
  const { nodes } = merged;
  const patterns = nodes.flatMap(({ pattern }) => pattern ?? []).filter((text) => text.length <= MAX_PATTERN_TOLD);
  const formats = nodes.flatMap(({ format }) => format ?? []).filter((format) => !sayNothing.has(format));
  const encodings = nodes.flatMap(({ contentEncoding }) => contentEncoding ?? []);
  return [
    ...formats.map((format) => formatWords[format] ?? `format ${format.slice(0, MAX_PATTERN_TOLD)}`),
    ...encodings.map((encoding) => `encoded as ${encoding.slice(0, MAX_PATTERN_TOLD)}`),
    ...range(merged.greatest("minLength"), merged.least("maxLength"), "character", "characters"),
    ...patterns.map((pattern) => `matches ${pattern}`),
  ];
}

/** Formats that say nothing about what to write. */
const sayNothing: ReadonlySet<string> = new Set(["string", "text", "password", "binary", ""]);

const formatWords: Readonly<Record<string, string>> = {
  "date-time": "date-time like 2024-05-17T09:30:00Z",
  date: "date like 2024-05-17",
  time: "time like 09:30:00Z",
  duration: "duration like PT15M",
  email: "e-mail address",
  uri: "absolute URI",
  url: "absolute URL",
  byte: "base64",
};

function numberWords(merged: Merged): readonly string[] {
  const { nodes } = merged;
  const least = merged.greatest("minimum");
  const most = merged.least("maximum");
  const above = merged.greatest("exclusiveMinimum");
  const below = merged.least("exclusiveMaximum");
  const steps = nodes.flatMap(({ multipleOf }) => multipleOf ?? []);
  return [
    ...(least !== undefined && most !== undefined ? [`from ${least} to ${most}`] : []),
    ...(least !== undefined && most === undefined ? [`at least ${least}`] : []),
    ...(most !== undefined && least === undefined ? [`at most ${most}`] : []),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
    ...steps.map((step) => `a multiple of ${step}`),
  ];
}

function listWords(merged: Merged): readonly string[] {
  const { nodes } = merged;
  const contained = nodes.flatMap(({ contains }) =>
    typeof contains === "object" ? [contains.const ?? contains.enum?.[0]] : [],
  );
  return [
    ...range(merged.greatest("minItems"), merged.least("maxItems"), "item", "items"),
    ...(nodes.some(({ uniqueItems }) => uniqueItems) ? ["no two items alike"] : []),
    ...contained.flatMap((value) => (value === undefined ? [] : [`contains ${told(value)}`])),
  ];
}

/** What `not` refuses, where that is a value. */
function refusals(nodes: readonly SchemaNode[]): readonly string[] {
  const refused = nodes.flatMap(({ not }) =>
    typeof not === "object" ? (not.enum ?? (not.const === undefined ? [] : [not.const])) : [],
  );
  return refused.length === 0 ? [] : [`never ${refused.slice(0, 5).map(told).join(" or ")}`];
}

function told(value: unknown): string {
  return JSON.stringify(value).slice(0, MAX_PATTERN_TOLD);
}

function range(least: number | undefined, most: number | undefined, one: string, several: string): readonly string[] {
  const from = least ?? 0;
  if (most === undefined) return from > 0 ? [`at least ${counted(from, one, several)}`] : [];
  if (from === most) return [`exactly ${counted(most, one, several)}`];
  return [from > 0 ? `${from} to ${counted(most, one, several)}` : `at most ${counted(most, one, several)}`];
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
