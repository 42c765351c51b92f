import type { ProblemDetails } from "../base/problem.ts";
import type { Call } from "../contract/request/call.ts";
import type { ResourceUse, ScopePart } from "../contract/resource/resource-model.ts";
import { collectionOf, identityIn, idIn } from "./entities/addressed.ts";
import { isJsonPatch, patchedBy } from "./entities/json-patch.ts";
import { fitsParameter } from "./entities/linked.ts";
import { type Collection, rosterOf, sessionKeyOf } from "./entities/member.ts";
import { World } from "./entities/world.ts";
import { writtenBody } from "./entities/write.ts";
import type { Ask } from "./source.ts";

/** How a call stands to the entities of its session: what keeps it from succeeding, or with which status it does. */
export interface Standing {
  readonly refusal?: ProblemDetails;
  readonly status?: number;
}

/** What has to be known of a call to say so. */
export type StandingAsk = Pick<Ask, "contract" | "call" | "settings" | "state"> & {
  /** Ids that nobody wrote or listed do not exist (`--strict-state`). */
  readonly isStrict: boolean;
};

/** 404 for what was deleted, 409 for what is there already, 201 for what PUT brings into being. */
export function standingOf(ask: StandingAsk): Standing {
  const { contract, call, state, isStrict } = ask;
  const use = contract.resources.uses.get(call.operation.id);
  if (!use) return usual;
  // Most sessions only read.
  if (state.version === 0 && !isStrict && use.role !== "replace") return usual;
  const world = new World(contract.resources, ask.settings, ask);
  const collection = collectionOf(use, call);
  const orphan = missingParent(collection, world, isStrict);
  if (orphan) return { refusal: orphan };
  if (use.role === "create") return creation(use, collection, ask);
  if (use.resource.isLone) return loneStanding(use, collection, call, world);
  const id = idIn(use, call);
  if (id === undefined) return usual;
  const isThere = exists(collection, id, world, isStrict);
  if (use.role === "replace") return isKnown(collection, id, world) ? usual : { status: 201 };
  if (!isThere) return { refusal: notFound(`${collection.resource.name} ${JSON.stringify(String(id))}`) };
  return use.role === "patch" && isJsonPatch(call) ? patching(ask, collection, id, world) : usual;
}

const usual: Standing = {};

/** What there is one of, and was deleted, can only be written anew. */
function loneStanding({ role, resource }: ResourceUse, collection: Collection, call: Call, world: World): Standing {
  if (world.members(collection).length > 0) return usual;
  if (role === "replace") return { status: 201 };
  return role === "patch" && call.operation.method === "POST" ? usual : { refusal: notFound(resource.name) };
}

/** Whether an id leads to an entity: any does, unless it was deleted. */
function exists(collection: Collection, id: string | number, world: World, isStrict: boolean): boolean {
  return isStrict ? isKnown(collection, id, world) : !world.population.isGone(collection, id);
}

function isKnown(collection: Collection, id: string | number, world: World): boolean {
  return rosterOf(world.members(collection)).has(String(id));
}

/** The first of the parents in the path that is not there: what belongs to it went with it. */
function missingParent({ resource, scope }: Collection, world: World, isStrict: boolean): ProblemDetails | undefined {
  for (const [index, part] of resource.scope.entries()) {
    const parent = parentOf(part, world);
    const id = scope[index];
    if (!parent || id === undefined) continue;
    const collection = { resource: parent, scope: scope.slice(0, parent.scope.length) };
    if (!exists(collection, id, world, isStrict)) return notFound(`${parent.name} ${JSON.stringify(id)}`);
  }
  return undefined;
}

function parentOf({ parent }: ScopePart, world: World): Collection["resource"] | undefined {
  return parent === undefined ? undefined : world.model.at(parent);
}

function creation({ resource }: ResourceUse, collection: Collection, { call, state }: StandingAsk): Standing {
  const posted = writtenBody(call, resource);
  const id = posted && identityIn(posted, resource);
  const isTaken = id !== undefined && state.collection(sessionKeyOf(collection))?.written.has(String(id)) === true;
  // What no path takes identifies nothing: two may have the same name.
  const isId = id !== undefined && resource.idParameter !== undefined && fitsParameter(id, resource.idParameter);
  if (!isTaken || !isId) return usual;
  const detail = `A ${resource.name} with the id ${JSON.stringify(id)} was written already in this session. Choose another id, or change that one.`;
  return { refusal: { status: 409, code: "entity-exists", detail } };
}

function patching({ call }: StandingAsk, collection: Collection, id: string | number, world: World): Standing {
  const member = world.population.member(collection, id);
  const patched = member && Array.isArray(call.body) ? patchedBy(call.body, world.entity(member)) : undefined;
  if (!patched || "entity" in patched) return usual;
  return { refusal: { status: 409, code: "patch-conflict", detail: patched.fault } };
}

function notFound(what: string): ProblemDetails {
  return {
    status: 404,
    code: "entity-not-found",
    detail: `There is no ${what} in this session. Ask its list for those that there are, or begin another session.`,
  };
}
