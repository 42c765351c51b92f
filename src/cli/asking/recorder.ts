import type { Cassette } from "../../ai/cassette/cassette.ts";
import { SettingsError } from "../../base/errors.ts";
import type { Notice } from "../../base/notice.ts";
import type { Config } from "../../config.ts";
import { consultantFor } from "../../models.ts";
import { providersOf } from "../../settings/ai.ts";
import type { Recorder } from "./warming.ts";

/** What a recorder needs of recorded answers. */
export type Recordings = Pick<Cassette, "find" | "list" | "record">;

/** Makes whoever asks models and records what they say. */
export type OpenRecorder = (
  config: Config,
  recordings: Recordings,
  onNotice: (notice: Notice) => void,
) => Promise<Recorder>;

/**
 * The models that the settings name.
 *
 * @throws {SettingsError} where they name none, or something is missing to ask it
 */
export const openRecorder: OpenRecorder = async (config, recordings, onNotice) => {
  const cassettes = async () => ({ hasRecordings: async () => false, openCassette: async () => recordings });
  const recording: Config = { ...config, aiMode: "record", cassette: "the one that is open" };
  const isAnyNamed = providersOf(config).length > 0;
  const recorder = isAnyNamed ? await consultantFor(recording, { onNotice, cassettes }) : undefined;
  if (recorder) return recorder;
  throw new SettingsError("helix warm needs a model to ask: name its provider with --ai-provider or HELIX_AI_PROVIDER");
};
