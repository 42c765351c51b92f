import type { JsonSchema, JsonType, SchemaNode } from "../contract/schema/schema.ts";
import { memberSchemas, requiredNames } from "./members.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/** Schemas looked at before it is given up to compare two. */
const MAX_STEPS = 500;

/** Whether whatever meets a shape meets a schema too. Sound, not complete: `false` proves nothing. */
export function isImplied(shapes: Shapes, shape: Shape, schema: JsonSchema): boolean {
  return new Comparison(shapes).implies(shape, schema);
}

class Comparison {
  readonly #shapes: Shapes;
  #steps = 0;

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  implies(shape: Shape, schema: JsonSchema): boolean {
    if (typeof schema === "boolean") return schema;
    if (++this.#steps > MAX_STEPS) return false;
    if (shape.sources.some((source) => source === schema || textOf(source) === textOf(schema))) return true;
    return Object.keys(schema).every((keyword) => this.#meets(shape, schema, keyword));
  }

  /** Keywords that mean something without those beside them; of all others only equal schemas are known to agree. */
  #meets(shape: Shape, schema: SchemaNode, keyword: string): boolean {
    switch (keyword) {
      case "$ref":
        return this.implies(shape, this.#shapes.graph.resolve(schema.$ref ?? ""));
      case "allOf":
        return schema.allOf?.every((part) => this.implies(shape, part)) === true;
      case "type":
        return shape.types?.every((type) => includesType([schema.type ?? []].flat(), type)) === true;
      case "required":
        return schema.required?.every((name) => requiredNames(shape).has(name)) === true;
      case "properties":
        return Object.entries(schema.properties ?? {}).every(([name, member]) => this.#meetsAt(shape, name, member));
      default:
        return INDEPENDENT.has(keyword) && shape.sources.some((source) => isSameIn(source, schema, keyword));
    }
  }

  #meetsAt(shape: Shape, name: string, member: JsonSchema): boolean {
    return this.implies(this.#shapes.ofAll(memberSchemas(shape, name)), member);
  }
}

const INDEPENDENT: ReadonlySet<string> = new Set([
  ...["enum", "const", "pattern", "format", "minLength", "maxLength", "multipleOf", "minimum", "maximum"],
  ...["exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
]);

function isSameIn(source: SchemaNode, schema: SchemaNode, keyword: string): boolean {
  const [mine, wanted] = [source, schema].map((node) => JSON.stringify(Reflect.get(node, keyword)));
  return mine === wanted;
}

const texts = new WeakMap<object, string>();

/** Nodes hold no annotations and name what they refer to in full: equal texts say the same. */
function textOf(node: SchemaNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = JSON.stringify(node);
  texts.set(node, text);
  return text;
}

function includesType(types: readonly JsonType[], type: JsonType): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}
