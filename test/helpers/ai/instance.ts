/** Writes an instance of a JSON Schema as a well-behaved model does: deterministic, plain, and only of what schemas in tests use. */
export function instanceOf(schema: unknown, root: unknown = schema, depth = 0): unknown {
  const node = record(schema);
  if (typeof node["$ref"] === "string") return instanceOf(atPointer(root, node["$ref"]), root, depth + 1);
  if ("const" in node) return node["const"];
  if (Array.isArray(node["enum"])) return node["enum"][0];
  const branches = [node["anyOf"], node["oneOf"]].find(Array.isArray);
  if (branches) return instanceOf(branchOf(branches, depth), root, depth + 1);
  const type = Array.isArray(node["type"]) ? node["type"].find((name) => name !== "null" || depth > 12) : node["type"];
  return writers[String(type ?? (node["properties"] ? "object" : "string"))]?.(node, root, depth) ?? null;
}

type Node = Readonly<Record<string, unknown>>;

const writers: Readonly<Record<string, (node: Node, root: unknown, depth: number) => unknown>> = {
  object(node, root, depth) {
    const properties = Object.entries(record(node["properties"]));
    return Object.fromEntries(properties.map(([name, value]) => [name, instanceOf(value, root, depth + 1)]));
  },
  array(node, root, depth) {
    const count = Math.min(Math.max(number(node["minItems"], depth > 6 ? 0 : 2), 0), number(node["maxItems"], 1000));
    return Array.from({ length: count }, () => instanceOf(node["items"] ?? {}, root, depth + 1));
  },
  string(node) {
    const samples: Readonly<Record<string, string>> = {
      date: "2026-03-04",
      "date-time": "2026-03-04T05:06:07Z",
      email: "ada@example.com",
      uri: "https://example.com/a",
      uuid: "0f8fad5b-d9cb-469f-a165-70867728950e",
    };
    const text = samples[String(node["format"])] ?? "as a model writes it";
    return text.padEnd(number(node["minLength"], 0), "x").slice(0, number(node["maxLength"], 1000));
  },
  integer: (node) => Math.ceil(lowest(node)),
  number: (node) => lowest(node),
  boolean: () => true,
  null: () => null,
};

function lowest(node: Node): number {
  const least = number(node["minimum"], number(node["exclusiveMinimum"], 6) + 1);
  return Math.min(least, number(node["maximum"], Infinity));
}

/** A branch that is not null; the last one where nesting goes too deep. */
function branchOf(branches: readonly unknown[], depth: number): unknown {
  const real = branches.filter((branch) => record(branch)["type"] !== "null");
  return depth > 12 ? branches.at(-1) : (real[0] ?? branches[0]);
}

function atPointer(root: unknown, reference: string): unknown {
  const tokens = reference.replace(/^#\/?/, "").split("/").filter(Boolean);
  return tokens.reduce<unknown>((node, token) => record(node)[decode(token)], root);
}

function decode(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

function record(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {};
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** The longest JSON object in a text that has "properties": the schema that a prompt shows. */
export function schemaIn(text: string): unknown {
  let longest = "";
  let found: unknown;
  for (const line of text.split("\n")) {
    const start = line.indexOf("{");
    const end = line.lastIndexOf("}");
    const candidate = start < 0 ? "" : line.slice(start, end + 1);
    if (candidate.length <= longest.length || !candidate.includes('"properties"')) continue;
    try {
      found = JSON.parse(candidate);
      longest = candidate;
    } catch {
      // Not a JSON object in one line.
    }
  }
  return found;
}
