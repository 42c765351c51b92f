import { type Api, ask } from "./api.ts";
import { allEntries } from "./paging.ts";
import { type Collection, collectionsOf, entriesOf, plain } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

const ENTRIES = 5;

/**
 * A member called "user_id", "userId" or "user_sid" holds the id of an entry of the collection whose path ends in "users", where
 * the document has one such collection with a detail. The collection is walked to its end, so the id must be there.
 * A member that repeats a path parameter of the request says nothing and is left out.
 */
export async function foreignKeys(api: Api): Promise<Tally> {
  const tally = newTally("foreign keys point at entries that exist");
  const collections = collectionsOf(api);
  const idsOf = new Map<Collection, Promise<Set<string>>>();
  for (const collection of collections) {
    for (const { name, value } of await membersOf(api, collection)) {
      const owner = ownerOf(name, collections);
      if (owner === undefined || owner === collection) continue;
      const ids = idsOf.get(owner) ?? idsIn(api, owner);
      idsOf.set(owner, ids);
      count(tally, (await ids).has(String(value)), `${api.name} ${collection.list.operation.name}: ${name} ${value}`);
    }
  }
  return tally;
}

/** Members of the first entries that could be keys. */
async function membersOf(api: Api, collection: Collection): Promise<{ name: string; value: string | number }[]> {
  const { body } = await ask(api, collection.list);
  const echoed = new Set([...collection.list.plan.values.values()].map(String));
  return entriesOf(collection, body)
    .slice(0, ENTRIES)
    .flatMap((entry) => Object.entries(entry))
    .flatMap(([name, value]) => {
      const isKey = (typeof value === "string" || typeof value === "number") && !echoed.has(String(value));
      return isKey ? [{ name, value }] : [];
    });
}

function ownerOf(name: string, collections: readonly Collection[]): Collection | undefined {
  const stem = /^(.+?)(_(?:id|sid|uuid)|Id|ID|Sid|Uuid|id)$/.exec(name)?.[1];
  if (stem === undefined) return undefined;
  const word = plain(stem);
  const plurals = [`${word}s`, `${word}es`, word.replace(/y$/, "ies")];
  const owners = collections.filter(({ list, detail }) => {
    const { template } = list.operation;
    const isTop = !template.includes("{");
    return detail !== undefined && isTop && plurals.includes(plain(template.split("/").at(-1) ?? ""));
  });
  return owners.length === 1 ? owners[0] : undefined;
}

async function idsIn(api: Api, collection: Collection): Promise<Set<string>> {
  const key = collection.detail?.key ?? "id";
  const walk = await allEntries(api, collection);
  const entries = walk?.pages.flat() ?? entriesOf(collection, (await ask(api, collection.list)).body);
  return new Set(entries.map((entry) => String(entry[key])));
}
