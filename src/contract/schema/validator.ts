import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { compilePattern } from "../../base/pattern.ts";
import { formats } from "./format.ts";
import type { Direction, JsonSchema, SchemaError } from "./schema.ts";

/**
 * Decimal digits to which `multipleOf` is checked in requests: 19.99 counts as a multiple of 0.01 although the
 * division of the two doubles is not whole. Answers must pass the exact check, as other validators make it.
 */
const REQUEST_MULTIPLE_PRECISION = 10;

/** Ajv for one direction. The only file that imports Ajv. */
export class Validator {
  readonly #ajv: Ajv2020;

  constructor(direction: Direction) {
    this.#ajv = new Ajv2020({
      strict: false,
      // Members may be called "constructor" or "__proto__"; what an object inherits is none.
      ownProperties: true,
      allErrors: true,
      verbose: true,
      validateSchema: false,
      logger: false,
      // Each referenced schema is compiled once and called, instead of being copied into every caller.
      inlineRefs: false,
      code: { regExp: regExpEngine },
      ...(direction === "request" ? { multipleOfPrecision: REQUEST_MULTIPLE_PRECISION } : {}),
    });
    this.#ajv.removeKeyword("uniqueItems");
    this.#ajv.addKeyword({ keyword: "uniqueItems", type: "array", schemaType: "boolean", validate: uniqueItems });
    for (const [name, format] of Object.entries(formats)) this.#ajv.addFormat(name, format);
  }

  /** Makes a schema known under an absolute URI, so that `$ref`s find it. */
  add(uri: string, schema: JsonSchema): void {
    this.#ajv.addSchema(schema as AnySchema, uri);
  }

  /** @throws whatever Ajv throws on a schema that it cannot compile. */
  compile(schema: JsonSchema): ValidateFunction {
    return this.#ajv.compile(schema as AnySchema);
  }
}

export function toSchemaError(error: ErrorObject): SchemaError {
  return {
    instancePath: error.instancePath,
    keyword: error.keyword,
    params: error.params,
    message: error.message ?? `fails ${error.keyword}`,
    node: (error.parentSchema ?? true) as JsonSchema,
    schemaPath: error.schemaPath,
  };
}

/** Patterns of a document are untrusted: `compilePattern` picks an engine that cannot be made to hang. */
function regExpEngine(source: string): { test(text: string): boolean } {
  const pattern = compilePattern(source);
  // Ajv keys compiled expressions by their text: without an own `toString` the first one would serve them all.
  return { test: (text) => pattern?.test(text) ?? true, toString: () => `pattern:${source}` } as {
    test(text: string): boolean;
  };
}
regExpEngine.code = "helixPattern";

/** Ajv compares every pair; a body of 60 000 items would take minutes. One canonical text per item does the same. */
function uniqueItems(expected: boolean, items: readonly unknown[]): boolean {
  if (!expected || items.length < 2) return true;
  return new Set(items.map(canonical)).size === items.length;
}

/** JSON text with sorted keys: equal for equal values (JSON Schema 2020-12 §4.2.2). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
