import type { AiFigures } from "../../ai/figures.ts";
import type { Usage } from "../../ai/provider.ts";

/** What one answer or several took. */
export interface Spent {
  readonly tokens: number;
  /** US dollars; `undefined` where the price of nothing is known. */
  readonly dollars?: number | undefined;
}

/** What was spent altogether: also on what could not be used. */
export function spentOn({ providers }: Pick<AiFigures, "providers">): Spent {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const tokens = sum(providers.map(({ promptTokens, completionTokens }) => promptTokens + completionTokens));
  const dollars = sum(providers.map((provider) => provider.dollars));
  return { tokens, dollars: dollars > 0 ? dollars : undefined };
}

export function spentOnAnswer({ promptTokens, completionTokens, dollars }: Usage): Spent {
  return { tokens: promptTokens + completionTokens, dollars };
}

/** "12 345 tokens, $0.0031" */
export function spentText({ tokens, dollars }: Spent): string {
  const grouped = String(tokens).replace(/\B(?=(?:\d{3})+$)/g, " ");
  return `${grouped} token${tokens === 1 ? "" : "s"}${dollars === undefined ? "" : `, $${dollars.toFixed(4)}`}`;
}
