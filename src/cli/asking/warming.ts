import type { Cassette } from "../../ai/cassette/cassette.ts";
import { isSame } from "../../ai/cassette/order.ts";
import type { AiFigures } from "../../ai/figures.ts";
import type { Usage } from "../../ai/provider.ts";
import type { Consultant, Consulted, Question, SilenceReason } from "../../ai/question.ts";
import type { Timer } from "../../ai/timer.ts";
import type { Operation } from "../../contract/operation.ts";
import { defectsOf } from "./current-operations.ts";
import type { Opened } from "./opened.ts";

/** The longest rest that is waited for, and how many in a row without an answer in between. */
const MAX_REST_MS = 60_000;
const MAX_RESTS = 3;
/** How often a question is asked where the model rests after the first time. */
const MAX_TRIES = 2;

/** A question to be asked ahead. */
export interface WarmTask {
  readonly operation: Operation;
  readonly intent: string;
  readonly question: Question;
  /** Lists come first: what they tell of a thing is told to the model that is asked for it alone. */
  readonly isOfList: boolean;
  /** @returns the question as it is by now, with what has been recorded of the same things since */
  renewed(): Promise<Question>;
}

/** What came of one. */
export type WarmOutcome =
  | { readonly kind: "recorded"; readonly usage: Usage | undefined }
  /** It is recorded and fits. */
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly reason: string };

/** Why the rest is not asked for. */
export interface WarmStop {
  readonly why: "asked to" | "budget" | "no model" | "unwritable";
  readonly detail: string;
  /** Milliseconds until it makes sense to go on; 0 where nobody has to wait, Infinity where waiting does not help. */
  readonly restMs: number;
}

/** Whoever asks models and records what they say. */
export interface Recorder extends Consultant {
  /** Ends what still runs. */
  close(): Promise<void>;
  /** Milliseconds until a question has a chance: 0 for now, Infinity where only new settings help. */
  restMs(): number;
  figures(): Pick<AiFigures, "providers">;
}

/** Hears what happens. */
export interface WarmWatcher {
  onStart(task: WarmTask): void;
  onEnd(task: WarmTask, outcome: WarmOutcome): void;
  /** Nothing is asked for some milliseconds. */
  onRest(milliseconds: number): void;
}

export interface WarmOptions {
  readonly recorder: Recorder;
  readonly cassette: Pick<Cassette, "find">;
  /** Whether what was said could be recorded so far. */
  readonly isWritable: () => boolean;
  /** Questions that are asked at the same time. */
  readonly concurrency: number;
  readonly watcher: WarmWatcher;
  /** Ends it behind the questions that are being asked. */
  readonly signal: AbortSignal;
  readonly timer: Timer;
}

/** What models can be asked ahead: each operation as it is, and with the intents that the document has for it. */
export async function warmTasks({ apis, sampler }: Opened): Promise<readonly WarmTask[]> {
  const tasks = new Map<string, WarmTask>();
  for (const { contract } of apis) {
    for (const operation of contract.operations) {
      const isOfList = contract.resources.uses.get(operation.id)?.query !== undefined;
      for (const intent of new Set(["", ...operation.ai.intents])) {
        const sample = async () => (await sampler.sample({ operation, intent })).questions;
        for (const question of await sample()) {
          const renewed = async () => (await sample()).find(({ card }) => isSame(card, question.card)) ?? question;
          tasks.set(question.key, { operation, intent, question, isOfList, renewed });
        }
      }
    }
  }
  return [...tasks.values()];
}

/**
 * Asks for what is not recorded, lists first. Where models want to be left alone for a short time, it waits and tries one question
 * before it goes on.
 *
 * @returns why it ended before all was asked; `undefined` where all was
 */
export async function warmUp(tasks: readonly WarmTask[], options: WarmOptions): Promise<WarmStop | undefined> {
  const { cassette, watcher } = options;
  const waiting: Waiting[] = [];
  for (const task of tasks) {
    if (isRecorded(task.question, cassette)) watcher.onEnd(task, { kind: "skipped" });
    else waiting.push({ task, tries: 0 });
  }
  const lists = waiting.filter(({ task }) => task.isOfList);
  const others = waiting.filter(({ task }) => !task.isOfList);
  return (await new Warming(lists, options).run()) ?? (await new Warming(others, options).run());
}

interface Waiting {
  readonly task: WarmTask;
  /** How often it was asked. */
  readonly tries: number;
}

