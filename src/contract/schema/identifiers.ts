import { escapeToken, isObject, own } from "../../base/json.ts";
import { type Role, roleBelow } from "../document/reference-site.ts";
import { identifierOf, isKeywordOf } from "./schema-dialect.ts";
import { enterNode, rootsOf, type SchemaScope, uriOfRoot } from "./schema-scope.ts";

/** The name under which a `$recursiveAnchor: true` (2019-09) is kept: no anchor can be called so. */
export const RECURSIVE_ANCHOR = "$recursiveAnchor";

/** The names that one schema resource gives to places in it, each with its JSON Pointer. */
export interface Anchors {
  readonly all: ReadonlyMap<string, string>;
  /** Those that a `$dynamicRef` may be led to by whoever refers to the resource. */
  readonly dynamic: ReadonlyMap<string, string>;
}

interface OpenAnchors extends Anchors {
  readonly all: Map<string, string>;
  readonly dynamic: Map<string, string>;
}

const noAnchors: Anchors = { all: new Map(), dynamic: new Map() };

/** All names in a document: `$id`, `$self`, `$anchor`, `$dynamicAnchor`. Examples and the like are data and name nothing. */
export class Identifiers {
  /** Absolute URI, or `$id` as written → JSON Pointer. The first of a name counts. */
  readonly uris: Map<string, string> = new Map();
  /** Every `$ref`, and the resource that it is written in. */
  readonly links: Link[] = [];
  /** Resources that refer dynamically themselves. */
  readonly dynamic: Set<string> = new Set();
  readonly #resources = new Map<string, OpenAnchors>();
  readonly #first = new Map<string, string>();

  constructor(document: unknown) {
    for (const { node, pointer, scope } of rootsOf(document)) {
      remember(this.uris, uriOfRoot(pointer), pointer);
      remember(this.uris, scope.base, scope.isIdentified ? scope.resource : pointer);
      remember(this.uris, own(node, "$self"), pointer);
      this.#collect(node, pointer, scope);
    }
  }

  /** The names in the resource that begins at a pointer. */
  of(resource: string): Anchors {
    return this.#resources.get(resource) ?? noAnchors;
  }

  /** Every resource that gives names. */
  get resources(): Iterable<Anchors> {
    return this.#resources.values();
  }

  /** Where an anchor stands: in the resource itself, else the first of that name anywhere. */
  anchor(name: string, resource: string): string | undefined {
    return this.of(resource).all.get(name) ?? this.#first.get(name);
  }

  #collect(root: unknown, pointer: string, outer: SchemaScope): void {
    const pending: Pending[] = [{ node: root, pointer, scope: outer, role: "keywords" }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, role } = next;
      const scope = role === "keywords" ? enterOnce(next) : next.scope;
      if (role === "keywords" && isObject(node)) {
        this.#name(node, next.pointer, scope);
        this.#refer(node, next, scope);
      }
      // Last first, because the stack turns the order around: the first of a name is the first that is written.
      pending.push(...childrenOf({ ...next, scope }).reverse());
    }
  }

  #name(node: Readonly<Record<string, unknown>>, pointer: string, scope: SchemaScope): void {
    const id = identifierOf(node, scope.dialect)?.replace(/#$/, "");
    // Up to draft 7, an `$id` that is a fragment was what `$anchor` is now.
    if (id?.startsWith("#")) this.#anchor(id.slice(1), pointer, scope.resource, false);
    else if (id !== undefined) {
      remember(this.uris, scope.base.replace(/#$/, ""), pointer);
      remember(this.uris, id, pointer);
    }
    for (const keyword of ["$anchor", "$dynamicAnchor"]) {
      const name = own(node, keyword);
      if (typeof name !== "string" || !isKeywordOf(scope.dialect, keyword)) continue;
      this.#anchor(name, pointer, scope.resource, keyword === "$dynamicAnchor");
    }
    const isRecursive = own(node, RECURSIVE_ANCHOR) === true && isKeywordOf(scope.dialect, RECURSIVE_ANCHOR);
    if (isRecursive && pointer === scope.resource) this.#anchor(RECURSIVE_ANCHOR, pointer, scope.resource, true);
  }

  #refer(node: Readonly<Record<string, unknown>>, { pointer, scope: outer }: Pending, { resource }: SchemaScope): void {
    const reference = own(node, "$ref");
    if (typeof reference === "string") this.links.push({ resource, reference, pointer });
    if (resource !== outer.resource) this.links.push({ resource: outer.resource, reference: undefined, pointer });
    if (["$dynamicRef", "$recursiveRef"].some((key) => typeof own(node, key) === "string")) this.dynamic.add(resource);
  }

  #anchor(name: string, pointer: string, resource: string, isDynamic: boolean): void {
    const anchors = this.#resources.get(resource) ?? { all: new Map(), dynamic: new Map() };
    this.#resources.set(resource, anchors);
    remember(anchors.all, name, pointer);
    if (isDynamic) remember(anchors.dynamic, name, pointer);
    if (name !== RECURSIVE_ANCHOR) remember(this.#first, name, pointer);
  }
}

/** One schema resource leads to another: by a `$ref`, or because it stands inside (`reference` is `undefined`). */
export interface Link {
  readonly resource: string;
  readonly reference: string | undefined;
  readonly pointer: string;
}

interface Pending {
  readonly node: unknown;
  readonly pointer: string;
  readonly scope: SchemaScope;
  readonly role: Role;
}

/** What stands under another keyword of a schema is no schema (JSON Schema 2020-12 §4.3.1), and names nothing. */
const SCHEMA_KEYWORDS = new Set(
  (
    "allOf anyOf oneOf not if then else items prefixItems additionalItems contains unevaluatedItems properties " +
    "patternProperties additionalProperties propertyNames unevaluatedProperties dependentSchemas dependencies " +
    "contentSchema $defs definitions"
  ).split(" "),
);

function childrenOf({ node, pointer, scope, role }: Pending): Pending[] {
  const below = Array.isArray(node) ? [...node.entries()] : Object.entries(node as object);
  const isSchema = scope.isSchema && role === "keywords" && !Array.isArray(node);
  return below.flatMap(([key, child]: [string | number, unknown]) => {
    if (isSchema && !SCHEMA_KEYWORDS.has(String(key))) return [];
    const there = Array.isArray(node) ? role : roleBelow(role, String(key), child);
    if (there === undefined || typeof child !== "object" || child === null) return [];
    return [{ node: child, pointer: `${pointer}/${escapeToken(key)}`, scope, role: there }];
  });
}

/** The roots have been entered already. */
function enterOnce({ node, pointer, scope }: Pending): SchemaScope {
  return scope.resource === pointer ? scope : enterNode(scope, node, pointer);
}

function remember(names: Map<string, string>, name: unknown, pointer: string): void {
  if (typeof name === "string" && !names.has(name)) names.set(name, pointer);
}
