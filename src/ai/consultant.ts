import { HelixError } from "../base/errors.ts";
import type { Notice } from "../base/notice.ts";
import type { Budget } from "./budget.ts";
import type { Cassette, Found, KeptRecording } from "./cassette/cassette.ts";
import { Chain } from "./chain.ts";
import { Conversation } from "./conversation.ts";
import type { AiFigures } from "./figures.ts";
import { Flight, type Outcome, silent } from "./flight.ts";
import type { Manner } from "./manner.ts";
import type { Consultant, Consulted, Question, QuestionCard, RecordedAnswer, Told } from "./question.ts";
import type { Seat } from "./seat.ts";
import type { Timer } from "./timer.ts";
import { ToldMemory } from "./told-memory.ts";

/** Questions whose answers nobody waits for any longer and that are still being asked. */
const MAX_IN_BACKGROUND = 4;
/** What a question gets on top of the time that requests wait, at least. */
const MIN_EXTRA_MS = 30_000;

const none: readonly never[] = [];

export interface ConsultantOptions {
  readonly mode: "live" | "record" | "replay" | "auto";
  /** In the order in which they are asked. */
  readonly seats: readonly Seat[];
  /** Where answers are recorded; none in `live`. */
  readonly cassette: Pick<Cassette, "find" | "list" | "record"> | undefined;
  readonly budget: Budget;
  readonly manner: Manner;
  readonly timeoutMs: number;
  readonly isPatient: boolean;
  readonly timer: Timer;
  readonly onNotice: (notice: Notice) => void;
}

/** Puts questions to models, and remembers, shares and records what they tell. */
export class ModelConsultant implements Consultant {
  readonly timeoutMs: number;
  readonly isPatient: boolean;
  readonly lifetimeMs: number;
  readonly isShareable: boolean;
  readonly isReplay: boolean;
  readonly #options: ConsultantOptions;
  readonly #chain: Chain;
  readonly #memory = new ToldMemory();
  /** Names of what was recorded since the start. */
  readonly #recorded = new Set<string>();
  /** What is replayed, of what the cassette had when it was asked last. */
  #replayed: { readonly listed: readonly KeptRecording[]; readonly answers: readonly RecordedAnswer[] } | undefined;
  readonly #flights = new Map<string, Flight>();
  /** In the order in which they became late. */
  readonly #background = new Set<Flight>();
  readonly #counts = { remembered: 0, shared: 0, replayed: 0, recorded: 0, missed: 0, late: 0 };
  #isClosed = false;

  constructor(options: ConsultantOptions) {
    const { budget, manner, mode, onNotice, timeoutMs } = options;
    this.#options = options;
    this.timeoutMs = timeoutMs;
    this.isPatient = options.isPatient;
    this.lifetimeMs = timeoutMs + Math.max(timeoutMs, MIN_EXTRA_MS);
    this.isShareable = mode === "live" || (mode === "auto" && !options.cassette);
    this.isReplay = mode === "replay";
    this.#chain = new Chain(options.seats, new Conversation({ budget, manner, onNotice }));
  }

