import type { Call } from "../../contract/request/call.ts";
import type { JournalQuery } from "../../gateway/journal.ts";
import type { ControlOptions } from "./options.ts";
import { notShared } from "./refusal.ts";
import { type ControlRoute, done, json } from "./route.ts";

/** What was asked and answered of late. */
export function journalRoutes({ journal, isAlone }: ControlOptions): readonly ControlRoute[] {
  const alone = (answer: ControlRoute["answer"]): ControlRoute["answer"] =>
    isAlone ? answer : () => ({ problem: notShared("The journal", "Read the log, or serve from one process.") });
  return [
    {
      method: "get",
      path: "/journal",
      answer: alone((call) => json({ size: journal.size, exchanges: journal.list(queryOf(call)) })),
    },
    {
      method: "delete",
      path: "/journal",
      answer: alone(() => {
        journal.clear();
        return done;
      }),
    },
  ];
}

function queryOf({ parameters: { query } }: Call): JournalQuery {
  const since = query["since"];
  return { ...query, since: typeof since === "string" ? Date.parse(since) : undefined };
}
