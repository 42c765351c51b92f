import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { compilePattern } from "../../base/pattern.ts";
import { formats } from "./format.ts";
import type { Direction, JsonSchema, SchemaError, SchemaGraph } from "./schema.ts";
import { ownKeywords } from "./validator-keywords.ts";

/** Ajv for one direction. Only this file and the keywords that it gives to Ajv import it. */
export class Validator {
  readonly #ajv: Ajv2020;

  /** @param graph - judges what the keywords hand back to it */
  constructor(direction: Direction, graph: Pick<SchemaGraph, "resolve" | "accepts" | "errors">) {
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
    });
    // Saves Ajv from keeping track of what was evaluated: it would not be asked.
    this.#ajv.opts.unevaluated = false;
    for (const own of ownKeywords(direction, graph)) {
      this.#ajv.removeKeyword(own.keyword as string);
      this.#ajv.addKeyword(own);
    }
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
