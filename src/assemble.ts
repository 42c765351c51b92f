import type { Consultant } from "./ai/question.ts";
import { redactorOf } from "./ai/redact.ts";
import { realClock } from "./base/clock.ts";
import { SettingsError } from "./base/errors.ts";
import { type IdleUntil, runWhileIdle } from "./base/idle.ts";
import type { JsonObject } from "./base/json.ts";
import { suggestion } from "./base/nearest.ts";
import { type Config, secretsIn } from "./config.ts";
import type { BrokenValue } from "./contract/compile/broken-value.ts";
import { checkOperations } from "./contract/compile/check.ts";
import { compileContract } from "./contract/compile/compile.ts";
import { correctionNames, correctionPointer } from "./contract/compile/compile-correction.ts";
import type { Contract } from "./contract/contract.ts";
import { type LoadedDocument, loadDocument } from "./contract/document/load.ts";
import type { ReadingSettings } from "./contract/request/reading-settings.ts";
import { findRouteConflict } from "./contract/routing/route-conflict.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import type { ModelOptions } from "./gateway/model-desk.ts";
import { SharedConsultant } from "./gateway/shared-consultant.ts";
import { checkSatisfiability } from "./generate/satisfiability.ts";
import type { Sessions } from "./session/sessions.ts";
import { sources } from "./sources/index.ts";
import { Overrides } from "./sources/overrides/overrides.ts";
import { sessionsInProcess } from "./stores.ts";

/** A document to serve, and where. */
export interface ServedDocument {
  /** A path, a URL, "-" for standard input, or the document itself. */
  readonly source: string | JsonObject;
  /** "/pets-api" in front of all its paths, or "". */
  readonly mount: string;
}

/** One document, loaded and compiled. */
export interface Api extends ServedDocument {
  readonly contract: Contract;
  readonly loaded: LoadedDocument;
}

/** A mock without its server. */
export interface Assembly {
  readonly gateway: Gateway;
  /** In the order in which they were given; at least one. */
  readonly apis: readonly [Api, ...Api[]];
  /** Compiles schemas while little else is to do, within bounds of time and memory. Returns at once, does not keep the process alive, ends with the signal. */
  warmUp(until?: IdleUntil): void;
  /**
   * Compiles every schema, tries to satisfy it and checks every example, so that the diagnostics are complete.
   *
   * @returns the examples and defaults that their schemas reject
   */
  compileAll(): readonly BrokenValue[];
}

/** What assembling may be given beside the settings. */
export interface Surroundings {
  /** The document itself, instead of those that the settings name. */
  readonly document?: JsonObject | undefined;
  /** Hears of errors that nobody raised on purpose; they are answered with a bare 500. Default: standard error. */
  readonly onBug?: ((error: unknown) => void) | undefined;
  /** What clients have written. Default: nothing yet, kept in memory. */
  readonly sessions?: Sessions | undefined;
  /** What users have fixed. Default: nothing. */
  readonly overrides?: Overrides | undefined;
  /** Whoever asks language models. Default: nobody does. */
  readonly consultant?: Consultant | undefined;
}

/**
 * Puts the concrete pieces together: loads every document and connects them to one gateway.
 *
 * @throws {DocumentError} where a document cannot be served at all
 * @throws {SettingsError} where no document is given, or two claim the same route
 */
export async function assemble(config: Config, surroundings: Surroundings = {}): Promise<Assembly> {
  const apis = await Promise.all(servedDocuments(config, surroundings).map((served) => openApi(served, config)));
  return connect(apis, config, surroundings);
}

/** The documents that the settings name. A name that ends in "@/prefix" is mounted there. */
export function servedDocuments(config: Config, { document }: Surroundings = {}): readonly ServedDocument[] {
  if (document !== undefined) return [{ source: document, mount: "" }];
  return config.document.map((written) => {
    const [, source = written, mount = ""] = /^(.+)@(\/[^@]*)$/.exec(written) ?? [];
    return { source, mount: mount.replace(/\/+$/, "") };
  });
}

/**
 * Loads and compiles one document.
 *
 * @throws {DocumentError} where it cannot be served at all
 */
