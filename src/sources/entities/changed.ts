import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import { core, propertiesOf } from "../../contract/resource/structure.ts";
import type { Member } from "./member.ts";
import { stamped } from "./timestamps.ts";
import { withTotals } from "./totals.ts";
import { sameJson, withoutMembers, withValue } from "./value.ts";
import type { World } from "./world.ts";

/** Milliseconds that a write takes by the mock's clock, which stands still otherwise. */
const TICK = 1000;

/** A new entity: what was posted, and what the server adds to it. */
export function createdEntity(world: World, member: Member, posted: JsonObject): JsonObject {
  const made = world.make(member, { ...world.facts(member), ...posted, ...world.identity(member) });
  return stampedBy(world, member, saying(world, made, posted, member), posted, true);
}

/**
 * PUT: what is not in the request is gone, but for what only the server sets.
 *
 * @param canSay - whether the request could have had a property
 */
export function replacedEntity(
  world: World,
  member: Member,
  put: JsonObject,
  canSay: (property: string) => boolean,
): JsonObject {
  const { graph, node } = member.collection.resource.schema;
  const kept = {};
  for (const [name, property] of propertiesOf(graph, node)) {
    const value = own(world.entity(member), name);
    const isServers = graph.annotations(property).readOnly || graph.annotations(core(graph, property)).readOnly;
    if ((isServers || !canSay(name)) && value !== undefined) setOwn(kept, name, value);
  }
  return settled(world, member, { ...kept, ...put, ...world.identity(member) }, put);
}

/** PATCH: objects are merged; null stays where the schema takes it, and removes elsewhere (RFC 7396 §2). */
export function patchedEntity(world: World, member: Member, patch: JsonObject): JsonObject {
  const { schema } = member.collection.resource;
  let merged = mergedWith(world.entity(member), patch) as JsonObject;
  for (const [name, value] of Object.entries(patch)) {
    if (value !== null) continue;
    const emptied = { ...merged };
    setOwn(emptied, name, null);
    if (schema.graph.accepts(schema.node, emptied)) merged = emptied;
  }
  return settled(world, member, { ...merged, ...world.identity(member) }, patch);
}

/** The entity that was meant, as far as the schema takes it; what refers to others follows what was changed. */
function settled(world: World, member: Member, meant: JsonObject, changes: JsonObject): JsonObject {
  const { schema } = member.collection.resource;
  const stale = world.dependents(member, changes).filter((name) => !Object.hasOwn(changes, name));
  const facts = Object.fromEntries(Object.entries(meant).filter(([name]) => !stale.includes(name)));
  if (stale.length === 0 && schema.graph.accepts(schema.node, meant)) {
    return stampedBy(world, member, retotalled(member, meant, changes), changes, false);
  }
  const made = world.make(member, facts);
  const added = Object.keys(made).filter((name) => !Object.hasOwn(meant, name));
  return stampedBy(world, member, saying(world, withoutMembers(made, added, schema), meant, member), changes, false);
}

/** The entity with exactly what was said of it, where the schema takes that: an empty object stays empty. */
function saying(world: World, made: JsonObject, said: JsonObject, member: Member): JsonObject {
  const { identity, schema } = member.collection.resource;
  const missed = Object.entries(said).flatMap(([name, value]) => (sameJson(made[name], value) ? [] : [name]));
  if (missed.length === 0) return made;
  const whole = { ...made, ...said };
  const exact = identity === undefined ? whole : (withValue(whole, identity, member.id) as JsonObject);
  if (schema.graph.accepts(schema.node, exact)) return exact;
  world.concede(
    member,
    `is not as it was written: its schema does not take ${missed.join(", ")} together with the rest`,
  );
  return made;
}

function retotalled(member: Member, entity: JsonObject, changes: JsonObject): JsonObject {
  const { graph, node } = member.collection.resource.schema;
  const counted = withTotals(entity, changes);
  return counted === entity || graph.accepts(node, counted) ? counted : entity;
}

function stampedBy(world: World, member: Member, entity: JsonObject, changes: JsonObject, isNew: boolean): JsonObject {
  const { schema } = member.collection.resource;
  return stamped(entity, changes, world.settings.now + (world.state.writes + 1) * TICK, { isNew, schema });
}

/** JSON Merge Patch (RFC 7396 §2). */
function mergedWith(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch;
  const merged: Record<string, JsonValue> = isObject(target) ? { ...(target as JsonObject) } : {};
  for (const [name, value] of Object.entries(patch as JsonObject)) {
    if (value === null) delete merged[name];
    else setOwn(merged, name, mergedWith(own(merged, name) as JsonValue | undefined, value));
  }
  return merged;
}
