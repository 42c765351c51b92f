import { type JsonObject, pointerTokens, setOwn } from "../../base/json.ts";
import { lazily } from "../../base/lazy.ts";
import { saidOfSameValue } from "../schema/same-value.ts";
import type { Schema } from "../schema/schema.ts";
import { stem } from "./inflect.ts";
import { canPage, pagingOf } from "./paging.ts";
import { collectionsIn } from "./resource-collect.ts";
import type { Collection } from "./resource-collection.ts";
import { carriesIdentity, identityOf } from "./resource-identity.ts";
import type { EntityExample, Resource } from "./resource-model.ts";
import { collectionTemplate, placeOf } from "./resource-path.ts";
import type { Reading } from "./resource-reading.ts";
import { parentsIn, scopePart } from "./resource-scope.ts";
import { componentOf, core, isObjectSchema, itemsOf, parts, propertiesOf } from "./structure.ts";

/** How many members a collection has when the document does not say otherwise. */
const USUAL_SIZE = 25;
/** The same where nothing can be paged: one answer shows all. */
const UNPAGED_SIZE = 10;

/** The same where the parent shows them all, as an order does its lines: no more than an array inside a value has. */
const EMBEDDED_SIZE = 3;

export interface BuiltResources {
  readonly resources: readonly Resource[];
  /** The resource that each place belongs to: its own collection, or the one whose members a list elsewhere shows. */
  readonly homes: ReadonlyMap<string, Resource>;
}

/** Turns readings into resources: first collections with items, then lists that show none of those. */
export function buildResources(readings: readonly Reading[]): BuiltResources {
  const collections = [...collectionsIn(readings).values()];
  const withItems = new Set(collections.filter(({ item, list, idParameter }) => item ?? (list && idParameter)));
  const listsOnly = collections.filter((collection) => !withItems.has(collection) && collection.list);
  const resources: Resource[] = [];
  const homes = new Map<string, Resource>();
  for (const collection of [...byDepth([...withItems]), ...byDepth(listsOnly)]) {
    const isOwn = withItems.has(collection) || collection.template !== undefined;
    const home = isOwn ? undefined : homeOf(collection, resources);
    const resource = home ?? createResource(collection, homes);
    if (!resource) continue;
    if (!home) resources.push(resource);
    for (const place of [collection.place, ...(collection.otherLists ?? [])]) homes.set(place, resource);
  }
  return { resources, homes };
}

/** Parents before children, and lists in the open before the same lists inside something else. */
function byDepth(collections: readonly Collection[]): Collection[] {
  const depths = new Map(collections.map((collection) => [collection, collection.place.split("{}").length]));
  const depth = (collection: Collection) => depths.get(collection) ?? 0;
  return [...collections].sort((one, other) => depth(one) - depth(other));
}

/** What lists of a collection's own members are called below it, as in "/users/search" and "/pets/findByTags". */
const selections =
  /^(search|find|by|list|query|filter|all|latest|recent|popular|active|top|featured|trending|mine|lookup)/;

/** The resource whose members a list shows: the same component, or an identity like its own under a fitting path. */
function homeOf({ list, name, place }: Collection, resources: readonly Resource[]): Resource | undefined {
  if (!list) return undefined;
  const { graph } = list.success.schema;
  const component = componentOf(graph, list.view.item);
  const { parameters } = list.reading.path;
  const isReachable = ({ scope }: Resource) => scope.every(({ parameter }) => parameters.includes(parameter));
  const isAlike = (resource: Resource) => carriesIdentity(graph, list.view.item, resource);
  const parent = place.replace(/\/[^/]*$/, "");
  // What is cheap to tell comes first: identities are looked for in few of all resources.
  const same = resources.filter(({ components }) => component !== undefined && components.includes(component));
  const shown = closest(same.filter(isReachable), list.reading);
  if (shown) return shown;
  // `{"albums": {"items": […]}}` under "/new-releases" says whose members these are.
  const names = new Set([name, ...pointerTokens(list.view.pointer).map(stem)]);
  const namesakes = resources.filter((resource) => names.has(resource.name) && isReachable(resource));
  const alike = closest(namesakes.filter(isAlike), list.reading);
  if (alike || !selections.test(name)) return alike;
  return resources.find((resource) => placeOf(resource.key) === parent && isReachable(resource) && isAlike(resource));
}

/** Of several, the one whose path has most in common with the list's. */
function closest(resources: readonly Resource[], { path }: Reading): Resource | undefined {
  const segments = path.template.split("/");
  const common = ({ key }: Resource) => {
    const others = key.split("/");
    const difference = segments.findIndex((segment, index) => segment !== others[index]);
    return difference < 0 ? segments.length : difference;
  };
  return [...resources].sort((one, other) => common(other) - common(one))[0];
}

