import { type Misbehaviour, tells, type Written } from "./misbehaviour.ts";

/** Proper JSON that is not what the schema asks for. */
export const structure: readonly Misbehaviour[] = [
  tells("wrong types everywhere", "either", (value) =>
    leaves(value, (leaf) => (typeof leaf === "string" ? 7 : "seven")),
  ),
  tells("nulls everywhere", "either", (value) => leaves(value, () => null)),
  tells("nothing", "generated", () => ({})),
  tells("nothing in the wrapper", "either", () => ({ body: {} })),
  tells("an empty list in the wrapper", "either", () => ({ body: [] })),
  tells("null in the wrapper", "generated", () => ({ body: null })),
  tells("half of the fields", "either", (value) =>
    objects(value, (entries) => entries.filter((_, at) => at % 2 === 0)),
  ),
  tells("fields that nobody asked for", "used", (value) => objects(value, (entries) => [...entries, ...strays])),
  tells("names in another case", "either", (value) => {
    return objects(value, (entries) => entries.map(([name, member]) => [name.toUpperCase(), member]));
  }),
  tells("names in camel case", "either", (value) => {
    return objects(value, (entries) => entries.map(([name, member]) => [camel(name), member]));
  }),
  tells("lists instead of objects", "either", (value) =>
    shaped(
      value,
      (object) => Object.values(object),
      (list) => list,
    ),
  ),
  tells("objects instead of lists", "either", (value) =>
    shaped(
      value,
      (object) => object,
      (list) => ({ ...list }),
    ),
  ),
  tells("each value in a list", "either", (value) => leaves(value, (leaf) => [leaf])),
  tells("each value in an object", "either", (value) => leaves(value, (leaf) => ({ value: leaf }))),
  tells("wrapped twice", "either", (value) => ({ body: value })),
  tells("wrapped in a list", "either", (value) => [value]),
  tells("not wrapped", "used", (value) => (value as { body: Written }).body),
  tells("wrapped under another name", "either", (value) => ({ data: (value as { body: Written }).body })),
  tells("words in another case", "used", (value) =>
    leaves(
      value,
      textual((text) => text.toUpperCase()),
    ),
  ),
  tells("dates that are none", "used", (value) =>
    leaves(
      value,
      textual(() => "2026-02-30T25:61:61Z"),
    ),
  ),
  tells("numbers as text", "used", (value) =>
    leaves(
      value,
      numeric((number) => String(number)),
    ),
  ),
  tells("numbers with a unit", "either", (value) =>
    leaves(
      value,
      numeric((number) => `$${number}.00 USD`),
    ),
  ),
  tells("fractions for whole numbers", "either", (value) =>
    leaves(
      value,
      numeric((number) => number + 0.37),
    ),
  ),
  tells("numbers below all limits", "either", (value) =>
    leaves(
      value,
      numeric(() => -1e300),
    ),
  ),
  tells("negative zero and tiny numbers", "either", (value) =>
    leaves(
      value,
      numeric((_, at) => [-0, 5e-324][at % 2] ?? 0),
    ),
  ),
  tells("text of 100 000 characters", "generated", (value) =>
    leaves(
      value,
      textual(() => "long ".repeat(20_000)),
      4,
    ),
  ),
  tells("text of 5 000 characters", "used", (value) =>
    leaves(
      value,
      textual(() => "long ".repeat(1000)),
      1,
    ),
  ),
  tells("no characters", "used", (value) =>
    leaves(
      value,
      textual(() => ""),
    ),
  ),
  tells("characters of two units", "used", (value) =>
    leaves(
      value,
      textual(() => "😀".repeat(40)),
    ),
  ),
  tells("lone surrogates", "used", (value) =>
    leaves(
      value,
      textual(() => "a\ud800b\udc00c"),
    ),
  ),
  tells("control characters", "used", (value) =>
    leaves(
      value,
      textual(() => "a\u0000b\u0007c\u001bd\u007fe\u0085f\ufffeg"),
    ),
  ),
  tells("10 000 items", "either", crowded),
  tells("the same item over and over", "either", (value) =>
    shaped(
      value,
      (object) => object,
      (list) => list.map(() => list[0] ?? 0),
    ),
  ),
  tells("empty lists", "either", (value) =>
    shaped(
      value,
      (object) => object,
      () => [],
    ),
  ),
  tells("5 000 members", "either", (value) =>
    objects(value, (entries, depth) => (depth === 1 ? [...entries, ...crowd] : entries)),
  ),
  tells("90 levels", "either", (value) => ({
    body: { ...(value as { body: object }).body, name: nested(90), parts: nested(90) },
  })),
  tells("__proto__ as a name", "used", (value) => withProto(value)),
  tells("names of what all objects have", "used", (value) => objects(value, (entries) => [...entries, ...inherited])),
  tells("names that are pointers", "used", (value) =>
    objects(value, (entries) => [...entries, ["a/b~c", 1], ["", 2], ["#/x", 3]]),
  ),
  tells("references", "either", (value) => leaves(value, () => ({ $ref: "#/components/schemas/Telescope" }))),
  tells("identifiers and totals of its own", "used", (value) => {
    return objects(value, (entries) => [...entries, ["id", 666], ["telescope_id", 666], ["total", 666]]);
  }),
];

