import type { Annotations, JsonSchema, SchemaGraph, SchemaNode } from "../contract/schema/schema.ts";
import { BudgetError } from "./errors.ts";
import { contradict, mergeNode } from "./merge.ts";
import { copyShape, Shape } from "./shape.ts";

/** How deep references and `allOf` may nest: real ones stay below 20. A loop ends by itself, as each node counts once. */
const MAX_MERGE_DEPTH = 1_000;

/** An `unevaluatedProperties` and the parts of the shape that its node has merged. */
interface Scope {
  readonly schema: JsonSchema;
  readonly from: number;
  readonly to: number;
}

/** Makes shapes of the nodes of one graph, each once. */
export class Shapes {
  readonly graph: SchemaGraph;
  readonly #single = new WeakMap<SchemaNode, Shape>();
  readonly #extended = new WeakMap<Shape, Map<JsonSchema, Shape>>();

  constructor(graph: SchemaGraph) {
    this.graph = graph;
  }

  of(node: JsonSchema): Shape {
    if (typeof node === "boolean") return this.#merge([node]);
    const known = this.#single.get(node);
    if (known) return known;
    const shape = this.#merge([node]);
    this.#single.set(node, shape);
    return shape;
  }

  /** The shape of what meets all nodes. */
  ofAll(nodes: readonly JsonSchema[]): Shape {
    const [first = true, ...others] = nodes;
    return others.reduce((shape: Shape, node) => this.with(shape, node), this.of(first));
  }

  /** A shape that must meet one more schema. */
  with(shape: Shape, node: JsonSchema): Shape {
    if (node === true) return shape;
    let extensions = this.#extended.get(shape);
    if (!extensions) {
      extensions = new Map();
      this.#extended.set(shape, extensions);
    }
    const known = extensions.get(node);
    if (known) return known;
    const extended = copyShape(shape);
    this.#add(extended, node);
    // Of one schema alone the prover says so; a search that narrows a shape must not try what cannot be.
    const refused = extended.not.find((schema) => this.#isSource(extended, schema));
    if (refused !== undefined) {
      contradict(extended, "the same schema must be met and must not be met", this.#pointerOf(refused));
    }
    extensions.set(node, extended);
    return extended;
  }

  annotations(shape: Shape): readonly Annotations[] {
    return shape.sources.map((source) => this.graph.annotations(source));
  }

  #merge(nodes: readonly JsonSchema[]): Shape {
    const shape = new Shape();
    for (const node of nodes) this.#add(shape, node);
    return shape;
  }

  #add(shape: Shape, node: JsonSchema): void {
    shape.roots.push(node);
    const scopes: Scope[] = [];
    this.#into(shape, node, scopes, 0);
    for (const { schema, from, to } of scopes) {
      const unseen = new Set(shape.objects.filter((_, index) => index < from || index >= to));
      shape.unevaluated.push({ schema, unseen });
    }
  }

  /** Whether what meets the shape meets a schema because the schema is one of its nodes. */
  #isSource({ sources }: Shape, schema: JsonSchema): boolean {
    for (let node = schema, depth = 0; typeof node === "object" && depth < MAX_MERGE_DEPTH; depth++) {
      if (sources.includes(node)) return true;
      if (node.$ref === undefined || Object.keys(node).length > 1) return false;
      node = this.graph.resolve(node.$ref);
    }
    return schema === true;
  }

  #pointerOf(schema: JsonSchema): string {
    return typeof schema === "object" ? this.#at(schema) : "";
  }

  #into(shape: Shape, node: JsonSchema, scopes: Scope[], depth: number): void {
    // A schema that comes back to itself on the same value says nothing new.
    if (node === true || (node !== false && shape.sources.includes(node))) return;
    if (node === false) {
      contradict(shape, "false allows nothing", "");
      return;
    }
    if (depth > MAX_MERGE_DEPTH) {
      throw new BudgetError("$ref", `references and allOf nest deeper than ${MAX_MERGE_DEPTH} levels`);
    }
    const from = shape.objects.length;
    const outside = scopes.length;
    shape.sources.push(node);
    shape.component ??= this.graph.annotations(node).component;
    if (node.$ref !== undefined) this.#into(shape, this.graph.resolve(node.$ref), scopes, depth + 1);
    for (const part of node.allOf ?? []) this.#into(shape, part, scopes, depth + 1);
    mergeNode(shape, node, this.#at(node));
    const { unevaluatedProperties: schema } = node;
    // One inside has judged whatever would be left to this one.
    if (schema !== undefined && scopes.length === outside) scopes.push({ schema, from, to: shape.objects.length });
  }

  #at(node: SchemaNode): string {
    return this.graph.annotations(node).pointer;
  }
}
