import type { JsonObject } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { Call } from "../contract/request/call.ts";
import { entityViewOf } from "../contract/resource/list-view.ts";
import { showsResource } from "../contract/resource/resource-identity.ts";
import type { ResourceUse } from "../contract/resource/resource-model.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { generate } from "../generate/instance.ts";
import type { Write } from "../session/state.ts";
import { collectionOf, identityIn, idIn } from "./entities/addressed.ts";
import { belonging } from "./entities/belonging.ts";
import { createdEntity, patchedEntity, replacedEntity } from "./entities/changed.ts";
import { isJsonPatch, patchedBy } from "./entities/json-patch.ts";
import { asAddress, itemPath } from "./entities/link.ts";
import { listed } from "./entities/listing.ts";
import { type Collection, type Member, sessionKeyOf } from "./entities/member.ts";
import { isSuccess, withValue } from "./entities/value.ts";
import { World } from "./entities/world.ts";
import { sayable, writtenBody } from "./entities/write.ts";
import { generatedDraft } from "./generated.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

/** Answers operations on resources from one world that agrees with itself: list, detail, relations, paging. */
export const entitiesSource: ResponseSource = {
  name: "entities",
  replayable: true,
  offer(ask) {
    const use = ask.contract.resources.uses.get(ask.call.operation.id);
    if (!use || !isDone(ask)) return undefined;
    const world = new World(ask.contract.resources, ask.settings, ask);
    const draft = drafted(ask, use, world);
    // The schema has the last word over what was written; whoever looks for it finds it in the journal.
    return draft && world.concessions ? { ...draft, repairs: world.concessions } : draft;
  },
};

function drafted(ask: Ask, use: ResourceUse, world: World): Draft | undefined {
  const collection = collectionOf(use, ask.call);
  const schema = ask.mediaType?.schema;
  if (use.role === "create") return created(ask, use, world, collection);
  if (use.role === "delete") return deleted(ask, use, world, collection);
  if (use.role === "replace" || use.role === "patch") return changed(ask, use, world, collection);
  if (!schema || !isSuccess(ask.status)) return undefined;
  return use.query ? listed({ ask, query: use.query, world, collection, schema }) : shown(ask, use, world, collection);
}

/** Whether the operation has done what it is for: it succeeded, or its document has no success to declare. */
function isDone({ status, call }: Ask): boolean {
  return isSuccess(status) || !call.operation.responses.some((one) => /^(?:2|default)/.test(one.status));
}

/** One entity as it is. */
function shown(ask: Ask, use: ResourceUse, world: World, collection: Collection): Draft | undefined {
  const member = memberOf(use, ask.call, world, collection);
  return member && inView(ask, member, world);
}

/** One entity as the request leaves it. */
function changed(ask: Ask, use: ResourceUse, world: World, collection: Collection): Draft | undefined {
  const { call } = ask;
  const found = memberOf(use, call, world, collection);
  const id = found ? undefined : broughtBack(use, call, world, collection);
  const member = found ?? (id === undefined ? undefined : world.population.memberAt(collection, id));
  if (!member) return undefined;
  const entity = entityAfter(use, call, member, world);
  if (!entity) return answering(ask, member, world, []);
  world.suppose(member, entity);
  return answering(ask, member, world, [putOf(member, entity)]);
}

/** PUT brings back what was deleted; what there is one of comes back with whatever may change it. */
function broughtBack(use: ResourceUse, call: Call, world: World, collection: Collection): string | number | undefined {
  if (use.resource.isLone) return world.population.natives(collection)[0]?.id;
  return use.role === "replace" ? idIn(use, call) : undefined;
}

/** `undefined` where the request says nothing that an entity could take. */
function entityAfter(use: ResourceUse, call: Call, member: Member, world: World): JsonObject | undefined {
  if (Array.isArray(call.body)) {
    const patched = isJsonPatch(call) ? patchedBy(call.body, world.entity(member)) : undefined;
    const written =
      patched && "entity" in patched ? writtenBody({ ...call, body: patched.entity }, use.resource) : undefined;
    return written && replacedEntity(world, member, written, () => true);
  }
  const written = writtenBody(call, use.resource);
  if (!written || use.role !== "replace") return written && patchedEntity(world, member, written);
  return replacedEntity(world, member, written, sayable(call, use.resource));
}

function deleted(ask: Ask, use: ResourceUse, world: World, collection: Collection): Draft | undefined {
  const member = memberOf(use, ask.call, world, collection);
  return (
    member && answering(ask, member, world, [{ kind: "delete", collection: sessionKeyOf(collection), id: member.id }])
  );
}

/** The answer to a write: the entity where the response shows it, else whatever the response has. */
function answering(ask: Ask, member: Member, world: World, writes: readonly Write[]): Draft | undefined {
  if (!ask.mediaType) return { body: undefined, writes };
  if (!isSuccess(ask.status)) return { ...generatedDraft(ask), writes };
  return { ...(inView(ask, member, world) ?? generatedDraft(ask)), writes };
}

function putOf({ collection, id }: Member, entity: JsonObject, ordinal?: number): Write {
  return { kind: "put", collection: sessionKeyOf(collection), id, entity, ordinal };
}

function memberOf(use: ResourceUse, call: Call, world: World, collection: Collection): Member | undefined {
  if (use.id === "first") return world.members(collection)[0];
  const id = idIn(use, call);
  if (id !== undefined) return world.population.member(collection, id);
  return use.id === "body" ? world.members(collection)[0] : undefined;
}

/** A new entity with what was posted, and where it will be found. */
function created(ask: Ask, use: ResourceUse, world: World, collection: Collection): Draft | undefined {
  const { call, response } = ask;
  const { resource } = collection;
  const posted = writtenBody(call, resource);
  const chosen = posted && identityIn(posted, resource);
  const next = world.population.next(collection);
  const member = chosen === undefined ? next : { ...next, id: chosen };
  const path = itemPath(resource, collection.scope, member.id, call.prefix);
  const location = response.headers.find(({ name }) => name.toLowerCase() === "location");
  const isAnnounced = path !== undefined && ask.status === 201;
  const headers = isAnnounced ? { [location?.name ?? "Location"]: asAddress(path, location?.schema, call) } : {};
  const entity = createdEntity(world, member, belonging(posted ?? {}, use, call));
  // Several at once, or something that is no entity: what came of it is not known.
  const writes = posted || call.body === undefined ? [putOf(member, entity, member.ordinal)] : [];
  world.suppose(member, entity);
  const answer = answering(ask, member, world, writes);
  return answer && { ...answer, headers };
}

/** An entity where the response shows it, with the rest of the response around it. */
function inView({ mediaType, call, response }: Ask, member: Member, world: World): Draft | undefined {
  const schema = mediaType?.schema;
  if (!schema) return undefined;
  const { resource } = member.collection;
  const { graph, node } = schema;
  const view = entityViewOf(graph, node, resource.name, (candidate) => showsResource(graph, candidate, resource));
  if (!view) return undefined;
  const shown: Schema = { graph, node: view.entity, pointer: schema.pointer };
  const entity = world.show(shown, member);
  const shows = () => [{ member, pointer: view.pointer, view: shown }];
  if (view.pointer === "") return { body: entity, shows };
  const seed = derive(member.seed, call.operation.id);
  const around = world.optionsFor(seed, withValue({}, view.pointer, entity), response.pointer);
  return { body: generate(schema, around), shows };
}