function createResource(collection: Collection, homes: ReadonlyMap<string, Resource>): Resource | undefined {
  const { item, list, name, idParameter, itemTemplate } = collection;
  const schema = canonical(collection);
  const reading = item?.reading ?? list?.reading;
  if (!schema || !reading) return undefined;
  const key = collection.template ?? list?.reading.path.template ?? collectionTemplate(reading.path.template);
  const parents = parentsIn(key, homes);
  const shown = [
    item && componentOf(schema.graph, item.view.entity),
    list && componentOf(schema.graph, list.view.item),
  ];
  const components = [...new Set(shown.filter((component) => component !== undefined))];
  const parent = parents.at(-1)?.parent;
  // Most resources of a large document are never asked about.
  const isLone = collection.isLone === true;
  const identity = lazily(() =>
    isLone ? undefined : (collection.identity ?? identityOf(schema.graph, schema.node, idParameter?.name, name)),
  );
  const constants = lazily(() => constantsOf(collection));
  const size = lazily(() => (isLone ? 1 : sizeOf(collection, parent !== undefined && embeds(parent, components))));
  return {
    key,
    mount: reading.operation.mount,
    name,
    schema,
    get identity() {
      return identity();
    },
    isIdentityGiven: collection.identity !== undefined,
    idParameter,
    itemTemplate,
    scope: parents.map((part) => scopePart(schema, part)),
    components,
    get constants() {
      return constants();
    },
    get size() {
      return size();
    },
    isLone,
    isPaged: !isLone && isPaged(collection),
    examples: examplesOf(collection),
  };
}

/** Whether an entity has an array of what these components show. */
function embeds({ schema: { graph, node } }: Resource, components: readonly string[]): boolean {
  return [...propertiesOf(graph, node)].some(([, property]) => {
    const item = itemsOf(graph, property);
    return item !== undefined && components.includes(componentOf(graph, item) ?? "");
  });
}

function canonical({ item, list }: Collection): Schema | undefined {
  const graph = (item ?? list)?.success.schema.graph;
  const node = item?.view.entity ?? list?.view.item;
  if (!graph || node === undefined || !isObjectSchema(graph, node)) return undefined;
  return { graph, node, pointer: graph.annotations(node).pointer };
}

/** A list's item often says `type: "user"` where the user itself only says that `type` is text. */
function constantsOf({ list }: Collection): JsonObject {
  const constants = {};
  if (!list) return constants;
  const { graph } = list.success.schema;
  // What one branch of several says holds for that branch only.
  const said = saidOfSameValue(core(graph, list.view.item), graph);
  for (const [name, property] of said.flatMap(({ properties }) => Object.entries(properties ?? {}))) {
    const values = parts(graph, property).flatMap(
      (part) => part.enum ?? (part.const === undefined ? [] : [part.const]),
    );
    if (values.length === 1) setOwn(constants, name, values[0]);
  }
  return constants;
}

function sizeOf({ list }: Collection, isEmbedded: boolean): number {
  if (!list) return isEmbedded ? EMBEDDED_SIZE : USUAL_SIZE;
  const isInPages = isPaged({ list });
  const usual = isEmbedded ? EMBEDDED_SIZE : isInPages ? USUAL_SIZE : UNPAGED_SIZE;
  const bounds = parts(list.success.schema.graph, list.view.array);
  const least = Math.max(0, ...bounds.map(({ minItems }) => minItems ?? 0));
  const most = isInPages ? Infinity : Math.min(...bounds.map(({ maxItems }) => maxItems ?? Infinity));
  return Math.min(most, Math.max(least, usual));
}

function isPaged({ list }: Pick<Collection, "list">): boolean {
  if (!list) return true;
  const { parameters } = list.reading.operation;
  const paging = pagingOf(parameters);
  // A list that has to be asked for something, such as ids, never shows all either.
  const isAsked = parameters.some((parameter) => parameter.in === "query" && parameter.required);
  return canPage(paging) || paging.limit !== undefined || isAsked;
}

function examplesOf({ item, list }: Collection): EntityExample[] {
  const ofItem = item?.success.mediaType.examples.map((example) => ({ example, pointer: item.view.pointer }));
  const ofList = list?.success.mediaType.examples.map((example) => ({ example, pointer: `${list.view.pointer}/0` }));
  return [...(ofItem ?? []), ...(ofList ?? [])];
}
