import type { RecordedAnswer } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { atPointer, type JsonObject, type JsonValue } from "../../base/json.ts";
import { mediaRangeMatches } from "../../base/media-type.ts";
import { mountedNameOf, type Operation } from "../../contract/operation.ts";
import { entityViewOf, listViewOf } from "../../contract/resource/list-view.ts";
import { showsResource } from "../../contract/resource/resource-identity.ts";
import type { Resource, ResourceUse } from "../../contract/resource/resource-model.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { identityIn } from "../entities/addressed.ts";
import type { Member } from "../entities/member.ts";
import type { World } from "../entities/world.ts";
import type { Ask } from "../source.ts";
import { factsIn } from "./facts.ts";
import { SettledNames } from "./settled.ts";
import type { ModelShare } from "./share.ts";

/** What one recording tells of one entity. */
export interface Telling {
  readonly member: Member;
  readonly words: JsonObject;
  /** Digest of the schema by which it is shown there. */
  readonly view: string;
}

/** Whether an operation only shows what it is about. */
export function isReading({ role }: ResourceUse): boolean {
  return role === "list" || role === "item" || role === "singleton";
}

/** What recordings with an intent tell of the entities of a resource: first of one alone, then in lists, else in their order. */
export function tellingsIn(
  ask: Pick<Ask, "contract" | "call">,
  resource: Resource,
  { recorded, intent }: Pick<ModelShare, "recorded" | "intent">,
  world: World,
): readonly Telling[] {
  const { operations, resources } = ask.contract;
  const about = new Map<string, readonly [Operation, ResourceUse]>();
  for (const operation of operations) {
    const use = resources.uses.get(operation.id);
    if (use?.resource === resource && isReading(use)) about.set(mountedNameOf(operation), [operation, use]);
  }
  const found = recorded.flatMap((answer) => {
    const { card } = answer;
    const [operation, use] = (card.intent === intent && about.get(card.operation)) || [];
    const tellings = operation && use ? tellingsOf(answer, operation, use, { ask, world }) : [];
    return tellings.map((telling) => ({ telling, isOfList: use?.query !== undefined }));
  });
  const [single, listed] = [false, true].map((isOfList) => found.filter((one) => one.isOfList === isOfList));
  return [...(single ?? []), ...(listed ?? [])].map(({ telling }) => telling);
}

interface Surroundings {
  readonly ask: Pick<Ask, "contract" | "call">;
  readonly world: World;
}

function tellingsOf(
  { card, value }: RecordedAnswer,
  operation: Operation,
  use: ResourceUse,
  { ask: { contract, call }, world }: Surroundings,
): readonly Telling[] {
  const schema = schemaOf(card.answer, operation);
  const scope = scopeIn(card.slot, use);
  // What does not fit the contract any more is no answer, and tells of nothing.
  if (!scope || !schema?.graph.accepts(schema.node, value)) return [];
  const collection = { resource: use.resource, scope };
  const bare = { contract, call: { ...call, parameters: { ...call.parameters, query: {} } } };
  return shownIn(value, schema, use).flatMap(({ entity, view }) => {
    const id = identityIn(entity, use.resource);
    if (id === undefined) return [];
    const member = world.population.memberAt(collection, id);
    const words = factsIn(entity, { member, view }, new SettledNames(bare, member, card.intent), world);
    return words ? [{ member, words, view: closedDigest(view) }] : [];
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

/** The entities in an answer, and how they are shown. */
function shownIn(
  value: JsonValue,
  { graph, node, pointer }: Schema,
  { query, resource }: ResourceUse,
): readonly { readonly entity: JsonObject; readonly view: Schema }[] {
  const list = query && listViewOf(graph, node, resource.name);
  const isEntity: Parameters<typeof entityViewOf>[3] = (schema) => showsResource(graph, schema, resource);
  const single = query ? undefined : entityViewOf(graph, node, resource.name, isEntity);
  const shown = list?.item ?? single?.entity;
  const at = atPointer(value, list?.pointer ?? single?.pointer ?? "");
  if (shown === undefined) return [];
  const entities = (list ? at : [at]) as readonly JsonObject[];
  return entities.map((entity) => ({ entity, view: { graph, node: shown, pointer } }));
}
