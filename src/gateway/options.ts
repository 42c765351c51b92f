import type { Contract } from "../contract/contract.ts";
import type { ReadingSettings } from "../contract/request/reading-settings.ts";
import type { AuthMode } from "../contract/request/security.ts";
import type { Sessions } from "../session/sessions.ts";
import type { Overrides } from "../sources/overrides/overrides.ts";
import type { ResponseSource } from "../sources/source.ts";
import type { ConfiguredSettings } from "./call-settings.ts";
import type { ModelOptions } from "./model-desk.ts";
import type { RequestPolicy } from "./screen.ts";

export interface GatewayOptions extends ConfiguredSettings {
  /** The documents that are served, each with operations of its own. */
  readonly contracts: readonly Contract[];
  /** Asked in this order. */
  readonly sources: readonly ResponseSource[];
  /** Where it is kept what clients write. */
  readonly sessions: Sessions;
  /** What users have fixed. */
  readonly overrides: Pick<Overrides, "isEmpty" | "revision" | "take">;
  /** Language models; none unless somebody wants them. */
  readonly models?: ModelOptions | undefined;
  /** Answer 404 for ids that no list shows and nobody wrote. */
  readonly strictState: boolean;
  readonly requestPolicy: RequestPolicy;
  readonly auth: AuthMode;
  /** Milliseconds that every answer waits. */
  readonly delayMs: number;
  /** Milliseconds between two items of a stream. */
  readonly streamIntervalMs: number;
  /** How requests are read beyond what the document says. Default: `usualReading`. */
  readonly reading?: ReadingSettings | undefined;
  /** Answer errors with problem+json even where the document declares its own. */
  readonly problemsOnly: boolean;
  /** Hears of errors that nobody raised on purpose. */
  readonly onBug: (error: unknown) => void;
}
