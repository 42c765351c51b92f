import type { JsonValue } from "../../base/json.ts";
import { compilePattern } from "../../base/pattern.ts";
import { saidOfSameValue } from "../../contract/schema/same-value.ts";
import type { JsonSchema, JsonType, SchemaGraph, SchemaNode } from "../../contract/schema/schema.ts";
import { type Choice, choicesOf, identityOf, tagOf } from "./choice.ts";
import { impliedTypes, typesOf, valuesOf } from "./merged-type.ts";

/** How many combinations of branches are made of one value, and how many are looked at to find them. */
const MAX_ALTERNATIVES = 32;
const MAX_EXPANSIONS = 256;

const noChoices: ReadonlySet<readonly JsonSchema[]> = new Set();

/**
 * What several schemas together say of one value: `$ref` and `allOf` looked through, choices left open. Immutable;
 * what lies below is merged when it is asked for, once.
 */
export class Merged {
  readonly graph: SchemaGraph;
  readonly schemas: readonly JsonSchema[];
  /** All that holds for the value, the outermost first. */
  readonly nodes: readonly SchemaNode[];
  /** What the value may be; `undefined` for anything. */
  readonly types: readonly JsonType[] | undefined;
  /** What `enum` and `const` leave. */
  readonly values: readonly JsonValue[] | undefined;
  /** `oneOf`, `anyOf` and subtypes of which none is taken yet. */
  readonly choices: readonly Choice[];
  readonly required: ReadonlySet<string>;
  readonly #decided: ReadonlySet<readonly JsonSchema[]>;
  readonly #tag: { readonly name: string; readonly schema: SchemaNode } | undefined;
  readonly #members = new Map<string, Merged | undefined>();
  readonly #items = new Map<number, Merged | undefined>();
  #names: readonly string[] | undefined;
  #alternatives: readonly Merged[] | undefined;
  #node: JsonSchema | undefined;

  constructor(
    graph: SchemaGraph,
    schemas: readonly JsonSchema[],
    decided: ReadonlySet<readonly JsonSchema[]> = noChoices,
  ) {
    this.graph = graph;
    this.schemas = schemas;
    this.#decided = decided;
    this.nodes = schemas.length === 1 ? saidOfSameValue(schemas[0] ?? true, graph) : allSaid(graph, schemas);
    this.types = schemas.some((schema) => isFalse(graph, schema)) ? [] : typesOf(this.nodes);
    this.values = valuesOf(this.nodes);
    this.choices = choicesOf(graph, this.nodes).filter(({ branches }) => !decided.has(branches));
    this.required = new Set(this.nodes.flatMap(({ required }) => required ?? []));
    this.#tag = tagOf(graph, this.nodes);
  }

  /** Whether it can be seen that no value meets it. */
  get isNever(): boolean {
    return this.types?.length === 0 || this.values?.length === 0;
  }

  /** What the value may be apart from null, as far as anything is said; what keywords there are tells where no type is. */
  get kinds(): readonly JsonType[] {
    return (this.types ?? impliedTypes(this.nodes, this.values)).filter((type) => type !== "null");
  }

  get allowsNull(): boolean {
    if (this.values) return this.values.includes(null);
    return this.types?.includes("null") ?? false;
  }

  /** The schema as one node; made where there are several. */
  get node(): JsonSchema {
    this.#node ??= this.schemas.length === 1 ? (this.schemas[0] ?? true) : { allOf: this.schemas };
    return this.#node;
  }

  /** The schemas behind wrappers: the same ones come again where a schema contains itself. */
  get identity(): readonly SchemaNode[] {
    return this.schemas.flatMap((schema) => identityOf(this.graph, schema) ?? []);
  }

