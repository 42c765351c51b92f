import type { Usage } from "../../ai/provider.ts";

/** What several answers took. */
export interface Spent {
  readonly tokens: number;
  /** US dollars; `undefined` where the price of nothing is known. */
  readonly dollars: number | undefined;
}

export const nothingSpent: Spent = { tokens: 0, dollars: undefined };

export function added(spent: Spent, usage: Usage | undefined): Spent {
  if (!usage) return spent;
  const { promptTokens, completionTokens, dollars } = usage;
  return {
    tokens: spent.tokens + promptTokens + completionTokens,
    dollars: dollars === undefined ? spent.dollars : (spent.dollars ?? 0) + dollars,
  };
}

/** "12 345 tokens, $0.0031" */
export function spentText({ tokens, dollars }: Spent): string {
  const grouped = String(tokens).replace(/\B(?=(?:\d{3})+$)/g, " ");
  return `${grouped} token${tokens === 1 ? "" : "s"}${dollars === undefined ? "" : `, $${dollars.toFixed(4)}`}`;
}
