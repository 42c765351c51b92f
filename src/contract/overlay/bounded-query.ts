import type { JSONPathNode, JSONPathQuery, jsonpath } from "json-p3";
import type { Budget } from "./budget.ts";

type Library = typeof import("json-p3");
type Value = JSONPathNode["value"];
type Segment = JSONPathQuery["segments"][number];
type Selector = Segment["selectors"][number];
type Expression = jsonpath.expressions.FilterExpression;

/**
 * Makes a parsed query count its steps, and those of the queries in its filters. Selectors and expressions stay the
 * library's. The segments that apply them are replaced, because those descend by generators within generators, look at
 * a node as often as they reach it, and take `$` in a filter inside a filter for the node that is filtered.
 *
 * @returns what the query selects in a document, each node once.
 */
export function bounded(query: JSONPathQuery, budget: Budget, library: Library): (root: unknown) => JSONPathNode[] {
  const binder = new Binder(budget, library);
  binder.bind(query);
  return (root) => {
    budget.beginQuery();
    return binder.select(query, root as Value);
  };
}

class Binder {
  readonly #budget: Budget;
  readonly #library: Library;
  #root: Value = null;

  constructor(budget: Budget, library: Library) {
    this.#budget = budget;
    this.#library = library;
  }

  select({ segments }: JSONPathQuery, root: Value): JSONPathNode[] {
    this.#root = root;
    let nodes = [this.#node(root, [])];
    // A node that is reached twice would only lead to the same again.
    for (const segment of segments) nodes = distinct(segment.resolve(nodes));
    return nodes;
  }

  /** @returns how many expressions the filters of the query hold: so much does it cost to look at one value. */
  bind({ segments }: JSONPathQuery): number {
    let expressions = 0;
    for (const [index, segment] of segments.entries()) {
      const weighed = segment.selectors.map((selector) => ({ selector, weight: this.#weightOf(selector) }));
      for (const { weight } of weighed) expressions += weight;
      const descends = segment.toString({ form: "canonical" }).startsWith("..");
      const resolve = (nodes: Iterable<JSONPathNode>): JSONPathNode[] => {
        return this.#apply(weighed, descends ? this.#descend(nodes) : nodes);
      };
      const { environment, token, selectors } = segment;
      segments[index] = { environment, token, selectors, resolve, lazyResolve: (nodes) => iterate(resolve(nodes)) };
    }
    return expressions;
  }

  #weightOf(selector: Selector): number {
    const { FilterSelector } = this.#library.jsonpath.selectors;
    return selector instanceof FilterSelector ? 1 + this.#bindExpression(selector.expression) : 1;
  }

  #bindExpression(expression: Expression): number {
    const { FilterQuery, FunctionExtension, InfixExpression, LogicalExpression, PrefixExpression } =
      this.#library.jsonpath.expressions;
    if (expression instanceof FilterQuery) return 1 + this.bind(expression.path);
    if (expression instanceof LogicalExpression) return this.#bindExpression(expression.expression);
    if (expression instanceof PrefixExpression) return 1 + this.#bindExpression(expression.right);
    if (expression instanceof InfixExpression) {
      return 1 + this.#bindExpression(expression.left) + this.#bindExpression(expression.right);
    }
    if (!(expression instanceof FunctionExtension)) return 1;
    return expression.args.reduce((sum, argument) => sum + this.#bindExpression(argument), 1);
  }

  #apply(weighed: readonly { selector: Selector; weight: number }[], nodes: Iterable<JSONPathNode>): JSONPathNode[] {
    const { NameSelector, IndexSelector } = this.#library.jsonpath.selectors;
    const found: JSONPathNode[] = [];
    for (const { value, location } of nodes) {
      const node = this.#node(value, location);
      for (const { selector, weight } of weighed) {
        const isSingle = selector instanceof NameSelector || selector instanceof IndexSelector;
        this.#spend(isSingle ? 1 : weight * (1 + sizeOf(value)), location);
        for (const result of selector.resolve(node)) found.push(result);
      }
    }
    return found;
  }

  /** The nodes and everything below them, each before what is below it (RFC 9535 §2.5.2.2). */
  *#descend(nodes: Iterable<JSONPathNode>): Generator<JSONPathNode> {
    for (const start of nodes) {
      const pending = [start];
      for (let node = pending.pop(); node; node = pending.pop()) {
        yield node;
        const { value, location } = node;
        if (typeof value !== "object" || value === null) continue;
        this.#spend(1 + sizeOf(value), location);
        const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
        for (const [key, member] of members.reverse()) pending.push(this.#node(member, [...location, key]));
      }
    }
  }

  /** Each node that is reached holds its whole way: what lies deep costs more. */
  #spend(steps: number, { length }: JSONPathNode["location"]): void {
    this.#budget.spend(steps * (1 + Math.floor(length / 16)));
  }

  #node(value: Value, location: JSONPathNode["location"]): JSONPathNode {
    return new this.#library.JSONPathNode(value, location, this.#root);
  }
}

function distinct(nodes: readonly JSONPathNode[]): JSONPathNode[] {
  return [...new Map(nodes.map((node) => [JSON.stringify(node.location), node])).values()];
}

function sizeOf(value: Value): number {
  if (typeof value !== "object" || value === null) return 0;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function* iterate(nodes: readonly JSONPathNode[]): Generator<JSONPathNode> {
  yield* nodes;
}
