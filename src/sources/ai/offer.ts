import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import { toldAnswer } from "./answer.ts";
import { writable } from "./eligible.ts";
import { toldEntities } from "./entities.ts";
import type { ModelShare } from "./share.ts";

/** An answer with what a model wrote, told just now or before; `undefined` where it has no part in it, or has to be asked first. */
export function offerTold(ask: Ask, share: ModelShare): Draft | undefined {
  const what = writable(ask);
  if ("reason" in what) return undefined;
  const draft = entitiesSource.offer(ask) as Draft | undefined;
  const shows = draft?.shows?.();
  if (!draft || !shows) return toldAnswer(ask, share, what, draft);
  // Where nothing is found there is nothing to tell of: a model would make up what was not asked for.
  return shows.length > 0 ? toldEntities(ask, share, what, draft, shows) : undefined;
}
