import { randomUUID } from "node:crypto";
import { own } from "../../base/json.ts";
import type { ProblemDetails } from "../../base/problem.ts";
import { type Done, inTime } from "../../session/in-time.ts";
import { StoreAwayError } from "../../session/session-error.ts";
import { summaryOf } from "../../session/sessions.ts";
import { type SessionSnapshot, SessionState, type Write } from "../../session/state.ts";
import { INTENT } from "../../sources/ai/intent.ts";
import { type Seeding, seedWrites } from "../../sources/entities/seed.ts";
import type { ControlOptions } from "./options.ts";
import { notShared } from "./refusal.ts";
import { type ControlRoute, done, json, pathText, type Reply } from "./route.ts";

/** What clients have written: looked at, taken along, put back, laid out. */
export function sessionRoutes(options: ControlOptions): readonly ControlRoute[] {
  const { sessions } = options;
  return [
    { method: "get", path: "/sessions", answer: async () => json(await sessions.list()) },
    { method: "post", path: "/sessions", answer: kept(options, ({ body }) => create(body, options)) },
    {
      method: "get",
      path: "/sessions/{id}",
      answer: async (call) => json(contentOf(pathText(call, "id"), await stateOf(pathText(call, "id"), options))),
    },
    {
      method: "put",
      path: "/sessions/{id}",
      answer: kept(options, async (call) => {
        const id = pathText(call, "id");
        await sessions.replace(id, call.body as SessionSnapshot);
        return json(summaryOf(id, await stateOf(id, options)));
      }),
    },
    { method: "delete", path: "/sessions/{id}", answer: async (call) => reset(options, pathText(call, "id")) },
    { method: "post", path: "/sessions/{id}/reset", answer: async (call) => reset(options, pathText(call, "id")) },
    {
      method: "get",
      path: "/sessions/{id}/export",
      answer: async (call) => json((await stateOf(pathText(call, "id"), options)).snapshot()),
    },
    {
      method: "get",
      path: "/sessions/{id}/intent",
      answer: async (call) => json(intentOf(await stateOf(pathText(call, "id"), options))),
    },
    {
      method: "put",
      path: "/sessions/{id}/intent",
      answer: kept(options, async (call) => {
        const intent = own(call.body, "intent") as string;
        await write(pathText(call, "id"), [{ kind: "told", ...INTENT, value: intent }], options);
        return json({ intent });
      }),
    },
    {
      method: "post",
      path: "/sessions/{id}/entities",
      answer: kept(options, (call) => seed(pathText(call, "id"), call.body as Seeding, options)),
    },
    { method: "post", path: "/reset", answer: async () => resetAll(options) },
  ];
}

function kept({ keepsSessions }: ControlOptions, answer: ControlRoute["answer"]): ControlRoute["answer"] {
  const remedy = "Serve from one process, or have them share a store.";
  return keepsSessions ? answer : () => ({ problem: notShared("What a session holds", remedy) });
}

async function create(body: unknown, { sessions }: ControlOptions): Promise<Reply> {
  const id = (own(body, "id") as string | undefined) ?? randomUUID();
  const from = own(body, "from") as string | undefined;
  if ((await stateOf(id, { sessions })).version !== 0) return { problem: exists(id) };
  const state = from === undefined ? new SessionState() : await stateOf(from, { sessions });
  await sessions.replace(id, state.snapshot());
  return json(summaryOf(id, await stateOf(id, { sessions })), 201, { Location: `/_helix/sessions/${id}` });
}

function exists(id: string): ProblemDetails {
  const detail = `The session ${JSON.stringify(id)} is there already. Reset it, or leave the id out for a new one.`;
  return { status: 409, code: "control-conflict", detail };
}

async function reset({ sessions }: ControlOptions, id: string): Promise<Reply> {
  await sessions.reset(id);
  return done;
}

/** Everything as it was at the start: nothing written, nothing fixed but by files, nothing asked. */
async function resetAll({ sessions, overrides, journal }: ControlOptions): Promise<Reply> {
  await sessions.reset();
  overrides.clear();
  journal.clear();
  return done;
}

async function seed(id: string, seeding: Seeding, { sessions, contracts }: ControlOptions): Promise<Reply> {
  const seeded = seedWrites(seeding, contracts());
  if ("violations" in seeded) {
    const { violations } = seeded;
    const detail = `Nothing was written: ${violations.map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ")}.`;
    return { problem: { status: 422, code: "seed-invalid", detail, violations } };
  }
  await write(id, seeded.writes, { sessions });
  return json(summaryOf(id, await stateOf(id, { sessions })), 201);
}

/** What all answers of a session shall be like, if a language model makes them. */
function intentOf(state: SessionState): object {
  return { intent: String(state.told(INTENT.place, INTENT.id) ?? "") };
}

/** @throws {StoreAwayError} where only this process would know of it */
async function write(
  id: string,
  writes: readonly Write[],
  { sessions }: Pick<ControlOptions, "sessions">,
): Promise<void> {
  const done = await inTime(sessions, { id }, (opened): Done => {
    if (opened.degraded !== undefined) throw new StoreAwayError(opened.degraded);
    return { writes };
  });
  if (done.degraded !== undefined) throw new StoreAwayError(done.degraded);
}

/** @throws {StoreAwayError} where it may not be as others see it */
async function stateOf(id: string, { sessions }: Pick<ControlOptions, "sessions">): Promise<SessionState> {
  const { state, degraded } = await sessions.open(id);
  if (degraded !== undefined) throw new StoreAwayError(degraded);
  return state;
}

/** A session with everything in it. */
function contentOf(id: string, state: SessionState): object {
  const { entities, writes } = state;
  const collections = state.snapshot().collections.map(({ collection, written, deleted }) => {
    return { collection, entities: written.map(({ entity }) => entity), deleted };
  });
  return { id, entities, writes, collections };
}
