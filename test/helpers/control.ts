import { Journal } from "../../src/gateway/journal.ts";
import type { ControlOptions } from "../../src/http/admin/options.ts";
import type { DocumentState } from "../../src/http/document-state.ts";
import { Overrides } from "../../src/sources/overrides/overrides.ts";
import { sessionsInMemory } from "./gateway.ts";

/** What a control plane works on: nothing, but for what the test gives it. */
export function controlOptions(parts: Partial<ControlOptions> = {}): ControlOptions {
  return {
    host: "127.0.0.1",
    token: undefined,
    maxBody: 100_000,
    documents: (): readonly DocumentState[] => [],
    contracts: () => [],
    sessions: sessionsInMemory(),
    keepsSessions: true,
    overrides: new Overrides(),
    overrideFaults: () => [],
    journal: new Journal({ size: 10, now: () => 0, credentials: () => new Set() }),
    aiFigures: () => undefined,
    isAlone: true,
    ...parts,
  };
}
