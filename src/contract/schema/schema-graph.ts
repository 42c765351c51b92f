import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type { Diagnostics } from "../../base/diagnostic.ts";
import type { DocumentVersion } from "../document/version.ts";
import { readAnnotations, silent } from "./annotations.ts";
import { DynamicScope, DynamicScopes } from "./dynamic-scope.ts";
import { normalise } from "./normalise.ts";
import type { References } from "./reference.ts";
import { referencesIn } from "./references-in.ts";
import type { Annotations, Direction, JsonSchema, Schema, SchemaError, SchemaGraph, SchemaNode } from "./schema.ts";
import { type SchemaDialect, usualDialect } from "./schema-dialect.ts";
import { subtypeIndex } from "./subtypes.ts";
import { checkSize, toSchemaError, Validator } from "./validator.ts";

/** `.invalid` never resolves (RFC 6761 §6.4): nobody can mistake these URIs for something to fetch. */
const BASE_URI = "https://schema.invalid";

/** The schemas of one document, for both directions. Nothing is normalised or compiled before it is asked for. */
export interface Schemas {
  /** The schema at a JSON Pointer of the document. */
  at(pointer: string, direction: Direction): Schema;
}

/** What is common to both directions. */
interface Origin {
  readonly version: DocumentVersion;
  /** Where a schema names no other. */
  readonly dialect: SchemaDialect;
  readonly scopes: DynamicScopes;
  readonly references: References;
  readonly diagnostics: Diagnostics;
  readonly subtypesOf: (pointer: string) => readonly string[];
}

