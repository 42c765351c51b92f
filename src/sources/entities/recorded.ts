import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import { entityViewOf } from "../../contract/resource/list-view.ts";
import { showsResource } from "../../contract/resource/resource-identity.ts";
import type { Write } from "../../session/state.ts";
import type { Ask } from "../source.ts";
import { collectionOf, identityIn, idIn } from "./addressed.ts";
import { sessionKeyOf } from "./member.ts";
import { World } from "./world.ts";

/**
 * What an answer that the document gives word for word makes of the session: the entity that it shows is there from
 * then on, so that a client that posts the document's own example finds it again.
 */
export function recorded(ask: Ask, body: JsonValue): readonly Write[] {
  const { call, mediaType, contract } = ask;
  const use = contract.resources.uses.get(call.operation.id);
  const schema = mediaType?.schema;
  if (!use || !schema || !(use.role === "create" || use.role === "replace" || use.role === "patch")) return [];
  const { resource } = use;
  const { graph, node } = schema;
  const view = entityViewOf(graph, node, resource.name, (candidate) => showsResource(graph, candidate, resource));
  const shown = view && atPointer(body, view.pointer);
  if (!isObject(shown)) return [];
  const id = use.role === "create" ? identityIn(shown as JsonObject, resource) : idIn(use, call);
  if (id === undefined) return [];
  const world = new World(contract.resources, ask.settings, ask);
  const collection = collectionOf(use, call);
  const member = world.population.memberAt(collection, id);
  const made = world.make(member, { ...world.facts(member), ...(shown as JsonObject), ...world.identity(member) });
  return [{ kind: "put", collection: sessionKeyOf(collection), id: member.id, entity: made, ordinal: undefined }];
}

/** Whether the session has written to the collection that a call is about: then the document's examples are stale. */
export function isWritten({ contract, call, state }: Ask): boolean {
  if (state.version === 0) return false;
  const use = contract.resources.uses.get(call.operation.id);
  return use !== undefined && state.collection(sessionKeyOf(collectionOf(use, call))) !== undefined;
}
