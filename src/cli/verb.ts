import type { Output } from "../base/output.ts";
import type { Config, SettingGroup } from "../config.ts";

/** What a verb is run with. */
export interface Invocation {
  /** `config.document` has what the verb asks for: none, one, or at least one. */
  readonly config: Config;
  /** The first document; "" for a verb without any. */
  readonly document: string;
  /** What stood after the document on the command line; all words for a verb without documents. */
  readonly operands: readonly string[];
  /** Current directory; absolute. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  /** Resolves with an exit code when the process has to end; tells of the bug that may be the reason. */
  readonly stopped: (onBug: (error: unknown) => void) => Promise<number>;
}

/** One command of Helix. To add one, write a file and a line in `verbs.ts`. */
export interface Verb {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What follows the name, e.g. "<document> [operation]". */
  readonly operands: string;
  /** Of `several` every word is one, so that no operands can follow. */
  readonly documents: "none" | "one" | "several";
  /** The settings that matter to it. */
  readonly groups: readonly SettingGroup[];
  /** Keys of settings of other groups that matter to it, too. */
  readonly settings?: readonly (keyof Config)[];
  /** How many operands may follow the document. */
  readonly maxOperands: number;
  /** One line without a full stop. */
  readonly summary: string;
  /** Lines of its help text that say more. */
  readonly notes?: readonly string[];
  /** @returns the exit code */
  run(invocation: Invocation): Promise<number>;
}