  /** Members that are named, what tells branches apart first. */
  get names(): readonly string[] {
    if (this.#names) return this.#names;
    const names = new Set(this.#tag && [this.#tag.name]);
    for (const { properties } of this.nodes) for (const name of Object.keys(properties ?? {})) names.add(name);
    for (const name of this.required) names.add(name);
    this.#names = [...names];
    return this.#names;
  }

  /** What a member has to be; `undefined` where there must be none of that name. */
  member(name: string): Merged | undefined {
    if (this.#members.has(name)) return this.#members.get(name);
    const merged = below(this.graph, this.#schemasOf(name));
    this.#members.set(name, merged);
    return merged;
  }

  /** What members without a name have to be. */
  get others(): Merged | undefined {
    const { nodes } = this;
    const found = nodes.flatMap(({ additionalProperties, unevaluatedProperties }) => [
      ...(additionalProperties === undefined ? [] : [additionalProperties]),
      ...(unevaluatedProperties === undefined ? [] : [unevaluatedProperties]),
    ]);
    return below(this.graph, found);
  }

  /** Pattern of names → what members have to be that are called so. */
  get patterns(): readonly (readonly [pattern: string, merged: Merged])[] {
    return this.nodes.flatMap(({ patternProperties, properties }) =>
      Object.entries(patternProperties ?? {})
        // Normalisation says what is said of a member of this name once more, as a pattern.
        .filter(([pattern]) => pattern !== "^__proto__$" || !Object.hasOwn(properties ?? {}, "__proto__"))
        .flatMap(([pattern, schema]) => (schema === false ? [] : [[pattern, mergedOf(this.graph, schema)] as const])),
    );
  }

  /** What an item has to be; `undefined` where there must be none at that place. */
  item(index: number): Merged | undefined {
    const place = Math.min(index, this.leading);
    if (this.#items.has(place)) return this.#items.get(place);
    const schemas = this.nodes.flatMap(({ prefixItems, items }) => prefixItems?.[place] ?? items ?? []);
    const rest = this.nodes.flatMap(({ unevaluatedItems }) => unevaluatedItems ?? []);
    const merged = below(this.graph, schemas.length > 0 ? schemas : rest);
    this.#items.set(place, merged);
    return merged;
  }

  /** Items with a schema of their own by their place. */
  get leading(): number {
    return Math.max(0, ...this.nodes.map(({ prefixItems }) => prefixItems?.length ?? 0));
  }

  /** The greatest of what the nodes have for a keyword; `undefined` where none has it. */
  greatest(keyword: NumericKeyword): number | undefined {
    return extreme(this.nodes, keyword, Math.max);
  }

  least(keyword: NumericKeyword): number | undefined {
    return extreme(this.nodes, keyword, Math.min);
  }

  /** What is left when one branch of every choice is taken, without what cannot be; itself where nothing is open. */
  get alternatives(): readonly Merged[] {
    this.#alternatives ??= this.choices.length === 0 ? [this] : this.#expanded();
    return this.#alternatives;
  }

  #expanded(): readonly Merged[] {
    const found: Merged[] = [];
    const pending: Merged[] = [this];
    for (let step = 0; pending.length > 0 && step < MAX_EXPANSIONS && found.length < MAX_ALTERNATIVES; step++) {
      const merged = pending.pop() as Merged;
      const [choice] = merged.choices;
      if (!choice) found.push(merged);
      else pending.push(...merged.#taken(choice).reverse());
    }
    return found;
  }

  #taken({ branches }: Choice): Merged[] {
    const decided = new Set([...this.#decided, branches]);
    return branches
      .map((branch) => new Merged(this.graph, [...this.schemas, branch], decided))
      .filter(({ isNever }) => !isNever);
  }

  #schemasOf(name: string): readonly JsonSchema[] {
    const schemas = this.nodes.flatMap((node) => schemasIn(node, name));
    if (this.#tag?.name === name) schemas.push(this.#tag.schema);
    if (schemas.length > 0 || this.nodes.some(speaksUnderConditions)) return schemas;
    return this.nodes.flatMap(({ unevaluatedProperties }) => unevaluatedProperties ?? []);
  }
}

type NumericKeyword =
  | "minimum"
  | "maximum"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "minProperties"
  | "maxProperties";

const known = new WeakMap<SchemaNode, Merged>();

/** What a schema says of a value; made once for each node, which belongs to one graph and never changes. */
export function mergedOf(graph: SchemaGraph, schema: JsonSchema): Merged {
  if (typeof schema === "boolean") return new Merged(graph, [schema]);
  const before = known.get(schema);
  if (before) return before;
  const merged = new Merged(graph, [schema]);
  known.set(schema, merged);
  return merged;
}

function below(graph: SchemaGraph, schemas: readonly JsonSchema[]): Merged | undefined {
  if (schemas.includes(false)) return undefined;
  const distinct = [...new Set(schemas)];
  const [only = true] = distinct;
  return distinct.length > 1 ? new Merged(graph, distinct) : mergedOf(graph, only);
}

function allSaid(graph: SchemaGraph, schemas: readonly JsonSchema[]): readonly SchemaNode[] {
  return [...new Set(schemas.flatMap((schema) => saidOfSameValue(schema, graph)))];
}

function isFalse(graph: SchemaGraph, schema: JsonSchema): boolean {
  if (typeof schema === "boolean") return !schema;
  return schema.allOf?.includes(false) === true || (schema.$ref !== undefined && graph.resolve(schema.$ref) === false);
}

/** Whether a node may have to say more of a member than can be seen without the value. */
function speaksUnderConditions(node: SchemaNode): boolean {
  return node.if !== undefined || node.dependentSchemas !== undefined;
}

function schemasIn(node: SchemaNode, name: string): JsonSchema[] {
  const { properties, patternProperties, additionalProperties } = node;
  const found: JsonSchema[] = [];
  const property = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property !== undefined) found.push(property);
  for (const [source, schema] of Object.entries(patternProperties ?? {})) {
    if (compilePattern(source)?.test(name)) found.push(schema);
  }
  if (found.length === 0 && additionalProperties !== undefined) found.push(additionalProperties);
  return found;
}

function extreme(
  nodes: readonly SchemaNode[],
  keyword: NumericKeyword,
  of: (...values: number[]) => number,
): number | undefined {
  const values = nodes.flatMap((node) => node[keyword] ?? []);
  return values.length === 0 ? undefined : of(...values);
}
