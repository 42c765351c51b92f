import type { Annotations, JsonSchema, SchemaGraph, SchemaNode } from "../contract/schema.ts";
import { contradict, mergeNode } from "./merge.ts";
import { copyShape, Shape } from "./shape.ts";

/** References and `allOf` nested deeper than this are taken for a loop. */
const MAX_MERGE_DEPTH = 64;

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
    extended.roots.push(node);
    this.#into(extended, node, 0);
    extensions.set(node, extended);
    return extended;
  }

  annotations(shape: Shape): readonly Annotations[] {
    return shape.sources.map((source) => this.graph.annotations(source));
  }

  #merge(nodes: readonly JsonSchema[]): Shape {
    const shape = new Shape();
    for (const node of nodes) {
      shape.roots.push(node);
      this.#into(shape, node, 0);
    }
    return shape;
  }

  #into(shape: Shape, node: JsonSchema, depth: number): void {
    // A schema that comes back to itself on the same value says nothing new.
    if (node === true || (node !== false && shape.sources.includes(node))) return;
    if (node === false || depth > MAX_MERGE_DEPTH) {
      const reason = node === false ? "false allows nothing" : "the schema references itself without end";
      contradict(shape, reason, node === false ? "" : this.#at(node));
      return;
    }
    shape.sources.push(node);
    shape.component ??= this.graph.annotations(node).component;
    if (node.$ref !== undefined) this.#into(shape, this.graph.resolve(node.$ref), depth + 1);
    for (const part of node.allOf ?? []) this.#into(shape, part, depth + 1);
    mergeNode(shape, node, this.#at(node));
  }

  #at(node: SchemaNode): string {
    return this.graph.annotations(node).pointer;
  }
}
