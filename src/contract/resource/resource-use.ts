import { lazily } from "../../base/lazy.ts";
import type { Operation } from "../operation.ts";
import { singular, words } from "./inflect.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
import { correctedUse } from "./resource-corrected.ts";
import { isAboutMember, namesMember, showsMember } from "./resource-evidence.ts";
import { listQuery, narrowingBy } from "./resource-filter.ts";
import { loneUse, ownNames } from "./resource-lone.ts";
import type { Resource, ResourceUse, Role } from "./resource-model.ts";
import { placeOf } from "./resource-path.ts";
import type { Reading } from "./resource-reading.ts";
import { componentOf } from "./structure.ts";

type Homes = ReadonlyMap<string, Resource>;

/** What the methods do to one item. POST to an item is how older APIs write PATCH. */
const itemRoles: Readonly<Record<string, Role>> = {
  GET: "item",
  PUT: "replace",
  PATCH: "patch",
  POST: "patch",
  DELETE: "delete",
};

/** Says of every operation what it does to which resource. */
export function assignUses(
  readings: readonly Reading[],
  resources: readonly Resource[],
  homes: Homes,
): ReadonlyMap<string, ResourceUse> {
  const uses = new Map<string, ResourceUse>();
  const byPlace = (some: readonly Resource[]) => new Map(some.map((resource) => [placeOf(resource.key), resource]));
  const places = byPlace(resources.filter(({ isLone }) => !isLone));
  const lone = byPlace(resources.filter(({ isLone }) => isLone));
  const singletons = findSingletons(readings, resources, homes);
  const updated = new Set(readings.filter(({ operation }) => isUpdate(operation)).map(({ path }) => path.place));
  for (const reading of readings) {
    const { operation, path } = reading;
    const owner = path.collection === undefined || homes.has(path.place) ? undefined : places.get(path.collection);
    const inferred =
      loneUse(reading, lone.get(path.place), updated.has(path.place)) ??
      itemUse(reading, owner, updated.has(path.place)) ??
      listUse(reading, homes) ??
      collectionUse(reading, places.get(path.place)) ??
      distantCreation(reading, homes) ??
      singletonUse(operation, singletons.get(path.place));
    const use = correctedUse(reading, inferred, homes);
    if (use) uses.set(operation.id, use);
  }
  return uses;
}

function isUpdate({ method }: Operation): boolean {
  return method === "PUT" || method === "PATCH";
}

/**
 * "/users/{id}".
 *
 * @param isUpdated - whether another method changes what is there, so that POST puts it there
 */
function itemUse(reading: Reading, resource: Resource | undefined, isUpdated: boolean): ResourceUse | undefined {
  const { operation, path } = reading;
  const isPost = operation.method === "POST";
  const role = isPost && isUpdated ? "replace" : itemRoles[operation.method];
  const parameter = path.parameters.at(-1);
  if (!resource?.idParameter || !role || parameter === undefined) return undefined;
  if (isPost && !isAboutMember(reading, resource)) return undefined;
  return { resource, role, scope: path.parameters.slice(0, -1), id: { parameter }, query: undefined };
}

/** A list at the collection's own path, or of the same things elsewhere ("/pets/findByStatus"). */
function listUse({ operation, path, success, name }: Reading, homes: Homes): ResourceUse | undefined {
  const resource = homes.get(path.place);
  if (operation.method !== "GET" || !resource || !success) return undefined;
  if (!listViewOf(success.schema.graph, success.schema.node, name)) return undefined;
  const isHome = placeOf(resource.key) === path.place;
  const scope = isHome ? path.parameters : resource.scope.map(({ parameter }) => parameter);
  const query = lazily(() => listQuery(operation, resource, scope, homes));
  return {
    resource,
    role: "list",
    scope,
    id: undefined,
    // Most lists of a large document are never asked for.
    get query() {
      return query();
    },
  };
}

/** POST creates; PUT and PATCH without an id in the path find it in the body. */
function collectionUse(reading: Reading, resource: Resource | undefined): ResourceUse | undefined {
  if (!resource) return undefined;
  const { operation, path } = reading;
  const use = { resource, scope: path.parameters, query: undefined };
  if (operation.method === "POST") {
    return isAboutMember(reading, resource) ? { ...use, role: "create", id: undefined } : undefined;
  }
  if (!namesMember(operation, resource)) return undefined;
  if (operation.method === "PUT") return { ...use, role: "replace", id: "body" };
  if (operation.method === "PATCH") return { ...use, role: "patch", id: "body" };
  return undefined;
}

/**
 * POST where a list of another collection's members stands, as in "/me/playlists" and "/users/{id}/orders": its answer
 * says what it made. A member has to be able to say to whom it belongs, else that list would not show it.
 */
function distantCreation(reading: Reading, homes: Homes): ResourceUse | undefined {
  const { operation, path } = reading;
  const resource = homes.get(path.place);
  if (operation.method !== "POST" || !resource || resource.isLone || !showsMember(reading, resource)) return undefined;
  const scope = resource.scope.map(({ parameter }) => parameter);
  const belongsTo = narrowingBy(operation, resource, scope, homes);
  const isSayable = belongsTo.every(({ pointers: [place] }) => place !== undefined && place !== resource.identity);
  const isReachable = scope.every((parameter) => path.parameters.includes(parameter));
  return isSayable && isReachable
    ? { resource, role: "create", scope, id: undefined, query: undefined, belongsTo }
    : undefined;
}

/** Whether one of the components is called after a resource, as "PrivateUser" is after users. */
function isKindOf({ name }: Resource, components: ReadonlySet<string>): boolean {
  return [...components].some((component) => words(component).some((word) => singular(word) === name));
}

/** Paths without parameters that show one known thing, such as "/me" or "/users/current". */
function findSingletons(
  readings: readonly Reading[],
  resources: readonly Resource[],
  homes: Homes,
): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const reading of readings) {
    const { operation, path, success, name } = reading;
    if (operation.method !== "GET" || path.parameters.length > 0 || homes.has(path.place) || !success) continue;
    const { graph, node } = success.schema;
    const shown = new Set<string>();
    entityViewOf(graph, node, name, (schema) => {
      shown.add(componentOf(graph, schema) ?? "");
      return false;
    });
    const known = resources.filter(({ scope }) => scope.length === 0);
    const resource =
      known.find(({ components }) => components.some((component) => shown.has(component))) ??
      (ownNames.has(name) ? known.find((one) => isKindOf(one, shown) && showsMember(reading, one)) : undefined);
    if (resource) found.set(path.place, resource);
  }
  return found;
}

function singletonUse({ method }: Operation, resource: Resource | undefined): ResourceUse | undefined {
  const role = method === "GET" ? "singleton" : method === "POST" ? undefined : itemRoles[method];
  return resource && role && { resource, role, scope: [], id: "first", query: undefined };
}