/** Why nothing should be asked at present. */
interface Hindrance {
  readonly reason: SilenceReason;
  readonly detail: string;
}

class Warming {
  readonly #queue: Waiting[];
  readonly #options: WarmOptions;
  /** Hindrances since the last answer. */
  #hindrances = 0;

  constructor(queue: Waiting[], options: WarmOptions) {
    this.#queue = queue;
    this.#options = options;
  }

  async run(): Promise<WarmStop | undefined> {
    const { concurrency, signal, isWritable } = this.#options;
    let isTrial = false;
    while (this.#queue.length > 0) {
      if (signal.aborted) return { why: "asked to", detail: "", restMs: 0 };
      const hindrance = await this.#round(isTrial ? 1 : concurrency, isTrial ? 1 : Infinity);
      if (!isWritable()) return { why: "unwritable", detail: "", restMs: Infinity };
      const stop = hindrance && (await this.#restAfter(hindrance, isTrial));
      if (stop) return stop;
      isTrial = hindrance !== undefined;
    }
    return undefined;
  }

  /**
   * Asks until nothing is left, or something is in the way.
   *
   * @param width - questions that are asked at the same time; `most` altogether
   */
  async #round(width: number, most: number): Promise<Hindrance | undefined> {
    const { signal, isWritable } = this.#options;
    const found: Hindrance[] = [];
    let left = most;
    const askInTurn = async (): Promise<void> => {
      while (left > 0 && found.length === 0 && !signal.aborted && isWritable()) {
        const next = this.#queue.shift();
        if (!next) return;
        left--;
        const hindrance = await this.#ask(next);
        if (hindrance) found.push(hindrance);
      }
    };
    await Promise.all(Array.from({ length: width }, askInTurn));
    return found[0];
  }

  async #ask({ task, tries }: Waiting): Promise<Hindrance | undefined> {
    const { recorder, watcher } = this.#options;
    watcher.onStart(task);
    const consulted = await patiently(recorder, await task.renewed());
    if (consulted.kind === "told") {
      this.#hindrances = 0;
      watcher.onEnd(task, { kind: "recorded", usage: consulted.told.usage });
      return undefined;
    }
    const { reason, detail } = consulted;
    const wasAsked = reason !== "budget" && reason !== "breaker" && reason !== "off";
    const isHindered = !wasAsked || recorder.restMs() > 0;
    if (isHindered && tries + Number(wasAsked) < MAX_TRIES) {
      this.#queue.unshift({ task, tries: tries + Number(wasAsked) });
    } else watcher.onEnd(task, { kind: "failed", reason: detail || reason });
    return isHindered ? { reason, detail } : undefined;
  }

  /** Waits as long as has to be waited; tells why it makes no sense to wait. */
  async #restAfter({ reason, detail }: Hindrance, wasTrial: boolean): Promise<WarmStop | undefined> {
    const { recorder, watcher, timer, signal } = this.#options;
    const restMs = recorder.restMs();
    this.#hindrances++;
    const isBudget = reason === "budget";
    // Several questions set aside more than they take in the end: one alone may still fit.
    const isUsedUp = isBudget && wasTrial && restMs === 0;
    if (reason === "off" || isUsedUp || restMs > MAX_REST_MS || this.#hindrances > MAX_RESTS) {
      return { why: isBudget ? "budget" : "no model", detail, restMs: isUsedUp ? Infinity : restMs };
    }
    if (restMs === 0 || signal.aborted) return undefined;
    watcher.onRest(restMs);
    await new Promise<void>((resolve) => {
      const cancel = timer(restMs, resolve);
      signal.addEventListener("abort", () => {
        cancel();
        resolve();
      });
    });
    return undefined;
  }
}

/** Whether the very question is recorded, with an answer that still fits whatever has changed since. */
function isRecorded(question: Question, cassette: Pick<Cassette, "find">): boolean {
  const found = cassette.find(question.card);
  return found.kind === "exact" && defectsOf(question, found.recording.value).length === 0;
}

/** Nobody waits for the answer: a model gets all the time that whoever asks it has. */
async function patiently(recorder: Recorder, question: Question): Promise<Exclude<Consulted, { kind: "late" }>> {
  const consulted = await recorder.ask(question, Infinity);
  if (consulted.kind !== "late") return consulted;
  const told = await consulted.later;
  return told ? { kind: "told", told } : { kind: "silent", reason: "timeout", detail: "no model answered in time" };
}
