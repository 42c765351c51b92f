import { escapeToken } from "../base/json.ts";
import { plain, stem, words } from "./inflect.ts";
import type { JsonSchema, SchemaGraph } from "./schema.ts";
import { isScalarSchema, propertiesOf, typeOf } from "./shape.ts";

/** Properties by which a thing is commonly known, the surest first; spelling apart. */
const identityNames = ["id", "uuid", "uid", "sid", "guid", "key", "code", "slug", "name", "handle", "number"] as const;

/** Words that say "this is an identifier" at the end of a name, as in `petId` or `order_ref`. */
const identityWords: ReadonlySet<string> = new Set([...identityNames, "ref", "reference", "identifier", "login"]);

/** Objects inside an entity that may hold its identity instead (Kubernetes' `metadata`, JSON:API has none). */
const headNames: ReadonlySet<string> = new Set(["metadata", "meta"]);

/** Whether a name alone says that a property identifies its object. */
export function looksLikeIdentity(name: string): boolean {
  return ["id", "uuid", "uid", "sid", "guid"].includes(plain(name));
}

/**
 * Finds the property that a path parameter names, e.g. `id` for `/pets/{petId}`, `username` for `/users/{username}`.
 *
 * @param parameter - name of the path parameter; `undefined` where no path leads to a single item
 * @param resource - what the resource is called, e.g. "pet"
 * @returns a JSON Pointer into the entity, e.g. "/id" or "/metadata/name"
 */
export function identityOf(
  graph: SchemaGraph,
  entity: JsonSchema,
  parameter: string | undefined,
  resource: string,
): string | undefined {
  return findProperty(
    graph,
    entity,
    parameter === undefined ? usualNames(resource) : identityCandidates(parameter, resource),
  );
}

function identityCandidates(parameter: string, resource: string): string[] {
  const parts = words(parameter);
  const last = parts.at(-1) ?? "";
  const own = stem(resource);
  const suffix = identityWords.has(last) ? last : undefined;
  const candidates = [plain(parameter)];
  if (suffix !== undefined && parts.length > 1) candidates.push(suffix);
  if (suffix !== undefined && parts.length === 1) candidates.push(own + suffix);
  // `/pets/{pet}`, `/repos/{name}` and `/users/{userId}` where the entity only has an `uuid`.
  if (suffix !== undefined || stem(parameter) === own) candidates.push(...usualNames(resource));
  return candidates;
}

function usualNames(resource: string): string[] {
  const own = stem(resource);
  return identityNames.flatMap((name) => [name, own + name]);
}

/**
 * Finds where an entity says to which parent it belongs: `userId`, `user_id`, `user` or `user.id` for
 * `/users/{userId}/orders`. All places are returned, because a list filters by any of them.
 *
 * @param parameter - name of the path or query parameter
 * @param parent - what the parent is called, e.g. "user"; `undefined` where no resource stands behind it
 */
export function referencesTo(
  graph: SchemaGraph,
  entity: JsonSchema,
  parameter: string,
  parent: string | undefined,
): readonly string[] {
  const owner = parent === undefined ? undefined : stem(parent);
  const names = referenceNames(parameter, owner);
  const found: string[] = [];
  for (const [name, property] of propertiesOf(graph, entity)) {
    const pointer = `/${escapeToken(name)}`;
    if (names.has(plain(name))) found.push(pointer);
    else if (owner !== undefined && stem(name) === owner)
      found.push(...embeddedReference(graph, property, pointer, owner));
    else if (headNames.has(plain(name))) {
      const inner = findProperty(graph, property, [...names]);
      if (inner !== undefined) found.push(pointer + inner);
    }
  }
  return found;
}

/** A bare `id` in a path says nothing about the property: it would be the member's own. */
function referenceNames(parameter: string, owner: string | undefined): ReadonlySet<string> {
  const names = ["id", "uuid", "sid", "key", "ids"].flatMap((suffix) => (owner === undefined ? [] : [owner + suffix]));
  const isGeneric = identityNames.some((name) => name === plain(parameter));
  return new Set(isGeneric ? names : [plain(parameter), ...names]);
}

/** `user: 7` is a reference itself; in `user: {id: 7}` it is the identity within. */
function embeddedReference(graph: SchemaGraph, property: JsonSchema, pointer: string, owner: string): string[] {
  if (typeOf(graph, property) !== "object") return isScalarSchema(graph, property) ? [pointer] : [];
  const inner = findProperty(graph, property, usualNames(owner));
  return inner === undefined ? [] : [pointer + inner];
}

/** The first of the wanted names (spelling apart) that is a scalar property, at the top or in the object's head. */
function findProperty(graph: SchemaGraph, entity: JsonSchema, wanted: readonly string[]): string | undefined {
  const byName = scalars(graph, entity);
  const heads = [...propertiesOf(graph, entity)].filter(([name]) => headNames.has(plain(name)));
  for (const name of wanted) {
    const found = byName.get(name);
    if (found !== undefined) return found;
  }
  for (const [name, head] of heads) {
    const inner = scalars(graph, head);
    const found = wanted.find((candidate) => inner.has(candidate));
    if (found !== undefined) return `/${escapeToken(name)}${inner.get(found)}`;
  }
  return undefined;
}

function scalars(graph: SchemaGraph, entity: JsonSchema): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, property] of propertiesOf(graph, entity)) {
    const key = plain(name);
    if (!found.has(key) && isScalarSchema(graph, property)) found.set(key, `/${escapeToken(name)}`);
  }
  return found;
}
