import type { JsonValue } from "../../base/json.ts";
import { derive } from "../../base/random.ts";
import { type ListView, listViewOf } from "../../contract/resource/list-view.ts";
import type { ListQuery } from "../../contract/resource/resource-model.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { generate } from "../../generate/instance.ts";
import type { Ask, Draft } from "../source.ts";
import { fieldValue, type PageContext, pageHeaders, without } from "./envelope.ts";
import { entriesOf } from "./list.ts";
import type { Collection } from "./member.ts";
import { pageOf } from "./page.ts";
import { withValue } from "./value.ts";
import type { World } from "./world.ts";

/** A question for a list, with what is needed to answer it. */
export interface ListAsk {
  readonly ask: Ask;
  readonly query: ListQuery;
  readonly world: World;
  readonly collection: Collection;
  readonly schema: Schema;
}

/** A page of a collection: filtered, sorted, cut, in its envelope, with the headers that go with it. */
export function listed({ ask, query, world, collection, schema }: ListAsk): Draft | undefined {
  const { call, response } = ask;
  const { graph, node } = schema;
  const view = listViewOf(graph, node, collection.resource.name);
  if (!view) return undefined;
  const item: Schema = { graph, node: view.item, pointer: schema.pointer };
  const entries = entriesOf(world, { collection, query, item }, call);
  const ids = entries.map(({ member }) => String(member.id));
  const page = pageOf({ call, paging: query.paging, view, graph, ids, usual: ask.settings.arraySize });
  const shown = entries.slice(page.offset, page.offset + page.limit);
  const items = shown.map(({ member, changes }) => world.show(item, member, changes));
  const shows = () => shown.map(({ member }, at) => ({ member, pointer: `${view.pointer}/${at}`, view: item }));
  const context: PageContext = { page, count: items.length, paging: query.paging, call };
  const headers = pageHeaders(response.headers, context);
  if (view.pointer === "") return { body: items, headers, shows };
  const seed = derive(derive(ask.settings.seed, call.operation.id), collection.scope.join(" "));
  const { known, absent } = envelope(view, context, schema);
  // The items are done: putting them in afterwards spares the generator from walking through all of them again.
  const body = withValue(generate(schema, world.optionsFor(seed, known, response.pointer)), view.pointer, items);
  return { body: absent.reduce((whole, pointer) => leaveOut(whole, pointer, schema), body), headers, shows };
}

/** What is known of the envelope around the items, and the fields that have nothing to say. */
function envelope(
  view: ListView,
  context: PageContext,
  { graph }: Schema,
): { known: JsonValue; absent: readonly string[] } {
  let known = withValue({}, view.pointer, []);
  const absent: string[] = [];
  for (const field of view.fields) {
    const value = fieldValue(field, context, graph);
    if (value === undefined) absent.push(field.pointer);
    else known = withValue(known, field.pointer, value);
  }
  return { known, absent };
}

/** After the last page there is no next: no link, or null, is better than one that was made up. */
function leaveOut(body: JsonValue, pointer: string, { graph, node }: Schema): JsonValue {
  const candidates = [without(body, pointer), withValue(body, pointer, null)];
  return candidates.find((candidate) => graph.accepts(node, candidate)) ?? body;
}
