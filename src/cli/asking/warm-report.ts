import { intentName } from "../../ai/cassette/find.ts";
import { counted } from "../cassette/recording-row.ts";
import { EXIT } from "../exit-code.ts";
import type { Progress } from "./progress.ts";
import { type Spent, spentOnAnswer, spentText } from "./spent.ts";
import type { WarmOutcome, WarmStop, WarmTask, WarmWatcher } from "./warming.ts";

/** What came of the questions so far, told as it comes. */
export class WarmReport implements WarmWatcher {
  readonly #total: number;
  readonly #progress: Progress;
  readonly #counts = { recorded: 0, skipped: 0, failed: 0 };
  readonly #spent: () => Spent;

  /** @param total - how many questions there are; `spent` asks for what was spent until now */
  constructor(total: number, progress: Progress, spent: () => Spent) {
    this.#total = total;
    this.#progress = progress;
    this.#spent = spent;
  }

  get #done(): number {
    const { recorded, skipped, failed } = this.#counts;
    return recorded + skipped + failed;
  }

  onStart(task: WarmTask): void {
    const spent = this.#spent();
    this.#progress.show(
      { done: this.#done, total: this.#total },
      nameOf(task),
      spent.tokens > 0 ? spentText(spent) : "",
    );
  }

  onEnd(task: WarmTask, outcome: WarmOutcome): void {
    this.#counts[outcome.kind]++;
    const usage = outcome.kind === "recorded" ? outcome.usage : undefined;
    const what = outcome.kind === "skipped" ? "is recorded already" : outcome.kind;
    const why = outcome.kind === "failed" ? `: ${outcome.reason}` : "";
    const took = usage ? ` (${spentText(spentOnAnswer(usage))})` : "";
    const isFailed = outcome.kind === "failed";
    const text = `${this.#done}/${this.#total} ${nameOf(task)} ${what}${why}${took}`;
    this.#progress.tell(text, { style: isFailed ? "red" : undefined, isPlain: !isFailed });
  }

  onRest(milliseconds: number): void {
    this.#progress.tell(`going on in ${seconds(milliseconds)}`, { isPlain: false });
  }

  /** Somebody wants it to end. */
  onStop(): void {
    this.#progress.tell("ending with what is being asked; once more ends at once", { isPlain: false });
  }

  /** The last lines. @param stop - why not all was asked for */
  summary(folder: string, stop: WarmStop | undefined): string {
    this.#progress.clear();
    const { recorded, skipped, failed } = this.#counts;
    const asked = `${counted(recorded + failed, "question")} asked, ${recorded} recorded, ${failed} failed`;
    const lines = [`${folder}: ${asked}; ${skipped} were there already; ${spentText(this.#spent())}`];
    if (stop) {
      const rest = `${this.#done} of ${this.#total} questions are done`;
      lines.push(`${whyStopped(stop)}: ${rest}. Run the same command again ${whenAgain(stop)}to go on`);
    }
    return `${lines.join("\n")}\n`;
  }

  exitCode(stop: WarmStop | undefined): number {
    if (stop) return exitCodes[stop.why];
    return this.#counts.failed > 0 ? EXIT.contractFailures : EXIT.fine;
  }
}

const exitCodes: Readonly<Record<WarmStop["why"], number>> = {
  "asked to": EXIT.contractFailures,
  budget: EXIT.budget,
  "no model": EXIT.unreachable,
  unwritable: EXIT.unusable,
};

function whyStopped({ why, detail }: WarmStop): string {
  if (why === "asked to") return "stopped";
  if (why === "unwritable") return "what models say cannot be recorded";
  return detail || "no model is asked any more";
}

/** What has to come first. */
function whenAgain({ why, restMs }: WarmStop): string {
  if (why === "budget" && restMs === Infinity) return "with a larger one ";
  if (why !== "asked to" && restMs > 0 && restMs < Infinity) return `in ${seconds(restMs)} `;
  return why === "asked to" || restMs < Infinity ? "" : "when that is mended ";
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1000)} s`;
}

function nameOf({ operation, intent }: WarmTask): string {
  return intent === "" ? operation.id : `${operation.id} ${intentName(intent)}`;
}