  get recorded(): readonly RecordedAnswer[] {
    const { mode, cassette } = this.#options;
    const listed = mode === "live" ? none : (cassette?.list() ?? none);
    if (this.#replayed?.listed !== listed) {
      const answers = listed.map(({ recording }) => recording).filter((one) => this.#isReplayed(one.card));
      this.#replayed = { listed, answers };
    }
    return this.#replayed.answers;
  }

  /** Whether somebody waits for a model. */
  get isAsking(): boolean {
    return this.#flights.size > this.#background.size;
  }

  async ask(question: Question, waitMs: number): Promise<Consulted> {
    if (this.#isClosed) return silent("off", "Helix is stopping");
    const remembered = this.#memory.get(question.key);
    if (remembered) {
      this.#counts.remembered++;
      return { kind: "told", told: remembered };
    }
    const replayed = this.#replay(question);
    if (replayed) return replayed;
    const flight = this.#flights.get(question.key);
    if (!flight) return await this.#start(question).wait(waitMs);
    this.#counts.shared++;
    if (flight.isLate) return { kind: "late", later: flight.later().then(withoutUsage) };
    return shared(await flight.wait(waitMs));
  }

  figures(): AiFigures {
    const { mode, seats, budget } = this.#options;
    const providers = seats.map((seat) => seat.figures());
    return { mode, providers, budgetLeft: budget.left(), ...this.#counts, inBackground: this.#background.size };
  }

  /** Milliseconds until a question has a chance: 0 for now, Infinity where only new settings help. */
  restMs(): number {
    const { seats, budget } = this.#options;
    return Math.max(budget.restMs(), Math.min(...seats.map((seat) => seat.restMs())));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const flights = [...this.#flights.values()];
    for (const flight of flights) flight.callOff();
    await Promise.allSettled(flights.map(({ outcome }) => outcome));
    // Whoever waits for one of them hears of it before what they tell of it to is closed.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What is recorded; a miss where nothing else may answer; `undefined` where a model has to. */
  #replay(question: Question): Consulted | undefined {
    const { mode, cassette } = this.#options;
    if (!cassette || mode === "live") return undefined;
    if (!this.#isReplayed(question.card)) return undefined;
    const found = cassette.find(question.card);
    const isUsed = found.kind === "exact" || (found.kind === "near" && mode === "replay");
    const fault = isUsed ? this.#use(question, found) : undefined;
    if (typeof fault === "object") return fault;
    if (mode !== "replay") return undefined;
    this.#counts.missed++;
    return silent("miss", fault ?? (found.kind === "none" ? found.changed : "nothing is recorded"));
  }

  /** What is asked again while it is recorded is answered as it will be replayed. */
  #isReplayed(card: QuestionCard): boolean {
    return this.#options.mode !== "record" || this.#recorded.has(nameOf(card));
  }

  /** @returns what is wrong with the recording where the contract does not take it any more */
  #use(question: Question, { recording: { value, provider, model }, kind }: Used): Consulted | string {
    const reading = question.read(value, "cassette");
    if (reading.value === undefined || reading.defects.length > 0) {
      const [first = "nothing of it is left", ...others] = reading.defects;
      const more = others.length > 0 ? `, and ${others.length} more` : "";
      return `what is recorded for ${question.card.operation} does not fit the contract any more: ${first}${more}`;
    }
    const { repairs } = reading;
    const told: Told = { value: reading.value, repairs, provider, model, isRecorded: true, isNear: kind === "near" };
    this.#counts.replayed++;
    this.#memory.set(question.key, told);
    return { kind: "told", told };
  }

  #start(question: Question): Flight {
    const { timeoutMs, isPatient, timer } = this.#options;
    const onLate = (): void => this.#toBackground(flight);
    const flight = new Flight(question, { isPatient, timeoutMs, timer, onLate }, (one) => this.#fly(one));
    this.#flights.set(question.key, flight);
    return flight;
  }

  async #fly(flight: Flight): Promise<Outcome> {
    const cancel = this.#options.timer(this.lifetimeMs, () => flight.expire());
    try {
      const outcome = await this.#chain.ask(flight);
      if (outcome.kind === "told") await this.#keep(flight.question, outcome.told);
      return outcome;
    } finally {
      cancel();
      this.#background.delete(flight);
      this.#flights.delete(flight.question.key);
    }
  }

  async #keep({ key, card, isRecordable }: Question, told: Told): Promise<void> {
    const { mode, cassette, onNotice } = this.#options;
    this.#memory.set(key, told);
    if (!cassette || !isRecordable || mode === "live" || mode === "replay") return;
    const { provider, model, value } = told;
    try {
      await cassette.record({ card, provider, model, value });
      this.#counts.recorded++;
      this.#recorded.add(nameOf(card));
      this.#replayed = undefined;
    } catch (error) {
      if (!(error instanceof HelixError)) throw error;
      onNotice({ level: "error", message: error.message });
    }
  }

  #toBackground(flight: Flight): void {
    this.#counts.late++;
    this.#background.add(flight);
    const [oldest] = this.#background;
    if (this.#background.size > MAX_IN_BACKGROUND) oldest?.callOff();
  }
}

/** What a recording is kept by. */
function nameOf({ operation, answer, intent, slot }: QuestionCard): string {
  return JSON.stringify([operation, answer, intent, slot]);
}

/** A recording that answers a question. */
type Used = Exclude<Found, { readonly kind: "none" }>;

/** Who shares a call does not pay for it. */
function shared(consulted: Consulted): Consulted {
  if (consulted.kind === "told") return { ...consulted, told: withoutUsage(consulted.told) };
  return consulted.kind === "late" ? { ...consulted, later: consulted.later.then(withoutUsage) } : consulted;
}

function withoutUsage<Kept extends Told | undefined>(told: Kept): Kept {
  return told && { ...told, usage: undefined };
}