type Entry = [string, Written];

const strays: readonly Entry[] = [
  ["extra", 1],
  ["more", { of: ["this"] }],
  ["comment", "you did not ask for it"],
];
const inherited: readonly Entry[] = ["constructor", "toString", "hasOwnProperty", "toJSON", "then", "length"].map(
  (name) => [name, { prototype: { polluted: true } }],
);
const crowd: readonly Entry[] = Array.from({ length: 5000 }, (_, at) => [`key-${at}`, at]);

function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The value with each leaf changed. @param most - leaves from there on stay as they are */
function leaves(value: Written, change: (leaf: Written, at: number) => Written, most = Infinity): Written {
  let at = 0;
  const walk = (node: Written): Written => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node === "object" && node !== null)
      return fromEntries(Object.entries(node).map(([key, member]) => [key, walk(member)]));
    return at++ < most ? change(node, at) : node;
  };
  return walk(value);
}

/** The value with the members of each object changed, except for the wrapper. */
function objects(value: Written, change: (entries: Entry[], depth: number) => readonly Entry[]): Written {
  const walk = (node: Written, depth: number): Written => {
    if (Array.isArray(node)) return node.map((item) => walk(item, depth + 1));
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).map(([key, member]): Entry => [key, walk(member, depth + 1)]);
    return fromEntries(depth === 0 ? entries : change(entries, depth));
  };
  return walk(value, 0);
}

/** The value with each object and list changed, except for the wrapper. */
function shaped(
  value: Written,
  object: (node: { [name: string]: Written }) => Written,
  list: (node: Written[]) => Written,
): Written {
  const walk = (node: Written): Written => {
    if (Array.isArray(node)) return list(node.map(walk));
    if (typeof node !== "object" || node === null) return node;
    return object(fromEntries(Object.entries(node).map(([key, member]) => [key, walk(member)])));
  };
  return { body: walk((value as { body: Written }).body) };
}

function fromEntries(entries: readonly Entry[]): { [name: string]: Written } {
  return Object.fromEntries(entries);
}

function textual(change: (text: string) => Written): (leaf: Written) => Written {
  return (leaf) => (typeof leaf === "string" ? change(leaf) : leaf);
}

function numeric(change: (number: number, at: number) => Written): (leaf: Written, at: number) => Written {
  return (leaf, at) => (typeof leaf === "number" ? change(leaf, at) : leaf);
}

/** The value with 10 000 items in its outermost lists; in all of them there would be millions. */
function crowded(value: Written): Written {
  if (Array.isArray(value)) return Array.from({ length: value.length === 0 ? 0 : 10_000 }, () => value[0] ?? null);
  if (typeof value !== "object" || value === null) return value;
  return fromEntries(Object.entries(value).map(([key, member]) => [key, crowded(member)]));
}

function nested(levels: number): Written {
  return Array.from({ length: levels }).reduce<Written>((inner) => [inner], "deep");
}

/** `__proto__` as a member of each object, which no literal can have. */
function withProto(value: Written): unknown {
  const text = JSON.stringify(objects(value, (entries) => [...entries, ["PROTO", { polluted: true, name: "proto" }]]));
  return JSON.parse(text.replaceAll('"PROTO"', '"__proto__"'));
}
