import { escapeToken, isObject, own } from "../../base/json.ts";

/**
 * How the keys of an object are read: as keywords of OpenAPI and JSON Schema, as names that the author chose, as
 * patterned fields (names among extensions), or as an Example Object, in which all but `$ref` is data.
 */
export type Role = "keywords" | "names" | "patterned" | "examples" | "example";

/** A place that refers to something: `holder[key]` is the reference. */
export interface ReferenceSite {
  readonly holder: object;
  readonly key: string;
  readonly reference: string;
  /** How to read what it refers to. */
  readonly role: Role;
  /** Where the reference stands. */
  readonly pointer: string;
}

/** Keywords under which stand names, each with an object of its own. */
const MAPS = new Set(
  (
    "properties patternProperties dependentSchemas dependencies definitions $defs schemas parameters headers " +
    "requestBodies securitySchemes securityDefinitions links callbacks pathItems webhooks content encoding " +
    "mediaTypes variables additionalOperations"
  ).split(" "),
);

/** Keywords whose value is a reference. */
const REFERENCES = new Set(["$ref", "$dynamicRef"]);

/** Keywords whose value is data: a `$ref` in it is a key like any other. */
const DATA = new Set(["example", "default", "enum", "const", "value", "dataValue"]);

/** How to read the value of a key, or `undefined` where it is data. */
export function roleBelow(role: Role, key: string, value: unknown): Role | undefined {
  switch (role) {
    case "names":
      return "keywords";
    case "patterned":
      return key.startsWith("x-") ? undefined : "keywords";
    case "examples":
      return "example";
    case "example":
      return undefined;
    case "keywords":
      return roleOfKeyword(key, value);
  }
}

function roleOfKeyword(key: string, value: unknown): Role | undefined {
  if (DATA.has(key) || key.startsWith("x-")) return undefined;
  if (Array.isArray(value)) return key === "examples" ? undefined : "keywords";
  if (key === "examples") return "examples";
  if (key === "paths" || key === "responses") return "patterned";
  return MAPS.has(key) ? "names" : "keywords";
}

/**
 * Finds the references in a tree, in the order in which they are written.
 *
 * @param seen what was searched before, here or in an earlier call: it is not searched again.
 */
export function findReferences(
  node: unknown,
  role: Role,
  pointer: string,
  seen: Set<object>,
  found: (site: ReferenceSite) => void,
): void {
  if (typeof node !== "object" || node === null || seen.has(node)) return;
  seen.add(node);
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) findReferences(item, role, `${pointer}/${index}`, seen, found);
    return;
  }
  if (role === "keywords") findMappings(node, pointer, found);
  for (const [key, value] of Object.entries(node)) {
    if (REFERENCES.has(key) && typeof value === "string") {
      found({ holder: node, key, reference: value, role, pointer: `${pointer}/${key}` });
    } else if (typeof value === "object") {
      const below = roleBelow(role, key, value);
      if (below) findReferences(value, below, `${pointer}/${escapeToken(key)}`, seen, found);
    }
  }
}

/** A discriminator's mapping leads to a schema by reference, or by a bare component name (OAS 3.1 §4.8.25.1). */
function findMappings(node: object, pointer: string, found: (site: ReferenceSite) => void): void {
  const mapping = own(own(node, "discriminator"), "mapping");
  if (!isObject(mapping)) return;
  for (const [key, reference] of Object.entries(mapping)) {
    if (typeof reference !== "string" || !/[#/]|\.(ya?ml|json)$/i.test(reference)) continue;
    const at = `${pointer}/discriminator/mapping/${escapeToken(key)}`;
    found({ holder: mapping, key, reference, role: "keywords", pointer: at });
  }
}
