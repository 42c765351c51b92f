import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type { Diagnostics } from "../../base/diagnostic.ts";
import { isObject, own } from "../../base/json.ts";
import { readAnnotations, silent } from "./annotations.ts";
import type { Dialect } from "./dialect.ts";
import { normalise } from "./normalise.ts";
import type { References } from "./reference.ts";
import type { Annotations, Direction, JsonSchema, Schema, SchemaError, SchemaGraph, SchemaNode } from "./schema.ts";
import { toSchemaError, Validator } from "./validator.ts";

/** `.invalid` never resolves (RFC 6761 §6.4): nobody can mistake these URIs for something to fetch. */
const BASE_URI = "https://schema.invalid";

/** The schemas of one document, for both directions. Nothing is normalised or compiled before it is asked for. */
export interface Schemas {
  /** The schema at a JSON Pointer of the document. */
  at(pointer: string, direction: Direction): Schema;
}

/** What is common to both directions. */
interface Origin {
  readonly dialect: Dialect;
  readonly references: References;
  readonly diagnostics: Diagnostics;
  readonly subtypesOf: (pointer: string) => readonly string[];
}

export function createSchemas(dialect: Dialect, references: References, diagnostics: Diagnostics): Schemas {
  const origin: Origin = { dialect, references, diagnostics, subtypesOf: subtypeIndex(references) };
  const graphs = { request: new LazyGraph("request", origin), response: new LazyGraph("response", origin) };
  return { at: (pointer, direction) => new LazySchema(pointer, graphs[direction]) };
}

class LazySchema implements Schema {
  readonly pointer: string;
  readonly graph: LazyGraph;
  #node: JsonSchema | undefined;

  constructor(pointer: string, graph: LazyGraph) {
    this.pointer = pointer;
    this.graph = graph;
  }

  get node(): JsonSchema {
    this.#node ??= this.graph.nodeAt(this.pointer);
    return this.#node;
  }
}

class LazyGraph implements SchemaGraph {
  readonly direction: Direction;
  readonly dialect: Dialect;
  readonly #origin: Origin;
  readonly #validator: Validator;
  readonly #uris = new Map<string, string>();
  readonly #pointers = new Map<string, string>();
  readonly #nodes = new Map<string, JsonSchema>();
  readonly #written = new WeakMap<SchemaNode, { raw: Readonly<Record<string, unknown>>; pointer: string }>();
  readonly #annotations = new WeakMap<SchemaNode, Annotations>();
  readonly #validators = new WeakMap<SchemaNode, ValidateFunction>();
  readonly #degraded = new WeakSet<SchemaNode>();
  /** URIs that were handed out in `$ref`s and that Ajv does not know yet. */
  readonly #unregistered: string[] = [];

  constructor(direction: Direction, origin: Origin) {
    this.direction = direction;
    this.dialect = origin.dialect;
    this.#origin = origin;
    this.#validator = new Validator(direction);
  }

  nodeAt(pointer: string): JsonSchema {
    const known = this.#nodes.get(pointer);
    if (known !== undefined) return known;
    const { dialect, references, diagnostics } = this.#origin;
    const node = normalise(references.at(pointer), pointer, {
      dialect,
      direction: this.direction,
      references,
      diagnostics,
      uriOf: (target) => this.#uriOf(target),
      made: (made, raw, at) => this.#written.set(made, { raw, pointer: at }),
    });
    this.#nodes.set(pointer, node);
    return node;
  }

  resolve(ref: string): JsonSchema {
    const pointer = this.#pointers.get(ref);
    return pointer === undefined ? true : this.nodeAt(pointer);
  }

  annotations(node: JsonSchema): Annotations {
    if (typeof node === "boolean") return silent;
    const known = this.#annotations.get(node);
    if (known) return known;
    const written = this.#written.get(node);
    const { references, subtypesOf } = this.#origin;
    const uriOf = (pointer: string) => this.#uriOf(pointer);
    const read = written ? readAnnotations(written.raw, written.pointer, { references, uriOf, subtypesOf }) : silent;
    this.#annotations.set(node, read);
    return read;
  }

  accepts(node: JsonSchema, value: unknown): boolean {
    return typeof node === "boolean" ? node : this.#run(node, value) === undefined;
  }

  errors(node: JsonSchema, value: unknown): readonly SchemaError[] {
    if (node === true) return [];
    if (node === false)
      return [
        { instancePath: "", keyword: "false schema", params: {}, message: "is not allowed", node, schemaPath: "#" },
      ];
    return (this.#run(node, value) ?? []).map(toSchemaError);
  }

  isDegraded(node: JsonSchema): boolean {
    if (typeof node === "boolean") return false;
    this.#compiled(node);
    return this.#degraded.has(node);
  }

  #uriOf(pointer: string): string {
    const known = this.#uris.get(pointer);
    if (known !== undefined) return known;
    const uri = `${BASE_URI}/${this.direction}/${this.#uris.size}`;
    this.#uris.set(pointer, uri);
    this.#pointers.set(uri, pointer);
    this.#unregistered.push(uri);
    return uri;
  }

  #compiled(node: SchemaNode): ValidateFunction {
    const known = this.#validators.get(node);
    if (known) return known;
    const validate = this.#compile(node);
    this.#validators.set(node, validate);
    return validate;
  }

  /** What Ajv has against the value; `undefined` where nothing. */
  #run(node: SchemaNode, value: unknown): readonly ErrorObject[] | undefined {
    try {
      const validate = this.#compiled(node);
      return validate(value) ? undefined : (validate.errors ?? []);
    } catch (error) {
      // Compiled without complaint, but not able to judge this value: endless recursion below it, or a fault of Ajv's.
      this.#validators.set(node, this.#degrade(node, error));
      return undefined;
    }
  }

  #compile(node: SchemaNode): ValidateFunction {
    // Normalising one schema hands out the URIs of those that it references, until the closure is complete.
    for (let uri = this.#unregistered.pop(); uri !== undefined; uri = this.#unregistered.pop()) {
      this.#validator.add(uri, this.resolve(uri));
    }
    try {
      const validate = this.#validator.compile(node);
      // A schema that references itself without descending into the value never comes to an end.
      for (const probe of [null, {}, []]) validate(probe);
      return validate;
    } catch (error) {
      return this.#degrade(node, error);
    }
  }

  #degrade(node: SchemaNode, error: unknown): ValidateFunction {
    this.#degraded.add(node);
    this.#origin.diagnostics.add({
      code: "schema-uncompilable",
      severity: "error",
      message: `the schema cannot be compiled: ${error instanceof Error ? error.message : String(error)}`,
      remedy: "correct the schema; until then any value is accepted here",
      pointer: this.#written.get(node)?.pointer ?? "",
    });
    return this.#validator.compile({});
  }
}

/** Finds subtypes with one walk over the component schemas, made when the first discriminator asks. */
function subtypeIndex(references: References): (pointer: string) => readonly string[] {
  let index: Map<string, string[]> | undefined;
  return (pointer) => {
    index ??= buildSubtypeIndex(references);
    return index.get(pointer) ?? [];
  };
}

function buildSubtypeIndex(references: References): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const components = references.at("/components/schemas");
  if (!isObject(components)) return index;
  for (const [name, schema] of Object.entries(components)) {
    const members = own(schema, "allOf");
    if (!Array.isArray(members)) continue;
    const subtype = `/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    for (const member of members) {
      const reference = own(member, "$ref");
      const base = typeof reference === "string" ? references.pointerOf(reference) : undefined;
      if (base !== undefined) index.set(base, [...(index.get(base) ?? []), subtype]);
    }
  }
  return index;
}
