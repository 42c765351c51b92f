import type { RecordedAnswer } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { atPointer, type JsonObject, type JsonValue } from "../../base/json.ts";
import { mediaRangeMatches } from "../../base/media-type.ts";
import { mountedNameOf, type Operation } from "../../contract/operation.ts";
import { entityViewOf, listViewOf } from "../../contract/resource/list-view.ts";
import { showsResource } from "../../contract/resource/resource-identity.ts";
import type { ResourceUse } from "../../contract/resource/resource-model.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { identityIn } from "../entities/addressed.ts";
import type { Collection, Member } from "../entities/member.ts";
import type { World } from "../entities/world.ts";
import type { Ask } from "../source.ts";
import { withEmbedded } from "./embedded.ts";
import { factsIn } from "./facts.ts";
import type { Scene } from "./scene.ts";
import { SettledNames } from "./settled.ts";
import type { ShownEntity } from "./share.ts";

/** What one recording tells of one entity. */
export interface Telling {
  readonly member: Member;
  readonly words: JsonObject;
  /** Digest of the schema by which it is shown there. */
  readonly view: string;
  /** Whether another entity shows it there. */
  readonly isWithin: boolean | undefined;
}

/** Whether an operation only shows what it is about. */
export function isReading({ role }: ResourceUse): boolean {
  return role === "list" || role === "item" || role === "singleton";
}

/**
 * What recordings with an intent tell of entities: first of those that they show alone, then in lists, then within others;
 * else in their order.
 */
export function tellingsIn({ ask, share, world }: Scene): readonly Telling[] {
  const { recorded, intent } = share;
  const { operations, resources } = ask.contract;
  const about = new Map<string, readonly [Operation, ResourceUse]>();
  for (const operation of operations) {
    const use = resources.uses.get(operation.id);
    if (use && isReading(use)) about.set(mountedNameOf(operation), [operation, use]);
  }
  const found = recorded.flatMap((answer) => {
    const { card } = answer;
    const [operation, use] = (card.intent === intent && about.get(card.operation)) || [];
    const tellings = operation && use ? tellingsOf(answer, operation, use, ask, world) : [];
    return tellings.map((telling) => ({ telling, rank: telling.isWithin ? 2 : use?.query ? 1 : 0 }));
  });
  return found.sort((one, other) => one.rank - other.rank).map(({ telling }) => telling);
}

/** By operation as a contract has it, what recordings of it tell: while others are recorded it stays. */
const known = new WeakMap<Operation, WeakMap<RecordedAnswer, readonly Telling[]>>();

function tellingsOf(
  answer: RecordedAnswer,
  operation: Operation,
  use: ResourceUse,
  ask: Pick<Ask, "contract" | "call">,
  world: World,
): readonly Telling[] {
  const before = known.get(operation) ?? new WeakMap<RecordedAnswer, readonly Telling[]>();
  known.set(operation, before);
  const tellings = before.get(answer) ?? readTellings(answer, operation, use, ask, world);
  before.set(answer, tellings);
  return tellings;
}

function readTellings(
  { card, value }: RecordedAnswer,
  operation: Operation,
  use: ResourceUse,
  { contract, call }: Pick<Ask, "contract" | "call">,
  world: World,
): readonly Telling[] {
  const schema = schemaOf(card.answer, operation);
  const scope = scopeIn(card.slot, use);
  // What does not fit the contract any more is no answer, and tells of nothing.
  if (!scope || !schema?.graph.accepts(schema.node, value)) return [];
  const bare = { contract, call: { ...call, parameters: { ...call.parameters, query: {} } } };
  const shown = shownIn(value, schema, { resource: use.resource, scope }, use, world);
  return withEmbedded(shown, value, world).flatMap((one) => {
    const { member, view, pointer, isWithin } = one;
    const settled = new SettledNames(bare, member, card.intent);
    const words = factsIn(atPointer(value, pointer), one, settled, world);
    return words ? [{ member, words, view: closedDigest(view), isWithin }] : [];
  });
}

/** @param answer - "200 application/json" */
function schemaOf(answer: string, { responses }: Operation): Schema | undefined {
  const [status = "", ...rest] = answer.split(" ");
  const contentType = rest.join(" ");
  const named = [status, `${status.slice(0, 1)}XX`, "default"];
  const response = named.map((name) => responses.find((one) => one.status === name)).find((one) => one !== undefined);
  return response?.content.find(({ range }) => range === contentType || mediaRangeMatches(range, contentType))?.schema;
}

/** What the request said about the collection; `undefined` where its name does not tell. @see slotOf */
function scopeIn(slot: string, { scope }: ResourceUse): readonly string[] | undefined {
  const pairs = slot.split("&");
  const values = scope.map((name) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** The entities that an answer is about. */
function shownIn(
  value: JsonValue,
  { graph, node, pointer }: Schema,
  collection: Collection,
  { query }: ResourceUse,
  world: World,
): readonly ShownEntity[] {
  const { resource } = collection;
  const list = query && listViewOf(graph, node, resource.name);
  const isEntity: Parameters<typeof entityViewOf>[3] = (schema) => showsResource(graph, schema, resource);
  const single = query ? undefined : entityViewOf(graph, node, resource.name, isEntity);
  const shown = list?.item ?? single?.entity;
  if (shown === undefined) return [];
  const place = list?.pointer ?? single?.pointer ?? "";
  const at = atPointer(value, place);
  const entities = (list ? at : [at]) as readonly JsonObject[];
  return entities.flatMap((entity, index): readonly ShownEntity[] => {
    const id = identityIn(entity, resource);
    if (id === undefined) return [];
    const member = world.population.memberAt(collection, id);
    return [{ member, pointer: list ? `${place}/${index}` : place, view: { graph, node: shown, pointer } }];
  });
}
