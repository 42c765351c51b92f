import type { Kind } from "../base/setting-kind.ts";

/** What may be spent on language models. A limit that is not there does not limit. */
export interface SpendingLimits {
  readonly requestsPerMinute?: number;
  /** Of prompts and answers together, while the process runs. */
  readonly tokens?: number;
  /** US dollars, while the process runs. */
  readonly dollars?: number;
}

/** What all sessions may spend together, and each of them. */
export interface AiBudget {
  readonly process: SpendingLimits;
  readonly session: SpendingLimits;
}

/** "20rpm,200000tok,$0.50,session:5rpm,session:20000tok,session:$0.05", each part at most once; "none" for no limit. */
export const aiBudgetKind: Kind<AiBudget> = {
  name: "budget",
  allowed:
    'limits such as 20rpm (requests a minute), 200000tok or $0.50, each also for one session (session:5rpm), separated by commas; or "none"',
  read(written) {
    const parts = Array.isArray(written) ? written : String(written).split(",");
    const budget: { process: SpendingLimits; session: SpendingLimits } = { process: {}, session: {} };
    if (parts.length === 1 && parts[0] === "none") return budget;
    for (const part of parts) {
      const [, session, amount = ""] = /^\s*(session:\s*)?(\S+)\s*$/i.exec(String(part)) ?? [];
      const limit = limitOf(amount.toLowerCase());
      const whose = session === undefined ? "process" : "session";
      if (!limit || Object.keys(limit).some((name) => Object.hasOwn(budget[whose], name))) return undefined;
      budget[whose] = { ...budget[whose], ...limit };
    }
    return budget;
  },
  write({ process, session }) {
    const parts = [...partsOf(process), ...partsOf(session).map((part) => `session:${part}`)];
    return parts.join(",") || "none";
  },
};

function limitOf(amount: string): SpendingLimits | undefined {
  const [, dollars] = /^\$(\d+(?:\.\d+)?|\.\d+)$/.exec(amount) ?? [];
  if (dollars !== undefined) return { dollars: Number(dollars) };
  const [, count, unit] = /^(\d{1,12})(rpm|tok)$/.exec(amount) ?? [];
  if (unit === "rpm") return { requestsPerMinute: Number(count) };
  return unit === "tok" ? { tokens: Number(count) } : undefined;
}

function partsOf({ requestsPerMinute, tokens, dollars }: SpendingLimits): string[] {
  return [
    ...(requestsPerMinute === undefined ? [] : [`${requestsPerMinute}rpm`]),
    ...(tokens === undefined ? [] : [`${tokens}tok`]),
    ...(dollars === undefined ? [] : [`$${dollars}`]),
  ];
}
