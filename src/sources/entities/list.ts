import { isObject, type JsonObject, type JsonValue, own, pointerTokens } from "../../base/json.ts";
import { derive, Random } from "../../base/random.ts";
import type { Call } from "../../contract/request/call.ts";
import type { Filter, ListQuery, ResourceModel } from "../../contract/resource/resource-model.ts";
import { nodeAt, typeOf } from "../../contract/resource/structure.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { SessionState } from "../../session/state.ts";
import { type Collection, type Member, sessionKeyOf } from "./member.ts";
import { sortOrder } from "./sort.ts";
import { asType, withValue } from "./value.ts";
import type { World } from "./world.ts";

/** One entry of a list: a member, and what the path makes of it where it names a parent that nobody belongs to. */
export interface Entry {
  readonly member: Member;
  readonly changes?: JsonObject;
}

/** What is listed, and how its items look in this list. */
export interface Listing {
  readonly collection: Collection;
  readonly query: ListQuery;
  readonly item: Schema;
}

/** A filter with the values that the request asks for, as text. */
interface ActiveFilter extends Filter {
  readonly wanted: readonly string[];
  /** Its pointers as tokens: each entity is looked at. */
  readonly paths: readonly (readonly string[])[];
}

/** How many of the members belong to a parent of which they say nothing, or of which nobody has heard. */
const SHARE = 0.4;

/** The last list of each session that was chosen from: a page is followed by the next one. */
const lastChosen = new WeakMap<
  SessionState,
  { readonly question: string; readonly model: ResourceModel; readonly entries: readonly Entry[] }
>();

/** All entries that a request's filters leave, in the order that it asks for. Pages are cut from this. */
export function entriesOf(world: World, list: Listing, call: Call): readonly Entry[] {
  const { state, model } = world;
  // Before anyone wrote, lists are short, and the same for all sessions.
  if (state.version === 0 || !world.isOfSession) return chosen(world, list, call);
  const question = `${state.version} ${world.key} ${sessionKeyOf(list.collection)} ${choiceIn(list.query, call)}`;
  const known = lastChosen.get(state);
  // A document that was edited has another model.
  if (known?.question === question && known.model === model) return known.entries;
  const entries = chosen(world, list, call);
  lastChosen.set(state, { question, model, entries });
  return entries;
}

/** Everything in a request that chooses and sorts, as text: all but what cuts the pages. */
function choiceIn({ paging }: ListQuery, { operation, parameters, prefix, request }: Call): string {
  const cutting = [paging.limit, paging.offset, paging.page, paging.cursor].map((parameter) => parameter?.name);
  const asked = Object.entries(parameters.query).filter(([name]) => !cutting.includes(name));
  return JSON.stringify([operation.id, prefix, request.headers["host"], asked, parameters.path]);
}

function chosen(world: World, list: Listing, call: Call): readonly Entry[] {
  const { collection, query } = list;
  const { identity } = collection.resource;
  const filters = active(query.filters, call.parameters.query);
  const narrowing = active(query.narrowing, call.parameters.path);
  const byId = [...filters, ...narrowing].find(({ pointers }) => identity !== undefined && pointers[0] === identity);
  // Asked for by id, entities exist that no list shows by itself.
  const ids = byId?.wanted.flatMap((value) => value.split(","));
  const members = ids ? ids.flatMap((id) => world.population.member(collection, id) ?? []) : world.members(collection);
  let entries: readonly Entry[] = members.map((member) => ({ member }));
  for (const filter of filters) if (filter !== byId) entries = matching(world, entries, filter);
  for (const filter of narrowing) if (filter !== byId) entries = narrow(world, list, entries, filter);
  const order = sortOrder(collection.resource, query.paging, call);
  return order
    ? [...entries].sort((one, other) => order(world.entity(one.member), world.entity(other.member)))
    : entries;
}

function active(filters: readonly Filter[], values: Readonly<Record<string, unknown>>): ActiveFilter[] {
  return filters.flatMap((filter) => {
    const wanted = wantedValues(own(values, filter.parameter));
    return wanted.length > 0 ? [{ ...filter, wanted, paths: filter.pointers.map(pointerTokens) }] : [];
  });
}

function wantedValues(value: unknown): string[] {
  if (value === undefined || value === null || isObject(value)) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The entries that have what a filter asks for, as they are: asked for what nobody has, a list is empty. */
function matching(world: World, entries: readonly Entry[], filter: ActiveFilter): readonly Entry[] {
  return entries.filter(({ member }) => matches(world.entity(member), filter));
}

/**
 * The entries that belong to the parent in the path. A parent that is not of this world has some nevertheless, as long
 * as nothing contradicts it: where items do not show their parent, or where no path shows one of them by itself.
 */
function narrow(world: World, list: Listing, entries: readonly Entry[], filter: ActiveFilter): readonly Entry[] {
  const { collection, item } = list;
  if (filter.pointers.length === 0) return share(world, entries, filter);
  const own = matching(world, entries, filter);
  if (own.length > 0 || isKnownParent(world, filter)) return own;
  if (filter.pointers.every((pointer) => nodeAt(item, pointer) === undefined)) return share(world, entries, filter);
  if (collection.resource.itemTemplate !== undefined) return own;
  const changes = adopting(collection, filter);
  return share(world, entries, filter).map(({ member }) => (changes ? { member, changes } : { member }));
}

function matches(entity: JsonObject, { paths, wanted }: ActiveFilter): boolean {
  return paths.some((path) => {
    const value = path.reduce<unknown>(own, entity);
    return typeof value === "string" ? wanted.includes(value) : valuesAt(value).some((one) => wanted.includes(one));
  });
}

/** What a filter can ask for at a place: the value, each item of a list, and the members of an object in it. */
function valuesAt(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesAt);
  if (isObject(value))
    return Object.values(value)
      .filter((part) => typeof part !== "object")
      .map(String);
  return value === undefined || value === null ? [] : [String(value)];
}

/** A part of the entries that depends on what was asked for, so that two users do not have the same followers. */
function share(world: World, entries: readonly Entry[], { parameter, wanted }: ActiveFilter): readonly Entry[] {
  const seed = derive(world.settings.seed, `${parameter}=${wanted.join()}`);
  const chosen = entries.filter(({ member }) => new Random(derive(seed, String(member.id))).chance(SHARE));
  return chosen.length > 0 ? chosen : entries.slice(0, 1);
}

/** Whether the value is one that the world has: then that nothing belongs to it is the answer. */
function isKnownParent(world: World, { parent, wanted }: ActiveFilter): boolean {
  const resource = parent === undefined ? undefined : world.model.at(parent);
  if (!resource || resource.scope.length > 0) return false;
  return world.members({ resource, scope: [] }).some(({ id }) => wanted.includes(String(id)));
}

function adopting({ resource }: Collection, { pointers, wanted }: ActiveFilter): JsonObject | undefined {
  const [pointer = ""] = pointers;
  const node = nodeAt(resource.schema, pointer) ?? true;
  const value: JsonValue | undefined = asType(wanted[0], typeOf(resource.schema.graph, node));
  return value === undefined ? undefined : (withValue({}, pointer, value) as JsonObject);
}
