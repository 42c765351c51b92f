import { expect } from "chai";
import type { JsonValue } from "../../src/base/json.ts";
import { Random, seedOf } from "../../src/base/random.ts";
import { type Gateways, startGateways } from "../helpers/gateways.ts";
import type { Reply } from "../helpers/http-client.ts";
import { independentJudge } from "../helpers/independent.ts";
import { durable, needsRedis, type RedisServer, startRedis } from "../helpers/redis-server.ts";
import { task } from "../helpers/tasks.ts";

const SESSIONS = 30;
/** Milliseconds that a gateway waits for Redis, and that an answer may take besides on a busy machine. */
const TIMEOUT = 250;
const SLACK = 2000;
/** Answers while each trouble lasts, and as many after it. */
const ANSWERS = 400;

const accepts = independentJudge(task);

interface Task {
  readonly id: number;
  readonly title: string;
}

describe("gateways while Redis is killed, paused, flooded and started anew", () => {
  let redis: RedisServer;
  let gateways: Gateways;

  before(needsRedis);
  before(async () => {
    // What was acknowledged must not be lost by the kill: nobody could tell that from a fault of Helix.
    redis = await startRedis(...durable);
    gateways = await startGateways(2, redis.url, "--redis-timeout", `${TIMEOUT}ms`);
  });
  after(async () => {
    redis?.resume();
    await gateways?.close();
    await redis?.close();
  });

  it("give no answer that is invalid, late, another session's, or not the latest without saying so", async () => {
    const load = new Load(gateways);
    const clients = Array.from({ length: SESSIONS }, (_, index) => load.client(`s${index}`));
    try {
      await load.answered(ANSWERS);
      for (const trouble of troubles) {
        const before = load.degraded;
        await trouble(redis, load);
        await load.recovered();
        await load.answered(ANSWERS);
        expect(load.degraded, `${trouble.name} did not trouble anybody`).to.be.greaterThan(before);
      }
    } finally {
      load.stop();
      await Promise.all(clients);
    }
    expect(load.faults.slice(0, 10)).to.deep.equal([]);
    expect(load.slowest).to.be.below(TIMEOUT + SLACK);
  }).timeout(150_000);
});

const troubles: readonly ((redis: RedisServer, load: Load) => Promise<void>)[] = [
  async function pausing(redis, load) {
    redis.pause();
    await load.answered(ANSWERS);
    redis.resume();
  },
  async function killing(redis, load) {
    await redis.kill();
    await load.answered(ANSWERS);
    await redis.restart();
  },
  async function flooding({ client }, load) {
    // Each of them holds up everybody else for longer than a gateway waits.
    const held = [1, 2, 3].map(() => client.eval(busy, 0, 2 * TIMEOUT));
    const flood = Array.from({ length: 5000 }, (_, index) => client.set(`flood:${index}`, "x".repeat(10_000)));
    await load.answered(ANSWERS);
    await Promise.all([...held, ...flood]);
  },
  async function hangingUp({ client }, load) {
    for (let times = 0; times < 5; times++) {
      await client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      await load.answered(ANSWERS / 4);
    }
  },
  async function restarting(redis, load) {
    for (let times = 0; times < 3; times++) {
      await redis.kill();
      await redis.restart();
      await load.answered(ANSWERS / 4);
    }
  },
];

/** Does nothing for so many milliseconds. */
const busy = `
local begun = redis.call('TIME')
repeat
  local now = redis.call('TIME')
until (now[1] - begun[1]) * 1000 + (now[2] - begun[2]) / 1000 > tonumber(ARGV[1])
`;

/** What clients do all the while, and what was wrong with what they got. */
class Load {
  readonly faults: string[] = [];
  degraded = 0;
  slowest = 0;
  readonly #gateways: Gateways;
  #answers = 0;
  /** Gateways that gave an unmarked answer since the last trouble. */
  readonly #recovered = new Set<number>();
  #isStopped = false;
  #waiting: (() => void)[] = [];

  constructor(gateways: Gateways) {
    this.#gateways = gateways;
  }

  /** Resolves when so many more answers have come. */
  async answered(count: number): Promise<void> {
    const goal = this.#answers + count;
    while (this.#answers < goal) await this.#nextAnswer();
  }

  /** Resolves when each gateway has reached Redis again. */
  async recovered(): Promise<void> {
    this.#recovered.clear();
    while (this.#recovered.size < this.#gateways.clients.length) await this.#nextAnswer();
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** One client with a session of its own, one request after the other. */
  async client(session: string): Promise<void> {
    const random = new Random(seedOf(session));
    const known = new Knowledge(session);
    for (let index = 0; !this.#isStopped; index++) {
      const way = random.integer(0, this.#gateways.clients.length - 1);
      const id = random.integer(1, 3);
      const title = `${session}n${index}`;
      const isWrite = random.next() < 0.3;
      const line = isWrite ? `PUT /tasks/${id}` : random.next() < 0.5 ? `GET /tasks/${id}` : "GET /tasks?limit=100";
      const reply = await this.#gateways.clients[way]?.send(
        line,
        { "x-session-id": session },
        isWrite ? { title } : undefined,
      );
      if (reply) this.#note(reply, way, known.judge(reply, isWrite ? { id, title } : undefined), line);
    }
  }

  #note(reply: Reply, way: number, faults: readonly string[], line: string): void {
    this.#answers++;
    if (isMarked(reply)) this.degraded++;
    else this.#recovered.add(way);
    this.slowest = Math.max(this.slowest, reply.ended - reply.begun);
    this.faults.push(...faults.map((fault) => `${line}: ${reply.status} ${fault}`));
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #nextAnswer(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function isMarked({ headers }: Reply): boolean {
  return headers["x-helix-degraded"] === "redis";
}

/** What a client knows of its session: what each task that it wrote may be called. */
class Knowledge {
  readonly #session: string;
  readonly #titles = new Map<number, Set<string>>();

  constructor(session: string) {
    this.#session = session;
  }

  judge(reply: Reply, written: Task | undefined): string[] {
    if (reply.status !== 200 && reply.status !== 201) return [`is no status of a success: ${reply.text}`];
    if (reply.headers["x-helix-session"] !== this.#session) return ["is another session's answer"];
    if (written) this.#learn(written, isMarked(reply));
    const body = JSON.parse(reply.text) as JsonValue;
    const tasks = [body].flat() as unknown as Task[];
    const faults = tasks.flatMap((one) => this.#faultsOf(one, isMarked(reply)));
    return !written || tasks[0]?.title === written.title ? faults : [...faults, "does not show what was written"];
  }

  #faultsOf(one: Task, isMarked: boolean): string[] {
    const { id, title } = one;
    const text = JSON.stringify(one);
    if (!accepts(one)) return [`is invalid: ${text}`];
    if (/^s\d+n/.test(title) && !title.startsWith(`${this.#session}n`)) return [`shows another session's: ${text}`];
    const possible = this.#titles.get(id);
    // What is not marked is the latest that was acknowledged, or a later write of which nobody knows what became of it.
    const isLatest = isMarked || !possible || possible.has(title) || id > 3;
    return isLatest ? [] : [`shows ${text}, not one of ${[...possible]}`];
  }

  #learn({ id, title }: Task, isMarked: boolean): void {
    const known = this.#titles.get(id);
    if (isMarked && !known) return;
    this.#titles.set(id, new Set(isMarked ? [...(known ?? []), title] : [title]));
  }
}
