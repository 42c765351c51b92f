import type { Notice } from "../base/notice.ts";
import { sortedJson } from "../base/sorted-json.ts";
import type { Budget, Spending } from "./budget.ts";
import { estimatedUsage } from "./endpoint/completion.ts";
import { ProviderError } from "./errors.ts";
import { type Flight, type Outcome, type Silent, silent } from "./flight.ts";
import { completionOf, type Manner } from "./manner.ts";
import { parseWritten } from "./parse.ts";
import { dollarsOf } from "./price.ts";
import type { Completed, Message, Usage } from "./provider.ts";
import type { Question, Reading } from "./question.ts";
import type { Seat } from "./seat.ts";

export interface ConversationOptions {
  readonly budget: Budget;
  readonly manner: Manner;
  readonly onNotice: (notice: Notice) => void;
}

/** Characters that a token stands for at most, white space included: what is longer was not written within the limit. */
const MAX_TOKEN_LENGTH = 16;
/** Characters of an answer, and defects, that a model is shown when it is asked once more. */
const MAX_SHOWN = 4096;
const MAX_DEFECTS = 10;
/** Characters of one of them. */
const MAX_DEFECT = 300;

/** One try: what it came to, and what the model had written. */
interface Try {
  readonly text: string;
  readonly usage: Usage;
  readonly reading: Reading;
}

/** Asks one provider one question: once, and once more where what it wrote is of little use. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #told = new Set<string>();

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** @throws {ProviderError} where the provider says nothing that could be used */
  async hold(seat: Seat, flight: Flight): Promise<Outcome> {
    const { question } = flight;
    const first = await this.#ask(seat, flight, question.messages);
    if ("kind" in first) return first;
    if (!first.reading.isPoor) return told(seat, first, first.usage);
    const again = flight.signal.aborted ? undefined : await this.#ask(seat, flight, onceMore(question, first), true);
    if (again && !("kind" in again) && !again.reading.isPoor) {
      return told(seat, again, sum(first.usage, again.usage));
    }
    const { defects } = again && !("kind" in again) ? again.reading : first.reading;
    const why = defects[0] === undefined ? "" : `: ${defects[0].slice(0, MAX_DEFECT)}`;
    throw new ProviderError("unusable", `${seat.provider.name} wrote nothing that fits the contract${why}`);
  }

  async #ask(seat: Seat, flight: Flight, messages: readonly Message[], isAgain = false): Promise<Try | Silent> {
    const { question, signal } = flight;
    const { manner, budget } = this.#options;
    const completion = completionOf(question, manner, messages);
    const { maxTokens } = completion;
    const most = spendingOf(seat, { ...estimatedUsage({ messages }, ""), completionTokens: maxTokens });
    const reservation = budget.reserve(question.session, most);
    if ("refusal" in reservation) return this.#refused(reservation);
    seat.tally.asked++;
    if (isAgain) seat.tally.reasked++;
    let completed: Completed;
    try {
      completed = await seat.provider.complete(completion, signal);
    } catch (error) {
      reservation.settle(this.#spentOn(error, seat, most));
      throw error;
    }
    const { text, usage } = completed;
    reservation.settle(spendingOf(seat, usage));
    seat.tally.use(usage);
    return { text, usage, reading: read(question, text, maxTokens * MAX_TOKEN_LENGTH) };
  }

  /** What an answer takes that is of no use. */
  #spentOn(error: unknown, seat: Seat, most: Spending): Spending {
    const { kind, usage } = error instanceof ProviderError ? error : {};
    if (usage) {
      seat.tally.use(usage);
      return spendingOf(seat, usage);
    }
    // Who hangs up does not learn what it cost.
    return kind === "timeout" ? most : { tokens: 0, dollars: 0 };
  }

  #refused({ refusal, isSession }: { readonly refusal: string; readonly isSession: boolean }): Silent {
    const whose = isSession ? "of a session" : "of all sessions";
    const detail = `the budget of ${refusal} ${whose} has no room for another question (--ai-budget)`;
    if (!this.#told.has(detail)) this.#options.onNotice({ level: "warn", message: `${detail}; models are not asked` });
    this.#told.add(detail);
    return silent("budget", detail);
  }
}

/** What a model wrote, held to the contract. */
function read(question: Question, text: string, maxLength: number): Reading {
  // Some thousand tokens are read in no time; a megabyte is not.
  const parsed = text.length > maxLength ? { defect: `has more than ${maxLength} characters` } : parseWritten(text);
  if ("defect" in parsed) {
    return { value: undefined, repairs: [], defects: [`the answer ${parsed.defect}`], isPoor: true };
  }
  const reading = question.read(parsed.value, "model");
  const isPoor = reading.isPoor || reading.value === undefined;
  return { ...reading, isPoor, repairs: [...parsed.repairs, ...reading.repairs] };
}

function onceMore({ messages }: Question, { text, reading }: Try): readonly Message[] {
  const defects = reading.defects.slice(0, MAX_DEFECTS).map((defect) => `- ${defect.slice(0, MAX_DEFECT)}`);
  const complaint = ["This does not fit the schema:", ...defects, "Write the whole JSON again, and nothing else."];
  return [
    ...messages,
    // Some endpoints do not take a message without content.
    { role: "assistant", content: text.trim().slice(0, MAX_SHOWN) || "(nothing)" },
    { role: "user", content: complaint.join("\n") },
  ];
}

function told({ provider }: Seat, { reading }: Try, usage: Usage): Outcome {
  const { value = null, repairs } = reading;
  return {
    kind: "told",
    // Recordings are sorted: what they are replayed as has the same order from the start.
    told: {
      value: sortedJson(value),
      repairs,
      provider: provider.name,
      model: provider.model,
      usage,
      isRecorded: false,
    },
  };
}

function spendingOf({ price }: Seat, usage: Usage): Spending {
  return {
    tokens: usage.promptTokens + usage.completionTokens,
    dollars: usage.dollars ?? dollarsOf(price, usage) ?? 0,
  };
}

function sum(one: Usage, other: Usage): Usage {
  const isPriced = one.dollars !== undefined || other.dollars !== undefined;
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    dollars: isPriced ? (one.dollars ?? 0) + (other.dollars ?? 0) : undefined,
  };
}
