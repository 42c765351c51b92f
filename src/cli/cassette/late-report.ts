import type { KeptRecording } from "../../ai/cassette/cassette.ts";
import {
  type ComparedRecording,
  type CurrentOperation,
  compareWithDocument,
  isUsable,
} from "../../ai/cassette/compare.ts";
import { openCassette } from "../../ai/cassette/folder-cassette.ts";
import { connect } from "../../assemble.ts";
import { HelixError } from "../../base/errors.ts";
import { untilIdle } from "../../base/idle.ts";
import type { Notice } from "../../base/notice.ts";
import type { Config } from "../../config.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Live } from "../../live.ts";
import { currentOperation } from "../asking/current-operations.ts";
import { openForSamples } from "../asking/opened.ts";
import { cassetteFolder, USUAL_CASSETTE } from "./folder.ts";
import { counted, firstOf } from "./recording-row.ts";

/** Operations that one line names. */
const MAX_NAMES = 8;

/**
 * What has become of the recordings that a mock answers from, found out while little else is to do.
 *
 * @returns `undefined` where it answers from none, or the signal came first
 */
export async function lateReport(live: Live, config: Config, signal: AbortSignal): Promise<Notice | undefined> {
  const mode = live.aiFigures()?.mode;
  if (mode !== "replay" && mode !== "auto") return undefined;
  try {
    const kept = (await openCassette(cassetteFolder(config))).list();
    const current = kept.length > 0 ? await recordedOperations(live, config, kept, signal) : undefined;
    return current && noticeOf(compareWithDocument(kept, current).recordings, config);
  } catch (error) {
    // Somebody has edited a recording since the start.
    if (error instanceof HelixError) return { level: "warn", message: error.message };
    throw error;
  }
}

/** Those of the operations that are recorded, as the documents have them now. */
async function recordedOperations(
  live: Live,
  config: Config,
  kept: readonly KeptRecording[],
  signal: AbortSignal,
): Promise<readonly CurrentOperation[] | undefined> {
  const names = new Set(kept.map(({ recording }) => recording.card.operation));
  const current: CurrentOperation[] = [];
  if (!(await untilIdle(0, { signal, isAwaited: () => live.isAsking }))) return undefined;
  const { apis } = live.current();
  // What the settings correct has been told of.
  const { sampler } = await openForSamples({ ...config, resources: {} }, async (settings, consultant) => {
    return connect(apis, settings, { consultant });
  });
  for (const operation of apis.flatMap(({ contract }) => contract.operations)) {
    if (!names.has(mountedNameOf(operation))) continue;
    if (!(await untilIdle(current.length + 1, { signal, isAwaited: () => live.isAsking }))) return undefined;
    const found = await currentOperation(operation, sampler, kept);
    if (found.answers.length > 0) current.push(found);
  }
  return current;
}

function noticeOf(recordings: readonly ComparedRecording[], config: Config): Notice {
  const folder = cassetteFolder(config);
  const useless = recordings.filter((recording) => !isUsable(recording));
  const all = counted(recordings.length, "recorded answer");
  if (useless.length === 0) return { level: "info", message: `${folder}: ${all}, and the document takes each of them` };
  const lines = [
    `${folder}: ${all}, of which ${useless.length} do not fit the document any more`,
    ...linesOf("changed", useless),
    ...linesOf("orphaned", useless),
    `${INDENT}${commandFor(config)} tells why`,
  ];
  return { level: "warn", message: lines.join("\n") };
}

const INDENT = " ".repeat(13);

function linesOf(wanted: ComparedRecording["state"], recordings: readonly ComparedRecording[]): string[] {
  const names = recordings.filter(({ state }) => state === wanted).map(({ recording }) => recording.card.operation);
  const each = [...new Set(names)];
  return each.length === 0 ? [] : [`${INDENT}${wanted}: ${firstOf(each, MAX_NAMES).join(", ")}`];
}

function commandFor(config: Config): string {
  const folder = cassetteFolder(config);
  const [document, ...others] = config.document;
  const words = ["helix cassette check", others.length > 0 ? "<document>" : document];
  return [...words, ...(folder === USUAL_CASSETTE ? [] : [`--cassette ${folder}`])].join(" ");
}
