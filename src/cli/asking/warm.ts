import { openCassette } from "../../ai/cassette/folder-cassette.ts";
import { realTimer, type Timer } from "../../ai/timer.ts";
import { cassetteFolder } from "../cassette/folder.ts";
import { EXIT } from "../exit-code.ts";
import type { Invocation } from "../verb.ts";
import { type Assemble, openForSamples } from "./opened.ts";
import { Progress } from "./progress.ts";
import type { OpenRecorder, Recordings } from "./recorder.ts";
import { spentOn } from "./spent.ts";
import { WarmReport } from "./warm-report.ts";
import { warmTasks, warmUp } from "./warming.ts";

/** Asks models ahead, and records what they say. @returns the exit code */
export async function warm(
  { config, document, output, stopped }: Invocation,
  assemble: Assemble,
  openRecorder: OpenRecorder,
  timer: Timer = realTimer,
): Promise<number> {
  const folder = cassetteFolder(config);
  const cassette = await openCassette(folder);
  const recordings = new WatchedRecordings(cassette);
  const progress = new Progress(output);
  const recorder = await openRecorder(config, recordings, (notice) => progress.notice(notice));
  try {
    const recorded = () => cassette.list().map(({ recording }) => recording);
    const tasks = await warmTasks(await openForSamples(config, assemble, recorded));
    if (tasks.length === 0) {
      output.print(`${document}: there is nothing that a model is asked for\n`);
      return EXIT.fine;
    }
    const report = new WarmReport(tasks.length, progress, () => spentOn(recorder.figures()));
    const ending = new AbortController();
    let exitCode: number | undefined;
    void stopped((error) => output.complain(`helix: ${error}\n`)).then((code) => {
      exitCode = code;
      report.onStop();
      ending.abort();
    });
    const stop = await warmUp(tasks, {
      ...{ recorder, cassette, timer, watcher: report, signal: ending.signal },
      isWritable: () => recordings.isWritable,
      concurrency: config.aiConcurrency,
    });
    output.print(report.summary(folder, stop));
    // Who counts on all being recorded has to know that it was ended before.
    return exitCode || report.exitCode(stop);
  } finally {
    await recorder.close();
  }
}

/** Recordings that remember whether one of them was lost: what is asked for from then on would be lost as well. */
class WatchedRecordings implements Recordings {
  readonly #recordings: Recordings;
  isWritable = true;

  constructor(recordings: Recordings) {
    this.#recordings = recordings;
  }

  find(...card: Parameters<Recordings["find"]>): ReturnType<Recordings["find"]> {
    return this.#recordings.find(...card);
  }

  list(): ReturnType<Recordings["list"]> {
    return this.#recordings.list();
  }

  async record(...recording: Parameters<Recordings["record"]>): Promise<void> {
    try {
      await this.#recordings.record(...recording);
    } catch (error) {
      this.isWritable = false;
      throw error;
    }
  }
}
