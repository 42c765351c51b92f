import type { Field } from "../corpus/judge/reading.ts";
import { type Api, ask, view } from "./api.ts";
import { type Collection, collectionsOf, entriesOf, plain } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

const MAX_VALUES = 4;

/** A query parameter that filters by a member of the entries. */
interface Filter {
  readonly collection: Collection;
  readonly parameter: string;
  readonly member: string;
  readonly values: readonly unknown[];
}

/**
 * A query parameter called like a member of the entries, and restricted to listed values or to true and false, lets
 * only matching entries through. A second tally counts how often anything was let through at all: a filter that
 * always answers with nothing would otherwise look perfect.
 */
export async function filters(api: Api): Promise<Tally[]> {
  const [matching, found] = [newTally("filters let only matching entries through"), newTally("filters find something")];
  for (const filter of collectionsOf(api).flatMap((collection) => filtersOf(api, collection))) {
    const { collection, parameter, member, values } = filter;
    for (const value of values.slice(0, MAX_VALUES)) {
      const { status, body } = await ask(api, collection.list, { [parameter]: value });
      if (status !== 200) continue;
      const entries = entriesOf(collection, body);
      const name = `${api.name} ${collection.list.operation.name}?${parameter}=${value}`;
      count(found, entries.length > 0, name);
      for (const entry of entries)
        count(matching, String(entry[member]) === String(value), `${name}: ${entry[member]}`);
    }
  }
  return [matching, found];
}

function filtersOf(api: Api, collection: Collection): Filter[] {
  const members = view(api, collection.item).properties;
  return collection.list.operation.fields.flatMap((field) => {
    const member = [...members.keys()].find((name) => plain(name) === plain(field.name));
    const place = member === undefined ? undefined : members.get(member);
    if (field.in !== "query" || member === undefined || place === undefined) return [];
    const isScalar = [...view(api, place).types].every((type) => type !== "array" && type !== "object");
    return isScalar ? [{ collection, parameter: field.name, member, values: valuesOf(api, field) }] : [];
  });
}

/** The values that the parameter lists; none for one that takes a list or anything at all. */
function valuesOf(api: Api, { schema }: Field): readonly unknown[] {
  if (schema === undefined) return [];
  const { values, types } = view(api, schema);
  if (types.has("array")) return [];
  return values.length === 0 && types.has("boolean") && types.size === 1 ? [true, false] : values;
}