export async function openApi(served: ServedDocument, config: Config): Promise<Api> {
  const { refRoot, allowRemoteRef, overlay, basePath } = config;
  const loaded = await loadDocument(served.source, { refRoot, allowRemoteRef, overlays: overlay });
  const placing = {
    mount: served.mount,
    basePath: basePath?.replace(/^\/*(.*?)\/*$/, (_, path) => path && `/${path}`),
  };
  return { ...served, loaded, contract: compileContract(loaded, placing, config.resources) };
}

/**
 * Makes one mock of loaded documents. The only place that names the concrete parts of the gateway.
 *
 * @throws {SettingsError} where there is no document, or two claim the same route
 */
export function connect(
  apis: readonly Api[],
  config: Config,
  { onBug, sessions = sessionsInProcess(config), overrides, consultant }: Surroundings = {},
): Assembly {
  const [first, ...others] = apis;
  if (!first) throw new SettingsError("no document is given: name a file, or pass the document itself");
  refuseConflict(apis);
  reportUnknownCorrections(apis, config);
  const { seed, dynamic, ignoreExamples, arraySize, optionals, locale, streamCount, now } = config;
  const gateway = createGateway({
    contracts: apis.map(({ contract }) => contract),
    sources,
    sessions,
    overrides: overrides ?? new Overrides(),
    models: consultant && modelOptions(config, consultant, sessions),
    strictState: config.strictState,
    generation: { seed, dynamic, ignoreExamples, arraySize, optionals, locale, streamCount },
    now: now === "real" ? realClock.now : () => now,
    isClockFixed: now !== "real",
    requestPolicy: config.validateRequest,
    auth: config.auth,
    delayMs: config.delay,
    streamIntervalMs: config.streamInterval,
    reading: readingOf(config),
    problemsOnly: config.problems,
    onBug: onBug ?? ((error) => console.error(error)),
  });
  return {
    gateway,
    apis: [first, ...others],
    warmUp: (until) => runWhileIdle(checks(apis), until),
    compileAll() {
      const broken: BrokenValue[] = [];
      for (const _ of checks(apis, (value) => broken.push(value)));
      return broken;
    },
  };
}

/** How language models take part, shared with other gateways where sessions are. */
function modelOptions(config: Config, consultant: Consultant, { answers }: Sessions): ModelOptions {
  const { aiRedact, aiIntent = "", aiAutoFallback, onMiss } = config;
  return {
    consultant: answers && consultant.isShareable ? new SharedConsultant(consultant, answers) : consultant,
    redactor: redactorOf(aiRedact, secretsIn(config)),
    intent: aiIntent,
    isFallbackAllowed: aiAutoFallback,
    isMissAllowed: onMiss === "generate",
  };
}

function readingOf(config: Config): ReadingSettings {
  const { maxBody, strict, queryArrayFormat, queryObjectFormat, formArrayFormat, formObjectFormat } = config;
  const query = { array: queryArrayFormat, object: queryObjectFormat };
  return { maxBody, strict, query, form: { array: formArrayFormat, object: formObjectFormat } };
}

function* checks(apis: readonly Api[], found?: (broken: BrokenValue) => void): Generator<void> {
  for (const { contract, loaded } of apis) {
    yield* checkOperations(contract, loaded.document, loaded.diagnostics, found);
    yield* checkSatisfiability(contract, loaded.diagnostics);
  }
}

/** A correction in the settings may be meant for any of the documents. */
function reportUnknownCorrections(apis: readonly Api[], { resources }: Config): void {
  const names = new Set(apis.flatMap(({ contract }) => contract.operations.flatMap(correctionNames)));
  for (const name of Object.keys(resources)) {
    if (names.has(name)) continue;
    apis[0]?.loaded.diagnostics.add({
      code: "resource-correction-invalid",
      severity: "warning",
      message: `the settings correct ${JSON.stringify(name)}, which is no operation${suggestion(name, names)}`,
      remedy: 'name an operation by its id, or by method and path as in "GET /users/{id}"',
      pointer: correctionPointer(name),
    });
  }
}

function refuseConflict(apis: readonly Api[]): void {
  const conflict = findRouteConflict(apis.map(({ contract }) => contract.operations));
  if (!conflict) return;
  const { operation, document, claimedBy } = conflict;
  const [other, one] = [claimedBy, document].map((index) => apis[index]?.loaded.name);
  throw new SettingsError(
    `${other} and ${one} both claim ${operation.method} ${operation.mount}${operation.template}; ` +
      `serve one of them elsewhere, e.g. ${one}@/other`,
  );
}
