import type { AiFigures } from "../../ai/figures.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Journal } from "../../gateway/journal.ts";
import type { Sessions } from "../../session/sessions.ts";
import type { FileFault } from "../../sources/overrides/folder.ts";
import type { Overrides } from "../../sources/overrides/overrides.ts";
import type { DocumentState } from "../document-state.ts";

/** What the control plane tells of and changes, and where it may be reached. */
export interface ControlOptions {
  /** The address that the server listens on, also a name by which the control plane may be reached. */
  readonly host: string;
  /** With it any machine may ask. */
  readonly token: string | undefined;
  /** Greatest number of bytes of a request body. */
  readonly maxBody: number;
  readonly documents: () => readonly DocumentState[];
  readonly contracts: () => readonly Contract[];
  readonly sessions: Sessions;
  /** Whether sessions are kept at all: several workers without a common store keep nothing. */
  readonly keepsSessions: boolean;
  readonly overrides: Overrides;
  readonly overrideFaults: () => readonly FileFault[];
  readonly journal: Journal;
  /** What came of asking language models; `undefined` where none is asked. */
  readonly aiFigures: () => AiFigures | undefined;
  /** Whether one process answers all requests: overrides and the journal are not shared. */
  readonly isAlone: boolean;
}
