import { _, Ajv2020, type AnySchema, type ErrorObject, type KeywordCxt, type ValidateFunction } from "ajv/dist/2020.js";
import { compilePattern } from "../../base/pattern.ts";
import { formats } from "./format.ts";
import type { Direction, JsonSchema, SchemaError, SchemaGraph } from "./schema.ts";
import { ownKeywords } from "./validator-keywords.ts";

/**
 * References that one value may be led through, and for each value in it where it is a large one. Forty schemas that
 * refer to the next one twice lead through 2^40; real documents stay below 100 for each value.
 */
const MAX_STEPS = 50_000;
const MAX_STEPS_PER_VALUE = 1_000;

/** Keywords and names of one schema, its inner ones included: compiled code takes a kilobyte for each. */
const MAX_KEYWORDS = 50_000;

/** A value cannot be judged within the limits: the schema asks for too much. */
export class TooCostly extends Error {}

/** Ajv for one direction. Only this file and the keywords that it gives to Ajv import it. */
export class Validator {
  readonly #ajv: Ajv2020;
  /** References that are left for the value at hand. */
  #steps = 0;
  #value: unknown;
  #isBusy = false;

  /** @param graph - judges what the keywords hand back to it */
  constructor(direction: Direction, graph: Pick<SchemaGraph, "resolve" | "accepts" | "errors">) {
    this.#ajv = new Ajv2020({
      strict: false,
      // Members may be called "constructor" or "__proto__"; what an object inherits is none.
      ownProperties: true,
      allErrors: true,
      verbose: true,
      validateSchema: false,
      // No schema is validated, so that none has to be read to validate them by.
      meta: false,
      logger: false,
      // Each referenced schema is compiled once and called, instead of being copied into every caller.
      inlineRefs: false,
      code: { regExp: regExpEngine, optimize: false },
    });
    // Saves Ajv from keeping track of what was evaluated: it would not be asked.
    this.#ajv.opts.unevaluated = false;
    for (const own of ownKeywords(direction, graph)) {
      this.#ajv.removeKeyword(own.keyword as string);
      this.#ajv.addKeyword(own);
    }
    for (const [name, format] of Object.entries(formats)) this.#ajv.addFormat(name, format);
    this.#countReferences();
  }

  /** Makes a schema known under an absolute URI, so that `$ref`s find it. */
  add(uri: string, schema: JsonSchema): void {
    this.#ajv.addSchema(schema as AnySchema, uri);
  }

  /** @throws {TooCostly} for a schema that is too large, and whatever Ajv throws on one that it cannot compile. */
  compile(schema: JsonSchema): ValidateFunction {
    checkSize(schema);
    return this.#ajv.compile(schema as AnySchema);
  }

  /**
   * What a compiled schema has against a value; `undefined` where nothing.
   *
   * @throws {TooCostly} where references lead through more schemas than the limits allow
   * @throws {RangeError} where they come back to where they were without going into the value
   */
  judge(validate: ValidateFunction, value: unknown): readonly ErrorObject[] | undefined {
    // What keywords hand back to the graph is judged on the account of the value that they are in.
    const isOutermost = !this.#isBusy;
    if (isOutermost) {
      this.#steps = MAX_STEPS;
      this.#value = value;
    }
    this.#isBusy = true;
    try {
      return validate(value) ? undefined : (validate.errors ?? []);
    } finally {
      if (isOutermost) this.#isBusy = false;
    }
  }

  /** Without references no schema is larger than its text: they alone have to be counted. */
  #countReferences(): void {
    const definition = this.#ajv.getKeyword("$ref");
    if (typeof definition !== "object" || !("code" in definition)) throw new TypeError("Ajv has no $ref");
    const { code } = definition;
    const step = (): void => {
      if (--this.#steps < 0) this.#extend();
    };
    definition.code = (context: KeywordCxt, ruleType?: string) => {
      context.gen.code(_`${context.gen.scopeValue("func", { ref: step })}()`);
      code(context, ruleType);
    };
  }

  /** Large values are counted once they turn out to need more than any other. */
  #extend(): void {
    const more = countValues(this.#value) * MAX_STEPS_PER_VALUE - MAX_STEPS;
    this.#value = undefined;
    if (more <= 0) throw new TooCostly(`its references lead through more than ${MAX_STEPS} schemas for one value`);
    this.#steps = more;
  }
}

/** @throws {TooCostly} for a schema that would take too much memory once it is compiled */
export function checkSize(schema: JsonSchema): void {
  let count = 0;
  const pending: unknown[] = [schema];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part !== "object" || part === null) continue;
    for (const [key, inner] of Object.entries(part)) {
      if (++count > MAX_KEYWORDS) throw new TooCostly(`it has more than ${MAX_KEYWORDS} keywords and names`);
      // Listed values are kept as they are.
      if (key !== "enum" && key !== "const") pending.push(inner);
    }
  }
}

function countValues(root: unknown): number {
  let count = 0;
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    count++;
    if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) pending.push(inner);
  }
  return count;
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
