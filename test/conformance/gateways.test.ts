import { expect } from "chai";
import { Random, seedOf } from "../../src/base/random.ts";
import { type Gateways, startGateways } from "../helpers/gateways.ts";
import type { HttpClient, Reply } from "../helpers/http-client.ts";
import { needsRedis, type RedisServer, startRedis } from "../helpers/redis-server.ts";
import { type Effect, isLinearizable, type Operation } from "./linearizable.ts";

const SESSIONS = 200;
const REQUESTS = 100;
/** Of one session, at the same time, each on whichever gateway comes. */
const CLIENTS = 4;
/** Sessions at the same time. */
const BESIDE = 20;

interface Task {
  readonly id: number;
  readonly title: string;
}

describe("three gateways with one Redis", () => {
  let redis: RedisServer;
  let gateways: Gateways;

  before(needsRedis);
  before(async () => {
    redis = await startRedis();
    // A busy machine is no reason to answer without Redis here.
    gateways = await startGateways(3, redis.url, "--redis-timeout", "30s");
  });
  after(async () => {
    await gateways?.close();
    await redis?.close();
  });

  it(`give each of ${SESSIONS} sessions one history, and no other's entities`, async () => {
    const [first] = gateways.clients;
    const natives = (JSON.parse((await first?.send("GET /tasks?limit=100"))?.text ?? "") as Task[]).slice(0, 4);
    const names = Array.from({ length: SESSIONS }, (_, index) => `s${index}`);
    const histories: History[] = [];
    const next = names.values();
    await Promise.all(
      Array.from({ length: BESIDE }, async () => {
        for (const name of next) histories.push(await lived(name, natives, gateways.clients));
      }),
    );

    const requests = histories.flatMap(({ replies }) => replies);
    expect(requests).to.have.lengthOf(SESSIONS * REQUESTS);
    expect(requests.filter(({ status }) => ![200, 201, 204, 404].includes(status))).to.deep.equal([]);
    expect(requests.filter(({ headers }) => headers["x-helix-degraded"] !== undefined)).to.deep.equal([]);
    expect(gateways.complaints()).to.equal("");
    for (const history of histories) history.check();
  }).timeout(150_000);
});

/** What happened in one session. */
class History {
  readonly replies: Reply[] = [];
  readonly name: string;
  readonly #natives: ReadonlyMap<number, string>;
  readonly #created = new Set<number>();
  readonly #operations = new Map<number, Operation[]>();
  readonly #lists: { readonly reply: Reply; readonly titles: ReadonlyMap<number, string> }[] = [];

  constructor(name: string, natives: readonly Task[]) {
    this.name = name;
    this.#natives = new Map(natives.map(({ id, title }) => [id, title]));
  }

  /** Tasks that a request may be about. */
  get ids(): readonly number[] {
    return [...this.#natives.keys(), ...this.#created];
  }

  note(id: number, { begun, ended }: Reply, effect: Effect): void {
    const known = this.#operations.get(id) ?? [];
    this.#operations.set(id, [...known, { begun, ended, effect }]);
  }

  create(id: number, title: string, reply: Reply): void {
    expect(this.#created.has(id), `${this.name} has created ${id} twice`).to.equal(false);
    this.#created.add(id);
    this.note(id, reply, { kind: "write", value: title, wasThere: false });
  }

  /** A list shows or lacks each task. */
  list(reply: Reply): void {
    const tasks = JSON.parse(reply.text) as Task[];
    const titles = new Map(tasks.map(({ id, title }) => [id, title]));
    this.#lists.push({ reply, titles });
  }

  check(): void {
    for (const { reply, titles } of this.#lists) {
      for (const id of this.ids) this.note(id, reply, { kind: "read", seen: titles.get(id) });
      const foreign = [...titles.values()].filter(
        (title) => /^s\d+c/.test(title) && !title.startsWith(`${this.name}c`),
      );
      expect(foreign, `another's tasks in ${this.name}`).to.deep.equal([]);
    }
    for (const [id, operations] of this.#operations) {
      const isOne = isLinearizable(operations, this.#natives.get(id));
      expect(isOne, `${this.name}, task ${id}: ${JSON.stringify(operations)}`).to.equal(true);
    }
  }
}

async function lived(name: string, natives: readonly Task[], ways: readonly HttpClient[]): Promise<History> {
  const history = new History(name, natives);
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const random = new Random(seedOf(`${name} ${client}`));
    for (let index = 0; index < REQUESTS / CLIENTS; index++) {
      await act({ history, random, title: `${name}c${client}n${index}`, send: sender(history, random.pick(ways)) });
    }
  });
  await Promise.all(clients);
  return history;
}

interface Turn {
  readonly history: History;
  readonly random: Random;
  /** That nobody else writes. */
  readonly title: string;
  readonly send: (line: string, body?: unknown) => Promise<Reply>;
}

function sender(history: History, way: HttpClient): Turn["send"] {
  return async (line, body) => {
    const reply = await way.send(line, { "x-session-id": history.name }, body);
    history.replies.push(reply);
    return reply;
  };
}

/** One request, of any kind. */
async function act(turn: Turn): Promise<void> {
  const { history, random } = turn;
  const id = random.pick(history.ids);
  await random.pick(acts)(turn, id);
}

const acts: readonly ((turn: Turn, id: number) => Promise<void>)[] = [
  async ({ history, title, send }) => {
    const reply = await send("POST /tasks", { title });
    history.create(taskIn(reply).id, title, reply);
  },
  async ({ history, send }) => {
    history.list(await send("GET /tasks?limit=200"));
  },
  async ({ history, send }, id) => {
    const reply = await send(`GET /tasks/${id}`);
    history.note(id, reply, { kind: "read", seen: reply.status === 404 ? undefined : taskIn(reply).title });
  },
  async ({ history, title, send }, id) => {
    const reply = await send(`PUT /tasks/${id}`, { title });
    history.note(id, reply, { kind: "write", value: title, wasThere: reply.status === 200 });
  },
  async ({ history, title, send }, id) => {
    const reply = await send(`PATCH /tasks/${id}`, { title });
    const isGone = reply.status === 404;
    history.note(
      id,
      reply,
      isGone ? { kind: "read", seen: undefined } : { kind: "write", value: title, wasThere: true },
    );
  },
  async ({ history, send }, id) => {
    const reply = await send(`DELETE /tasks/${id}`);
    history.note(id, reply, { kind: "delete", wasThere: reply.status === 204 });
  },
];

function taskIn({ text }: Reply): Task {
  return JSON.parse(text) as Task;
}
