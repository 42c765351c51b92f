import type { Price } from "./catalogue.ts";
import type { Usage } from "./provider.ts";

/** What tokens cost in US dollars; `undefined` where the price is not known. */
export function dollarsOf(price: Price | undefined, usage: Usage): number | undefined {
  if (!price) return undefined;
  const { promptTokens, cachedTokens, completionTokens } = usage;
  const fresh = promptTokens - cachedTokens;
  const { prompt, cached = prompt, completion } = price;
  return (fresh * prompt + cachedTokens * cached + completionTokens * completion) / 1_000_000;
}
