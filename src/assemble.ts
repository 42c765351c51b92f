import { realClock } from "./base/clock.ts";
import { SettingsError } from "./base/errors.ts";
import type { JsonObject } from "./base/json.ts";
import type { Config } from "./config.ts";
import { checkOperations } from "./contract/compile/check.ts";
import { compileContract } from "./contract/compile/compile.ts";
import type { Contract } from "./contract/contract.ts";
import { type LoadedDocument, loadDocument } from "./contract/document/load.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import { checkSatisfiability } from "./generate/satisfiability.ts";
import { sources } from "./sources/index.ts";

/** How many schemas are compiled ahead of the first request that needs them: enough for most documents, and bounded. */
const MAX_WARM_UP_STEPS = 2_000;

/** A mock without its server. */
export interface Assembly {
  readonly gateway: Gateway;
  readonly contract: Contract;
  readonly loaded: LoadedDocument;
  /** Compiles schemas while nothing else is to do. Returns at once and does not keep the process alive. */
  warmUp(): void;
  /** Compiles every schema, tries to satisfy it and checks every example, so that `contract.diagnostics()` is complete. */
  compileAll(): void;
}

/** What assembling may be given beside the settings. */
export interface Surroundings {
  /** The document itself, instead of the file that the settings name. */
  readonly document?: JsonObject | undefined;
  /** Hears of errors that nobody raised on purpose; they are answered with a bare 500. Default: standard error. */
  readonly onBug?: ((error: unknown) => void) | undefined;
}

/**
 * Puts the concrete pieces together. The only file that names them.
 *
 * @throws {DocumentError} where the document cannot be served at all
 */
export async function assemble(config: Config, { document, onBug }: Surroundings = {}): Promise<Assembly> {
  const source = document ?? config.document[0];
  if (source === undefined) throw new SettingsError("no document is given: name a file, or pass the document itself");
  const loaded = await loadDocument(source, config.refRoot === undefined ? {} : { refRoot: config.refRoot });
  const contract = compileContract(loaded);
  const { seed, dynamic, ignoreExamples, streamCount, now } = config;
  const gateway = createGateway({
    contract,
    sources,
    generation: { seed, dynamic, ignoreExamples, streamCount },
    now: now === "real" ? realClock.now : () => now,
    requestPolicy: config.validateRequest,
    auth: config.auth,
    problemsOnly: config.errors,
    onBug: onBug ?? ((error) => console.error(error)),
  });
  const steps = function* (): Generator<void> {
    yield* checkOperations(contract.operations, loaded.diagnostics);
    yield* checkSatisfiability(contract.operations, loaded.diagnostics);
  };
  return {
    gateway,
    contract,
    loaded,
    warmUp: () => runWhileIdle(steps(), MAX_WARM_UP_STEPS),
    compileAll() {
      for (const _ of steps());
    },
  };
}

/** One step a turn of the event loop: a request never waits for more than one schema. */
function runWhileIdle(steps: Iterator<void>, remaining: number): void {
  if (remaining === 0) return;
  setImmediate(() => {
    if (!steps.next().done) runWhileIdle(steps, remaining - 1);
  }).unref();
}
