import { agreement } from "./agreement.ts";
import { openApi } from "./api.ts";
import { objectsIn } from "./bodies.ts";
import { determinism } from "./determinism.ts";
import type { NamedDocument } from "./documents.ts";
import { echo } from "./echo.ts";
import { shownIn } from "./examples.ts";
import { filters } from "./filters.ts";
import { foreignKeys } from "./foreign-keys.ts";
import { listEqualsDetail } from "./list-detail.ts";
import { paging } from "./paging.ts";
import { plausibility } from "./plausibility.ts";
import { newTally, sum, type Tally } from "./tally.ts";

/** Every property, measured over the documents; those that could not be tested anywhere have `tested: 0`. */
export async function measure(documents: readonly NamedDocument[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const { name, path } of documents) {
    const api = await openApi(name, path);
    tallies.push(await echo(api), await listEqualsDetail(api), await foreignKeys(api));
    tallies.push(...(await filters(api)), ...(await paging(api)), await determinism(name, path));
    const successes = newTally("a valid GET succeeds");
    const objects = await objectsIn(api, successes);
    tallies.push(successes, ...agreement(objects), ...plausibility(objects, shownIn(api.document)));
    await api.mock.close();
  }
  return sum(tallies);
}
