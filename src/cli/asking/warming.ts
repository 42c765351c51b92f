import type { Cassette } from "../../ai/cassette/cassette.ts";
import type { Usage } from "../../ai/provider.ts";
import type { Consultant, Consulted, Question } from "../../ai/question.ts";
import type { Operation } from "../../contract/operation.ts";
import { defectsOf } from "./current-operations.ts";
import type { Opened } from "./opened.ts";

/** A question to be asked ahead. */
export interface WarmTask {
  readonly operation: Operation;
  readonly intent: string;
  readonly question: Question;
}

/** What came of one. */
export type WarmOutcome =
  | { readonly kind: "recorded"; readonly usage: Usage | undefined }
  /** It is recorded and fits. */
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly reason: string };

/** Why the rest is not asked for. */
export interface WarmStop {
  readonly why: "asked to" | "budget" | "breaker" | "off";
  readonly detail: string;
}

export interface Warming {
  readonly consultant: Consultant;
  readonly cassette: Cassette;
  /** Hears of each task before it is asked, and of what came of it. */
  readonly onStart: (task: WarmTask, index: number) => void;
  readonly onEnd: (task: WarmTask, index: number, outcome: WarmOutcome) => void;
  /** Whether somebody wants it to end behind the question that is being asked. */
  readonly isStopped: () => boolean;
}

/** What models can be asked ahead: each operation as it is, and with the intents that the document has for it. */
export async function warmTasks({ apis, sampler }: Opened): Promise<readonly WarmTask[]> {
  const tasks = new Map<string, WarmTask>();
  for (const operation of apis.flatMap(({ contract }) => contract.operations)) {
    for (const intent of new Set(["", ...operation.ai.intents])) {
      const { questions } = await sampler.sample({ operation, intent });
      for (const question of questions) tasks.set(question.key, { operation, intent, question });
    }
  }
  return [...tasks.values()];
}

/**
 * Asks for what is not recorded, one question after the other.
 *
 * @returns why it ended before all was asked; `undefined` where all was
 */
export async function warmUp(tasks: readonly WarmTask[], warming: Warming): Promise<WarmStop | undefined> {
  const { consultant, cassette, onStart, onEnd, isStopped } = warming;
  for (const [index, task] of tasks.entries()) {
    if (isStopped()) return { why: "asked to", detail: "" };
    onStart(task, index);
    if (isRecorded(task.question, cassette)) {
      onEnd(task, index, { kind: "skipped" });
      continue;
    }
    const consulted = await patiently(consultant, task.question);
    if (consulted.kind === "silent" && isFinal(consulted.reason)) {
      return { why: consulted.reason, detail: consulted.detail };
    }
    onEnd(task, index, outcomeOf(consulted));
  }
  return undefined;
}

/** Whether the very question is recorded, with an answer that still fits whatever has changed since. */
function isRecorded(question: Question, cassette: Cassette): boolean {
  const found = cassette.find(question.card);
  return found.kind === "exact" && defectsOf(question, found.recording.value).length === 0;
}

/** Nobody waits for the answer: a model that is late is waited for. */
async function patiently(consultant: Consultant, question: Question): Promise<Exclude<Consulted, { kind: "late" }>> {
  const consulted = await consultant.ask(question, consultant.timeoutMs);
  if (consulted.kind !== "late") return consulted;
  const told = await consulted.later;
  return told ? { kind: "told", told } : { kind: "silent", reason: "timeout", detail: "no model answered in time" };
}

/** What holds for all questions that would follow. */
function isFinal(reason: string): reason is "budget" | "breaker" | "off" {
  return reason === "budget" || reason === "breaker" || reason === "off";
}

function outcomeOf(consulted: Exclude<Consulted, { kind: "late" }>): WarmOutcome {
  if (consulted.kind === "silent") return { kind: "failed", reason: consulted.detail || consulted.reason };
  return consulted.told.isRecorded ? { kind: "skipped" } : { kind: "recorded", usage: consulted.told.usage };
}
