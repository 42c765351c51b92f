import { atPointer, type JsonObject, type JsonValue, own } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { Call } from "../contract/request/call.ts";
import { entityViewOf } from "../contract/resource/list-view.ts";
import { showsResource } from "../contract/resource/resource-identity.ts";
import type { Resource, ResourceUse } from "../contract/resource/resource-model.ts";
import { generate } from "../generate/instance.ts";
import { asAddress, itemPath } from "./entities/link.ts";
import { listed } from "./entities/listing.ts";
import type { Collection, Member } from "./entities/member.ts";
import { isSuccess, withValue } from "./entities/value.ts";
import { World } from "./entities/world.ts";
import { writtenBody } from "./entities/write.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

/** Answers operations on resources from one world that agrees with itself: list, detail, relations, paging. */
export const entitiesSource: ResponseSource = {
  name: "entities",
  replayable: true,
  offer(ask) {
    const use = ask.contract.resources.uses.get(ask.call.operation.id);
    if (!use || !isSuccess(ask.status)) return undefined;
    const world = new World(ask.contract.resources, ask.settings, ask.call);
    const collection = collectionOf(use, ask.call);
    const schema = ask.mediaType?.schema;
    if (use.role === "create") return created(ask, world, collection);
    if (!schema) return undefined;
    return use.query
      ? listed({ ask, query: use.query, world, collection, schema })
      : shown(ask, use, world, collection);
  },
};

function collectionOf({ resource, scope }: ResourceUse, { parameters }: Call): Collection {
  return { resource, scope: scope.map((name) => String(own(parameters.path, name) ?? "")) };
}

/** One entity, as it is or as the request changes it. */
function shown(ask: Ask, use: ResourceUse, world: World, collection: Collection): Draft | undefined {
  const member = memberOf(use, ask.call, world, collection);
  const changes = use.role === "replace" || use.role === "patch" ? writtenBody(ask.call, use.resource) : undefined;
  const body = member && inView(ask, member, world, changes);
  return body === undefined ? undefined : { body };
}

function memberOf({ id, resource }: ResourceUse, call: Call, world: World, collection: Collection): Member | undefined {
  if (id === "first") return world.members(collection)[0];
  const written =
    id === "body" ? idIn(writtenBody(call, resource), resource) : own(call.parameters.path, id?.parameter ?? "");
  if (typeof written === "string" || typeof written === "number") return world.member(collection, written);
  return id === "body" ? world.members(collection)[0] : undefined;
}

/** A new entity with what was posted, and where it will be found. */
function created(ask: Ask, world: World, collection: Collection): Draft | undefined {
  const { call, response, mediaType } = ask;
  const { resource } = collection;
  const changes = writtenBody(call, resource);
  const chosen = idIn(changes, resource);
  const next = world.next(collection);
  const member = typeof chosen === "string" || typeof chosen === "number" ? { ...next, id: chosen } : next;
  const path = itemPath(resource, collection.scope, member.id, call.prefix);
  const location = response.headers.find(({ name }) => name.toLowerCase() === "location");
  const isAnnounced = path !== undefined && ask.status === 201;
  const headers = isAnnounced ? { [location?.name ?? "Location"]: asAddress(path, location?.schema, call) } : {};
  if (!mediaType?.schema) return mediaType || !isAnnounced ? undefined : { body: undefined, headers };
  const body = inView(ask, member, world, changes);
  return body === undefined ? undefined : { body, headers };
}

function idIn(changes: JsonObject | undefined, { identity }: Resource): unknown {
  return identity === undefined ? undefined : atPointer(changes, identity);
}

/** An entity where the response shows it, with the rest of the response around it. */
function inView(
  { mediaType, call, response }: Ask,
  member: Member,
  world: World,
  changes: JsonObject | undefined,
): JsonValue | undefined {
  const schema = mediaType?.schema;
  if (!schema) return undefined;
  const { resource } = member.collection;
  const { graph, node } = schema;
  const view = entityViewOf(graph, node, resource.name, (candidate) => showsResource(graph, candidate, resource));
  if (!view) return undefined;
  const entity = world.show({ graph, node: view.entity, pointer: schema.pointer }, member, changes);
  if (view.pointer === "") return entity;
  const seed = derive(member.seed, call.operation.id);
  return generate(schema, world.optionsFor(seed, withValue({}, view.pointer, entity), response.pointer));
}
