import { stat } from "node:fs/promises";
import type { Cassette } from "./ai/cassette/cassette.ts";
import type { ModelConsultant } from "./ai/consultant.ts";
import type { Manner } from "./ai/manner.ts";
import type { Question } from "./ai/question.ts";
import { SettingsError } from "./base/errors.ts";
import type { JsonObject } from "./base/json.ts";
import type { Notice } from "./base/notice.ts";
import type { Config } from "./config.ts";
import { providersOf } from "./settings/ai.ts";

/** What a consultant needs of recorded answers. */
type Recordings = Pick<Cassette, "find" | "list" | "record">;

/** How folders with recorded answers are read. */
export interface Cassettes {
  hasRecordings(folder: string): Promise<boolean>;
  openCassette(folder: string): Promise<Recordings>;
}

export interface ModelSurroundings {
  /** Whether this is a build that nobody watches: models are asked there only if the settings say so. Default: it is not. */
  readonly isCi?: boolean | undefined;
  readonly onNotice: (notice: Notice) => void;
  /** Loaded only where there is a folder. */
  readonly cassettes: () => Promise<Cassettes>;
  /** The folder of recorded answers that is looked for where the settings name none. */
  readonly usualCassette?: string | undefined;
}

type Mode = "live" | "record" | "replay" | "auto";

/** Whether the environment is that of a continuous integration, by the variable that all of them set. */
export function isContinuousIntegration(environment: Readonly<Record<string, string | undefined>>): boolean {
  return !/^(?:|0|false|no|off)$/i.test(environment["CI"]?.trim() ?? "");
}

/**
 * Whoever puts questions to the models that the settings name, or answers from a recording.
 *
 * @returns `undefined` where neither is wanted: nothing of it is loaded then
 * @throws {SettingsError} where the settings do not fit together, or something is missing
 * @throws {CassetteError} where a recording cannot be read
 */
export async function consultantFor(
  config: Config,
  surroundings: ModelSurroundings,
): Promise<ModelConsultant | undefined> {
  const folder = await folderFor(config, surroundings);
  const hasProviders = providersOf(config).length > 0;
  if (!hasProviders && folder === undefined && config.aiMode === undefined) return undefined;
  const hasRecordings = folder !== undefined && (await (await surroundings.cassettes()).hasRecordings(folder));
  const mode = modeFor(config, hasRecordings, surroundings);
  if (mode === undefined) return undefined;
  check(mode, { hasProviders, hasRecordings, folder });
  if (mode === "auto" && !hasProviders && !hasRecordings) return undefined;
  const cassette = mode === "live" || folder === undefined ? undefined : await open(folder, surroundings);
  return await consult(config, mode, cassette, surroundings);
}

/** The folder that the settings name, or the usual one where it is there or is to be made. */
async function folderFor(
  { cassette, aiMode }: Config,
  { usualCassette }: ModelSurroundings,
): Promise<string | undefined> {
  if (cassette !== undefined || usualCassette === undefined) return cassette;
  const isThere = await stat(usualCassette).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere || aiMode === "record" || aiMode === "replay" ? usualCassette : undefined;
}

/** @returns `undefined` where models must not be asked and nothing is recorded */
function modeFor(
  { aiMode }: Config,
  hasRecordings: boolean,
  { isCi = false, onNotice }: ModelSurroundings,
): Mode | undefined {
  if (aiMode !== undefined) return aiMode;
  if (!isCi) return "auto";
  if (hasRecordings) return "replay";
  const what = "no model is asked in CI, and there are no recorded answers; answers are generated";
  onNotice({ level: "warn", message: `${what}; record some with --ai-mode record, or ask with --ai-mode live` });
  return undefined;
}

function check(
  mode: Mode,
  {
    hasProviders,
    hasRecordings,
    folder,
  }: { hasProviders: boolean; hasRecordings: boolean; folder: string | undefined },
): void {
  if ((mode === "live" || mode === "record") && !hasProviders) {
    throw new SettingsError(`--ai-mode ${mode} needs a model to ask: name its provider with --ai-provider`);
  }
  if ((mode === "record" || mode === "replay") && folder === undefined) {
    throw new SettingsError(`--ai-mode ${mode} needs a folder for recorded answers: name one with --cassette`);
  }
  if (mode === "replay" && !hasRecordings) {
    const what = `--ai-mode replay needs recorded answers, and there are none in ${folder}`;
    throw new SettingsError(`${what}; record some with --ai-mode record, or name another folder with --cassette`);
  }
}

async function open(folder: string, { cassettes }: ModelSurroundings): Promise<Recordings> {
  return await (await cassettes()).openCassette(folder);
}

/** What a request waits where nobody knows better, in milliseconds. */
const USUAL_TIMEOUT_MS = 8000;

async function consult(
  config: Config,
  mode: Mode,
  cassette: Recordings | undefined,
  { isCi = false, onNotice }: ModelSurroundings,
): Promise<ModelConsultant> {
  const { ModelConsultant, seatingFor, realTimer } = await import("./model-parts.ts");
  // A replay asks nobody, and needs no key.
  const isReplay = mode === "replay";
  const { seats, budget, timeoutMs } = seatingFor(
    isReplay ? { ...config, aiProvider: "demo", aiProviders: [] } : config,
    onNotice,
  );
  return new ModelConsultant({
    ...{ mode, seats, cassette, budget, onNotice, timer: realTimer },
    manner: mannerIn(mode, config),
    timeoutMs: config.aiTimeout ?? timeoutMs ?? USUAL_TIMEOUT_MS,
    isPatient: !isCi && !isReplay,
  });
}

function mannerIn(mode: Mode | undefined, { aiTemperature, aiMaxTokens }: Config): Manner {
  const isRepeatable = mode === "record";
  return { temperature: aiTemperature ?? (isRepeatable ? 0 : 0.7), isRepeatable, maxTokens: aiMaxTokens };
}

/** What a provider would be sent for a question. */
export interface ModelRequest {
  /** As in the settings. */
  readonly provider: string;
  readonly method: "POST";
  readonly url: string;
  readonly body: JsonObject;
}

/**
 * How questions would be put to the first of the providers that the settings name. Nothing is sent, and no key needed.
 *
 * @returns `undefined` where they name none
 * @throws {SettingsError} where a model or a URL is missing or cannot be used
 */
export async function modelRequests(config: Config): Promise<((question: Question) => ModelRequest) | undefined> {
  if (providersOf(config).length === 0) return undefined;
  const { completionOf, describedProvider } = await import("./model-parts.ts");
  const provider = describedProvider(config);
  const manner = mannerIn(config.aiMode, config);
  return (
    provider &&
    ((question) => {
      return { provider: provider.name, method: "POST", ...provider.firstRequest(completionOf(question, manner)) };
    })
  );
}
