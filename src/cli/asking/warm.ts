import { intentName } from "../../ai/cassette/find.ts";
import { openCassette } from "../../ai/cassette/folder-cassette.ts";
import type { Consultant } from "../../ai/question.ts";
import type { Output } from "../../base/output.ts";
import type { Config } from "../../config.ts";
import { cassetteFolder } from "../cassette/folder.ts";
import { counted } from "../cassette/recording-row.ts";
import { EXIT } from "../exit-code.ts";
import type { Invocation, Verb } from "../verb.ts";
import { type Assemble, openForSamples } from "./opened.ts";
import { Progress } from "./progress.ts";
import { added, nothingSpent, type Spent, spentText } from "./spent.ts";
import { type WarmOutcome, type WarmStop, type WarmTask, warmTasks, warmUp } from "./warming.ts";

/** Makes the consultant that asks models and records in a folder what they say. */
export type OpenRecorder = (config: Config, folder: string) => Promise<Consultant>;

/** `helix warm`: asks models ahead, and records what they say. */
export function warmVerb(assemble: Assemble, openRecorder: OpenRecorder): Verb {
  return {
    name: "warm",
    aliases: [],
    operands: "<document>",
    documents: "one",
    groups: ["Document", "Answers", "AI"],
    maxOperands: 0,
    summary: "Ask models for the answers of every operation, and record them to be replayed",
    notes: [
      "x-helix-intents of an operation names what its answers may be wanted to be like; each is asked for as well.",
      "What is recorded and still fits is not asked for again, so that the command may be ended and run again.",
      "Exit code: 0 all is recorded; 1 a model failed; 2 settings; 3 no model answers; 4 the budget is used up.",
    ],
    run: (invocation) => warm(invocation, assemble, openRecorder),
  };
}

async function warm(invocation: Invocation, assemble: Assemble, openRecorder: OpenRecorder): Promise<number> {
  const { config, document, output } = invocation;
  const folder = cassetteFolder(config);
  const cassette = await openCassette(folder);
  const tasks = await warmTasks(await openForSamples(config, assemble));
  if (tasks.length === 0) {
    output.print(`${document}: there is nothing that a model is asked for\n`);
    return EXIT.fine;
  }
  const consultant = await openRecorder(config, folder);
  try {
    const tally = new Tally(tasks.length, output);
    let exitCode: number | undefined;
    const ended = invocation.stopped((error) => output.complain(`helix: ${error}\n`));
    void ended.then((code) => {
      exitCode = code;
    });
    const stop = await warmUp(tasks, {
      consultant,
      cassette,
      onStart: (task, index) => tally.begin(task, index),
      onEnd: (task, index, outcome) => tally.end(task, index, outcome),
      isStopped: () => exitCode !== undefined,
    });
    output.print(tally.summary(folder, stop));
    return exitCode ?? tally.exitCode(stop);
  } finally {
    await consultant.close();
  }
}

/** What came of the questions so far, told as it comes. */
class Tally {
  readonly #total: number;
  readonly #progress: Progress;
  readonly #counts = { recorded: 0, skipped: 0, failed: 0 };
  #spent: Spent = nothingSpent;

  constructor(total: number, output: Output) {
    this.#total = total;
    this.#progress = new Progress(output, total);
  }

  begin(task: WarmTask, index: number): void {
    this.#progress.show(index, nameOf(task), this.#spent.tokens > 0 ? spentText(this.#spent) : "");
  }

  end(task: WarmTask, index: number, outcome: WarmOutcome): void {
    this.#counts[outcome.kind]++;
    const usage = outcome.kind === "recorded" ? outcome.usage : undefined;
    this.#spent = added(this.#spent, usage);
    const what = outcome.kind === "skipped" ? "is recorded already" : outcome.kind;
    const why = outcome.kind === "failed" ? `: ${outcome.reason}` : "";
    const took = usage ? ` (${spentText(added(nothingSpent, usage))})` : "";
    const isFailed = outcome.kind === "failed";
    const text = `${index + 1}/${this.#total} ${nameOf(task)} ${what}${why}${took}`;
    this.#progress.tell(text, { style: isFailed ? "red" : undefined, isPlain: !isFailed });
  }

  summary(folder: string, stop: WarmStop | undefined): string {
    this.#progress.clear();
    const { recorded, skipped, failed } = this.#counts;
    const asked = recorded + failed;
    const lines = [
      `${folder}: ${counted(asked, "question")} asked, ${recorded} recorded, ${failed} failed; ${skipped} were there already; ${spentText(this.#spent)}`,
    ];
    const done = asked + skipped;
    const rest = `${done} of ${this.#total} questions are done`;
    if (stop) lines.push(`${whyStopped(stop)}: ${rest}. Run the same command again to go on`);
    return `${lines.join("\n")}\n`;
  }

  exitCode(stop: WarmStop | undefined): number {
    if (stop?.why === "budget") return EXIT.budget;
    if (stop) return EXIT.unreachable;
    return this.#counts.failed > 0 ? EXIT.contractFailures : EXIT.fine;
  }
}

function whyStopped({ why, detail }: WarmStop): string {
  if (why === "asked to") return "stopped";
  const what = why === "budget" ? "the budget is used up" : "no model is asked any more";
  return detail === "" ? what : `${what} (${detail})`;
}

function nameOf({ operation, intent }: WarmTask): string {
  return intent === "" ? operation.id : `${operation.id} ${intentName(intent)}`;
}
