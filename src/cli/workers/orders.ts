import type { Config } from "../../config.ts";
import type { Failure } from "../failure.ts";
import type { LogLine } from "../reload-line.ts";

/** The variable in which a worker finds its orders. No setting: nobody else writes it. */
export const ordersVariable = "HELIX_ORDERS_OF_PRIMARY";

/** What a worker is started with. */
export interface Orders {
  /** Read and judged once, by the primary: what files say of settings may have changed since. */
  readonly config: Config;
  /** Whether a person reads the log on a terminal that shows colours. */
  readonly colour: boolean;
  /** Whether its report has the introduction: one is enough. */
  readonly introduces: boolean;
  /** Whether it takes the place of a worker that died. */
  readonly isReplacement: boolean;
}

/** What a worker tells of itself. */
export type Report =
  | Ready
  | ReloadReport
  /** Something to log, which the others will say as well. */
  | { readonly kind: "notice"; readonly line: LogLine }
  /** It cannot serve, and ends. */
  | ({ readonly kind: "failed" } & Failure);

/** It listens. */
export interface Ready {
  readonly kind: "ready";
  readonly url: string;
  readonly port: number;
  /** What is served, for people; empty where the orders do not ask for it. */
  readonly introduction: string;
  /** What it serves, as `ReloadReport.edition` by `document`; of replacements only. */
  readonly editions: Readonly<Record<string, string>>;
}

/** What came of a change in a document's files. */
export interface ReloadReport {
  readonly kind: "reload";
  /** The document as the settings name it. */
  readonly document: string;
  /** The same for two workers that serve the same, or that failed for the same reason. */
  readonly edition: string;
  readonly line: LogLine;
}

/** What the primary tells a worker that has to finish: nothing else is ever said to one that runs. */
export const dismissal = "dismissed";

/** Reads the orders that the primary wrote. */
export function readOrders(written: string): Orders {
  return JSON.parse(written) as Orders;
}
