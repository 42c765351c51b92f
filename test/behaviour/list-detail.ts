import { isDeepStrictEqual } from "node:util";
import { type Api, ask } from "./api.ts";
import { collectionsOf, entriesOf } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

const ENTRIES = 5;

/** An entry of a list, fetched by its id, is equal: where list and detail are of one schema. */
export async function listEqualsDetail(api: Api): Promise<Tally> {
  const tally = newTally("list = detail");
  for (const collection of collectionsOf(api)) {
    const { list, detail } = collection;
    if (detail === undefined || !detail.isSame) continue;
    const shared = Object.fromEntries([...list.plan.values].map(([field, value]) => [field.name, value]));
    const { body } = await ask(api, list);
    for (const entry of entriesOf(collection, body).slice(0, ENTRIES)) {
      const id = entry[detail.key];
      if (typeof id !== "string" && typeof id !== "number") continue;
      const fetched = await ask(api, detail.served, { ...shared, [detail.parameter]: id });
      const miss = `${api.name} ${list.operation.name} ${id}: ${differences(entry, fetched.body)}`;
      count(tally, fetched.status === 200 && isDeepStrictEqual(fetched.body, entry), miss);
    }
  }
  return tally;
}

function differences(entry: Record<string, unknown>, body: unknown): string {
  const fetched: Record<string, unknown> = Object(body);
  const names = [...new Set([...Object.keys(entry), ...Object.keys(fetched)])];
  const unequal = names.filter((name) => !isDeepStrictEqual(entry[name], fetched[name]));
  return unequal.map((name) => `${name}: ${JSON.stringify(entry[name])} ≠ ${JSON.stringify(fetched[name])}`).join("; ");
}
