import { escapeToken } from "../../base/json.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { plain, stem, words } from "./inflect.ts";
import type { Resource } from "./resource-model.ts";
import { componentOf, core, isScalarSchema, nodeAt, type Properties, propertiesOf, typeOf } from "./structure.ts";

/** Properties that are made to identify their object, the surest first; spelling apart. */
const opaqueNames = ["id", "uuid", "uid", "sid", "guid"];

/** Properties by which a thing may also be known. */
const nameWord = "name";
const naturalNames = ["key", "code", "slug", nameWord, "handle", "number"];

/** Other words that say "this is an identifier" at the end of a parameter's name, as in `order_ref`. */
const referenceWords = ["ref", "reference", "identifier", "login"];

/** The object inside an entity that holds its identity instead, as Kubernetes has it. */
const headName = "metadata";

/** Whether a name alone says that a property identifies its object. */
export function looksLikeIdentity(name: string): boolean {
  return opaqueNames.includes(plain(name));
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
    parameter === undefined ? unaddressedNames(resource) : identityCandidates(parameter, resource),
  );
}

function identityCandidates(parameter: string, resource: string): string[] {
  const own = stem(resource);
  // `/pets/{pet}` may mean any of its names.
  if (stem(parameter) === own) return [plain(parameter), ...usualNames(resource)];
  const suffix = identityWord(parameter);
  // `/payment_intents/{intent}` calls it by its last word.
  if (suffix === undefined && own.endsWith(stem(parameter))) return [plain(parameter), ...usualNames(resource)];
  if (suffix === undefined) return [plain(parameter)];
  // `userId` is `id` or `user_id`; where the entity has neither, another opaque name may be meant.
  const candidates = [plain(parameter), suffix, own + suffix];
  if (naturalNames.includes(suffix) && suffix !== "key") return candidates;
  return [...candidates, ...opaqueNames, ...opaqueNames.map((name) => own + name), "key", "code", "slug"];
}

/** What has to be known of a resource to recognise its members. */
export type Kind = Pick<
  Resource,
  "name" | "schema" | "components" | "identity" | "isIdentityGiven" | "idParameter" | "isLone"
>;

/** Whether a schema shows one of a resource: the same component, an identity like its own, or nothing but parts of it. */
export function showsResource(graph: SchemaGraph, schema: JsonSchema, resource: Kind): boolean {
  const { components, isLone, schema: own } = resource;
  const component = componentOf(graph, schema);
  if (component !== undefined && components.includes(component)) return true;
  if (core(graph, schema) === core(own.graph, own.node)) return true;
  if (!isLone) return carriesIdentity(graph, schema, resource);
  const properties = propertiesOf(own.graph, own.node);
  const { names } = propertiesOf(graph, schema);
  return names.length > 0 && names.every((name) => properties.has(name));
}

/** Whether something has what identifies one of a resource, at the same place. */
export function carriesIdentity(graph: SchemaGraph, schema: JsonSchema, resource: Kind): boolean {
  const { identity, isIdentityGiven, idParameter, name } = resource;
  if (identity === undefined) return false;
  if (isIdentityGiven) return nodeAt({ graph, node: schema }, identity) !== undefined;
  return identityOf(graph, schema, idParameter?.name, name) === identity;
}

/** The word at a name's end that says "identifier": "id" for `petId`, `id` and `pid`. */
function identityWord(name: string): string | undefined {
  const last = words(name).at(-1) ?? "";
  if ([...opaqueNames, ...naturalNames, ...referenceWords].includes(last)) return last;
  return /^[a-z]{1,3}id$/.test(last) ? "id" : undefined;
}

function usualNames(resource: string): string[] {
  const own = stem(resource);
  return [...opaqueNames, ...naturalNames].flatMap((name) => [name, own + name]);
}

/** Where no path leads to one of them, nothing says that no two have the same name: a name is what things are told to be. */
function unaddressedNames(resource: string): string[] {
  const named = stem(resource) + nameWord;
  return usualNames(resource).filter((candidate) => candidate !== nameWord && candidate !== named);
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
  const properties = propertiesOf(graph, entity);
  for (const name of properties.names) {
    const pointer = `/${escapeToken(name)}`;
    if (names.has(plain(name))) found.push(pointer);
    else if (owner !== undefined && stem(name) === owner)
      found.push(...embeddedReference(graph, properties.get(name) ?? true, pointer, owner));
    else if (plain(name) === headName) {
      const inner = findProperty(graph, properties.get(name) ?? true, [...names]);
      if (inner !== undefined) found.push(pointer + inner);
    }
  }
  return found;
}

/** A bare `id` in a path says nothing about the property: it would be the member's own. */
function referenceNames(parameter: string, owner: string | undefined): ReadonlySet<string> {
  const names = ["id", "uuid", "sid", "key", "ids"].flatMap((suffix) => (owner === undefined ? [] : [owner + suffix]));
  const isGeneric = [...opaqueNames, ...naturalNames].includes(plain(parameter));
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
  const named = namedIn(graph, entity);
  const found = scalarOf(graph, named, wanted);
  if (found !== undefined) return found;
  // A head also says where its object is (`namespace`); what identifies it is called like an identity.
  const inHead = wanted.filter((name) => [...opaqueNames, ...naturalNames].some((word) => name.endsWith(word)));
  for (const name of named.byName.get(headName) ?? []) {
    const inner = scalarOf(graph, namedIn(graph, named.properties.get(name) ?? true), inHead);
    if (inner !== undefined) return `/${escapeToken(name)}${inner}`;
  }
  return undefined;
}

/** Only the wanted ones are looked at: to tell what a property is may take the schema that it refers to. */
function scalarOf(graph: SchemaGraph, { properties, byName }: Named, wanted: readonly string[]): string | undefined {
  for (const candidate of wanted) {
    const found = byName.get(candidate)?.find((name) => isScalarSchema(graph, properties.get(name) ?? true));
    if (found !== undefined) return `/${escapeToken(found)}`;
  }
  return undefined;
}

/** Properties with their names by what these are without their spelling, in the order of the schema. */
interface Named {
  readonly properties: Properties;
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const namedByProperties = new WeakMap<Properties, Named>();

function namedIn(graph: SchemaGraph, entity: JsonSchema): Named {
  const properties = propertiesOf(graph, entity);
  const known = namedByProperties.get(properties);
  if (known) return known;
  const byName = new Map<string, string[]>();
  for (const name of properties.names) {
    const others = byName.get(plain(name));
    if (others) others.push(name);
    else byName.set(plain(name), [name]);
  }
  const named = { properties, byName };
  namedByProperties.set(properties, named);
  return named;
}