export function createSchemas(version: DocumentVersion, references: References, diagnostics: Diagnostics): Schemas {
  const dialect = usualDialect(version);
  const scopes = new DynamicScopes(references, dialect === "oas", diagnostics);
  const origin: Origin = { version, dialect, scopes, references, diagnostics, subtypesOf: subtypeIndex(references) };
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

/** A schema where it stands, as it is read when it is reached in a dynamic scope. */
interface Target {
  readonly pointer: string;
  readonly dynamic: DynamicScope;
}

/** What the document says where a node was made. */
interface Written extends Target {
  readonly raw: Readonly<Record<string, unknown>>;
}

class LazyGraph implements SchemaGraph {
  readonly direction: Direction;
  readonly dialect: DocumentVersion;
  readonly #origin: Origin;
  readonly #validator: Validator;
  readonly #uris = new Map<string, string>();
  readonly #targets = new Map<string, Target>();
  readonly #nodes = new Map<string, JsonSchema>();
  readonly #resolved = new Map<string, JsonSchema>();
  readonly #written = new WeakMap<SchemaNode, Written>();
  readonly #annotations = new WeakMap<SchemaNode, Annotations>();
  readonly #validators = new WeakMap<SchemaNode, ValidateFunction>();
  readonly #degraded = new WeakSet<SchemaNode>();
  /** What branches said of objects and arrays while one value is judged: nested ones are asked at every level. */
  readonly #verdicts = new Map<SchemaNode, Map<unknown, boolean>>();
  #running = 0;
  /** The URIs that Ajv knows: those that something compiled leads to. */
  readonly #registered = new Set<string>();

  constructor(direction: Direction, origin: Origin) {
    this.direction = direction;
    this.dialect = origin.version;
    this.#origin = origin;
    this.#validator = new Validator(direction, {
      resolve: (ref) => this.resolve(ref),
      errors: (node, value) => this.errors(node, value),
      accepts: (node, value) => this.#acceptsWithin(node, value),
    });
  }

  /** The schema at a pointer, from where evaluation begins there. */
  nodeAt(pointer: string): JsonSchema {
    return this.#node({ pointer, dynamic: this.#origin.scopes.enter(DynamicScope.empty, pointer) });
  }

  resolve(ref: string): JsonSchema {
    const known = this.#resolved.get(ref);
    if (known !== undefined) return known;
    const target = this.#targets.get(ref);
    if (target === undefined) return true;
    const node = this.#node(target);
    this.#resolved.set(ref, node);
    return node;
  }

  #node({ pointer, dynamic }: Target): JsonSchema {
    const key = `${dynamic.key}\n${pointer}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const { dialect, references, diagnostics, scopes } = this.#origin;
    const dialectAt = (place: string) => references.dialectAt(place) ?? dialect;
    const node = normalise(references.at(pointer), pointer, {
      dialect: dialectAt(pointer),
      dynamic,
      direction: this.direction,
      references,
      diagnostics,
      uriOf: (target, from) => this.#uriOf(target, from),
      enter: (context, at) => ({ ...context, dialect: dialectAt(at), dynamic: scopes.enter(context.dynamic, at) }),
      made: (made, raw, at, context) => this.#written.set(made, { raw, pointer: at, dynamic: context.dynamic }),
    });
    this.#nodes.set(key, node);
    return node;
  }

  annotations(node: JsonSchema): Annotations {
    if (typeof node === "boolean") return silent;
    const known = this.#annotations.get(node);
    if (known) return known;
    const written = this.#written.get(node);
    const { references, subtypesOf } = this.#origin;
    const uriOf = (pointer: string) => this.#uriOf(pointer, written?.dynamic ?? DynamicScope.empty);
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

  #uriOf(pointer: string, from: DynamicScope): string {
    const dynamic = this.#origin.scopes.enter(from, pointer);
    const key = `${dynamic.key}\n${pointer}`;
    const known = this.#uris.get(key);
    if (known !== undefined) return known;
    const uri = `${BASE_URI}/${this.direction}/${this.#uris.size}`;
    this.#uris.set(key, uri);
    this.#targets.set(uri, { pointer, dynamic });
    return uri;
  }

  #compiled(node: SchemaNode): ValidateFunction {
    const known = this.#validators.get(node);
    if (known) return known;
    const validate = this.#compile(node);
    this.#validators.set(node, validate);
    return validate;
  }

  #acceptsWithin(node: JsonSchema, value: unknown): boolean {
    if (typeof node === "boolean" || typeof value !== "object") return this.accepts(node, value);
    const verdicts = this.#verdicts.get(node) ?? new Map<unknown, boolean>();
    this.#verdicts.set(node, verdicts);
    const verdict = verdicts.get(value) ?? this.accepts(node, value);
    verdicts.set(value, verdict);
    return verdict;
  }

  /** What Ajv has against the value; `undefined` where nothing. */
  #run(node: SchemaNode, value: unknown): readonly ErrorObject[] | undefined {
    this.#running++;
    try {
      return this.#validator.judge(this.#compiled(node), value);
    } catch (error) {
      // Compiled without complaint, but not able to judge this value: endless recursion below it, or a fault of Ajv's.
      this.#validators.set(node, this.#degrade(node, error));
      return undefined;
    } finally {
      if (--this.#running === 0) this.#verdicts.clear();
    }
  }

  #compile(node: SchemaNode): ValidateFunction {
    this.#register(node);
    try {
      const validate = this.#validator.compile(node);
      // A schema that references itself without descending into the value never comes to an end.
      for (const probe of [null, {}, []]) this.#validator.judge(validate, probe);
      return validate;
    } catch (error) {
      return this.#degrade(node, error);
    }
  }

  /** Makes known to Ajv what a schema references, directly or not. */
  #register(node: JsonSchema): void {
    const pending = [node];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const uri of referencesIn(at)) {
        if (this.#registered.has(uri) || !this.#targets.has(uri)) continue;
        this.#registered.add(uri);
        const target = this.#compilable(this.resolve(uri));
        this.#validator.add(uri, target);
        pending.push(target);
      }
    }
  }

  /** What is too large to be compiled is left out of what refers to it. */
  #compilable(schema: JsonSchema): JsonSchema {
    try {
      checkSize(schema);
      return schema;
    } catch (error) {
      if (typeof schema === "object") this.#degrade(schema, error);
      return true;
    }
  }

  #degrade(node: SchemaNode, error: unknown): ValidateFunction {
    this.#degraded.add(node);
    this.#origin.diagnostics.add({
      code: "schema-uncompilable",
      severity: "error",
      message: `the schema cannot be compiled: ${reasonOf(error)}`,
      remedy: "correct the schema; until then any value is accepted here",
      pointer: this.#written.get(node)?.pointer ?? "",
    });
    return this.#validator.compile({});
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError)
    return "its references come back to it for the same value, or lead through too many schemas";
  return error instanceof Error ? error.message : String(error);
}
