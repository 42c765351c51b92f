import { lazily } from "../../base/lazy.ts";
import type { Parameter } from "../operation.ts";
import type { Correction } from "./correction.ts";
import { stem } from "./inflect.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
import { type Collection, type Collections, collectionAt } from "./resource-collection.ts";
import { listQuery } from "./resource-filter.ts";
import { identityOf } from "./resource-identity.ts";
import { loneView } from "./resource-lone.ts";
import type { Resource, ResourceUse, Role } from "./resource-model.ts";
import { collectionTemplate, placeOf, readPath } from "./resource-path.ts";
import type { Reading } from "./resource-reading.ts";
import { nodeAt } from "./structure.ts";

/** Whether somebody says where an operation belongs, so that its path and its answer are not asked. */
export function isPlaced({ correction }: Reading): boolean {
  return correction !== undefined && Boolean(correction.role ?? correction.collection ?? correction.id);
}

const writing: Readonly<Record<string, Role>> = { PUT: "replace", PATCH: "patch", DELETE: "delete" };

/** The role that an operation has by correction, or by its method and answer where the correction leaves it open. */
export function correctedRole(reading: Reading): Role | undefined {
  const { correction, operation, path, success, name } = reading;
  if (correction?.role) return correction.role;
  const isOne = correction?.id !== undefined || path.collection !== undefined;
  if (operation.method === "POST") return isOne ? "patch" : "create";
  if (operation.method !== "GET") return writing[operation.method];
  if (success && listViewOf(success.schema.graph, success.schema.node, name)) return "list";
  return isOne ? "item" : "singleton";
}

/** Path template of the collection that a corrected operation is about. */
function homeTemplate(reading: Reading): string {
  const { correction, operation, path } = reading;
  if (correction?.collection !== undefined) return correction.collection;
  const { template } = operation;
  if (typeof correction?.id === "object") return collectionTemplate(upTo(template, correction.id.parameter));
  const role = correctedRole(reading);
  const isOfAll = role === "list" || role === "create" || path.collection === undefined;
  return isOfAll ? template : collectionTemplate(template);
}

/** "/users/{id}" of "/users/{id}/{format}". */
function upTo(template: string, parameter: string): string {
  const token = `{${parameter}}`;
  return template.slice(0, template.indexOf(token) + token.length);
}

function homeOf(reading: Reading, collections: Collections): Collection {
  const template = homeTemplate(reading);
  return collectionAt(collections, placeOf(template), stem(readPath(template).noun));
}

/** Notes what a correction says of a collection and its items, before anything is inferred. */
export function placeItem(reading: Reading, collections: Collections): void {
  const { correction, path, success } = reading;
  if (!correction) return;
  const collection = homeOf(reading, collections);
  if (correction.collection !== undefined) collection.template ??= correction.collection;
  if (correction.identity !== undefined) collection.identity ??= correction.identity;
  if (!isPlaced(reading) || !success) return;
  const role = correctedRole(reading);
  const lone = role === "singleton" && collection.place === path.place ? loneView(reading) : undefined;
  if (lone) {
    collection.item ??= { reading, view: lone, success };
    collection.isLone = true;
  }
  if (role !== "item") return;
  const parameter = parameterOf(reading);
  const { graph, node } = success.schema;
  const { identity, name } = collection;
  const found = entityViewOf(graph, node, name, (schema) =>
    identity === undefined
      ? identityOf(graph, schema, parameter?.name, name) !== undefined
      : nodeAt({ graph, node: schema }, identity) !== undefined,
  );
  collection.item ??= { reading, view: found ?? { pointer: "", entity: node }, success };
  if (!parameter) return;
  collection.idParameter ??= parameter;
  collection.itemTemplate ??= path.template;
}

/** Notes how items are addressed where nothing but a write does. */
export function placeWrite(reading: Reading, collections: Collections): void {
  const role = correctedRole(reading);
  if (!isPlaced(reading) || !(role === "replace" || role === "patch" || role === "delete")) return;
  const collection = homeOf(reading, collections);
  const parameter = parameterOf(reading);
  if (!parameter) return;
  collection.idParameter ??= parameter;
  if (reading.path.collection === collection.place) collection.itemTemplate ??= reading.path.template;
}

/** The path parameter that names the entity. */
function parameterOf(reading: Reading): Parameter | undefined {
  const { correction, operation } = reading;
  const id = correction && idOf(reading, correction, []);
  if (typeof id !== "object") return undefined;
  return operation.parameters.find((candidate) => candidate.in === "path" && candidate.name === id.parameter);
}

/** Notes which lists show a collection's members, once it is known what its own place shows. */
export function placeList(reading: Reading, collections: Collections): void {
  const { path, success } = reading;
  if (!isPlaced(reading) || correctedRole(reading) !== "list" || !success) return;
  const collection = homeOf(reading, collections);
  const view = listViewOf(success.schema.graph, success.schema.node, collection.name);
  if (!view) return;
  const isElsewhere = collection.place !== path.place;
  if (isElsewhere) collection.otherLists = [...(collection.otherLists ?? []), path.place];
  if (!isElsewhere || !collection.item) collection.list ??= { reading, view, success };
}

/**
 * What a corrected operation does.
 *
 * @param inferred - what it would do without
 * @returns `undefined` where that cannot be: no such resource, or a path that does not say which collection
 */
export function correctedUse(
  reading: Reading,
  inferred: ResourceUse | undefined,
  homes: ReadonlyMap<string, Resource>,
): ResourceUse | undefined {
  const { correction, operation } = reading;
  if (!correction || !isPlaced(reading)) return inferred;
  const own = correction.collection === undefined ? inferred : undefined;
  const resource = homes.get(placeOf(homeTemplate(reading))) ?? own?.resource;
  const role = correction.role ?? own?.role ?? correctedRole(reading);
  const scope = resource && scopeOf(reading, resource);
  if (!resource || !role || !scope) return undefined;
  if (role === "create") {
    return { resource, role, scope, id: undefined, query: undefined, belongsTo: own?.belongsTo };
  }
  if (role !== "list")
    return {
      resource,
      role,
      scope,
      id: resource.isLone ? "first" : idOf(reading, correction, scope),
      query: undefined,
    };
  const query = lazily(() => listQuery(operation, resource, scope, homes));
  return {
    resource,
    role,
    scope,
    id: undefined,
    get query() {
      return query();
    },
  };
}

/** The operation's names for what chooses the collection: the same names, else its first parameters. */
function scopeOf({ path: { parameters } }: Reading, { scope }: Resource): readonly string[] | undefined {
  const names = scope.map(({ parameter }) => parameter);
  if (names.every((name) => parameters.includes(name))) return names;
  return parameters.length < names.length ? undefined : parameters.slice(0, names.length);
}

function idOf({ operation, path }: Reading, correction: Correction, scope: readonly string[]): ResourceUse["id"] {
  if (correction.role === "singleton") return "first";
  if (correction.id !== undefined) return correction.id;
  const parameter = path.parameters.findLast((name) => !scope.includes(name));
  if (parameter !== undefined) return { parameter };
  return operation.body ? "body" : "first";
}
