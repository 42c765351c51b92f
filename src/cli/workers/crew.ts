import cluster, { type Worker } from "node:cluster";
import { stopwatch } from "../../base/clock.ts";
import type { Log } from "../../base/log.ts";
import type { Output } from "../../base/output.ts";
import type { Config } from "../../config.ts";
import { EXIT } from "../exit-code.ts";
import type { Failure } from "../failure.ts";
import type { LogLine } from "../reload-line.ts";
import { Agreement } from "./agreement.ts";
import { Chorus } from "./chorus.ts";
import { dismissal, type Orders, ordersVariable, type Ready, type ReloadReport, type Report } from "./orders.ts";
import { relayLines } from "./relay.ts";
import { RestartLimit } from "./restart-limit.ts";

const DEATH_WINDOW_MS = 60_000;
/** Deaths in that time that nobody survives; more where there are more to die. */
const MOST_DEATHS = 5;
/** What workers get to finish, a little more than their server leaves to requests in flight. */
const DISMISSAL_MS = 9500;

/** What a crew works with. */
export interface CrewOptions {
  readonly config: Config;
  readonly count: number;
  /** What workers read from standard input. */
  readonly input: string;
  readonly output: Output;
  readonly log: Log;
  /** All serve, for the first time. */
  readonly onServing: (ready: { readonly url: string; readonly introduction: string }) => void;
  /** It cannot go on. Whoever is left has still to be dismissed. */
  readonly onEnd: (failure: Failure) => void;
}

interface Member {
  readonly worker: Worker;
  /** What it asks for; 0 is the one port that Node gives to all that ask for 0 while one of them lives. */
  readonly port: number;
  isReady: boolean;
  failure: Failure | undefined;
}

/** The processes that serve. One that dies is replaced, unless that happens again and again. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Map<number, Member>();
  readonly #agreement = new Agreement();
  readonly #chorus = new Chorus();
  readonly #limit: RestartLimit;
  readonly #elapsed = stopwatch();
  /** The port that is served on; 0 before it is known. */
  #port: number;
  #introduction = "";
  #hasServed = false;
  #isEnding = false;
  /** Places of workers that could not be replaced, because a document is broken at present. */
  #vacancies = 0;
  #onEmpty: (() => void) | undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#port = options.config.port;
    this.#limit = new RestartLimit(Math.max(MOST_DEATHS, 2 * options.count), DEATH_WINDOW_MS);
    cluster.setupPrimary({ silent: true });
    for (let index = 0; index < options.count; index++) this.#start({ introduces: index === 0, isReplacement: false });
  }

  /** Lets all finish their requests in flight; resolves once no process is left. */
  async dismiss(): Promise<void> {
    this.#isEnding = true;
    if (this.#members.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    for (const { worker, isReady } of this.#members.values()) {
      if (isReady) worker.send(dismissal);
      else worker.process.kill("SIGKILL");
    }
    const cut = setTimeout(() => {
      for (const { worker } of this.#members.values()) worker.process.kill("SIGKILL");
    }, DISMISSAL_MS);
    await empty;
    clearTimeout(cut);
  }

  #start(role: Pick<Orders, "introduces" | "isReplacement">): void {
    const { config, input, output } = this.#options;
    const port = this.#ready()[0]?.port ?? this.#port;
    const orders: Orders = { ...role, config: { ...config, port }, colour: output.colour };
    const worker = cluster.fork({ [ordersVariable]: JSON.stringify(orders) });
    const member: Member = { worker, port, isReady: false, failure: undefined };
    this.#members.set(worker.id, member);
    const { stdin, stdout, stderr } = worker.process;
    // A process that is gone is heard of by its end; what it did not read does not matter then.
    worker.on("error", () => {});
    stdin?.on("error", () => {}).end(input);
    if (stdout) relayLines(stdout, output.print);
    if (stderr) relayLines(stderr, output.complain);
    worker.on("message", (report: Report) => this.#hear(member, report));
    worker.process.on("close", (code: number | null, signal: string | null) => {
      this.#bury(member, signal ?? `exit code ${code}`);
    });
  }

  #hear(member: Member, report: Report): void {
    if (report.kind === "ready") this.#welcome(member, report);
    else if (report.kind === "reload") this.#tell(this.#agreement.note(member.worker.id, report));
    else if (report.kind === "notice") this.#note(member.worker.id, report.line);
    else {
      member.failure = report;
      if (!this.#hasServed) this.#end(report);
    }
  }

  #welcome(member: Member, { url, port, introduction, editions }: Ready): void {
    // The last that held the port died before this one could share it.
    if (this.#port !== 0 && port !== this.#port) {
      member.worker.process.kill("SIGKILL");
      return;
    }
    member.isReady = true;
    this.#port = port;
    this.#introduction ||= introduction;
    this.#tell(this.#agreement.join(member.worker.id, editions));
    if (this.#hasServed || this.#ready().length < this.#options.count) return;
    this.#hasServed = true;
    this.#options.onServing({ url, introduction: this.#introduction });
  }

  #ready(): Member[] {
    return [...this.#members.values()].filter(({ isReady }) => isReady);
  }

  #tell(reloads: readonly ReloadReport[]): void {
    for (const { line } of reloads) {
      this.#options.log.write(line.level, line.message, line.fields);
      if (line.level !== "error") this.#fillVacancies();
    }
  }

  #note(worker: number, { level, message, fields }: LogLine): void {
    if (this.#chorus.isNews(worker, message, this.#ready().length)) this.#options.log.write(level, message, fields);
  }

  #fillVacancies(): void {
    for (; this.#vacancies > 0; this.#vacancies--) this.#start({ introduces: false, isReplacement: true });
  }

  /** A worker has ended, and all that it printed has been passed on. */
  #bury({ worker, failure }: Member, how: string): void {
    this.#members.delete(worker.id);
    this.#tell(this.#agreement.leave(worker.id));
    if (this.#isEnding) {
      if (this.#members.size === 0) this.#onEmpty?.();
    } else if (failure) this.#leaveVacant(failure);
    else this.#replace(`the worker ${worker.process.pid} ended with ${how}`);
  }

  #replace(what: string): void {
    const { log } = this.#options;
    if (this.#limit.allows(this.#elapsed())) {
      log.write("error", `${what}; another takes its place`);
      this.#start({ introduces: this.#introduction === "", isReplacement: this.#hasServed });
      return;
    }
    const { most, withinMs } = this.#limit;
    const text = `helix: ${what}, the last of ${most} within ${withinMs / 1000} s: Helix gives up; what they printed says why\n`;
    this.#end({ text, exitCode: EXIT.bug });
  }

  /** A replacement could not start as the documents are now; the other workers serve what they were before. */
  #leaveVacant(failure: Failure): void {
    if (this.#members.size === 0) {
      this.#end(failure);
      return;
    }
    this.#vacancies++;
    const reason = failure.text.trimEnd();
    this.#options.log.write("error", `${reason}\nThere is one worker less until a document is loaded anew.`);
  }

  #end(failure: Failure): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#options.onEnd(failure);
  }
}
