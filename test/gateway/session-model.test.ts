import { expect } from "chai";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../src/base/json.ts";
import { type Answer, type Client, clientOf } from "../helpers/gateway.ts";
import { paths } from "../helpers/tasks.ts";

/** What a session should be: its tasks in the order of their list, and the ids that lead nowhere. */
interface Model {
  readonly tasks: Map<number, JsonObject>;
  readonly deleted: Set<number>;
  /** Newest first. */
  order: number[];
}

type Models = ReadonlyMap<string, Model>;

/** One request in one of the sessions; the task is one of those that are there, or one that is not. */
interface Step {
  readonly session: string;
  readonly act: "create" | "get" | "put" | "patch" | "delete";
  readonly which: number;
  readonly body: JsonObject;
}

const text = fc.stringMatching(/^[a-z]{1,9}$/);
const size = fc.record({ width: fc.nat(9), height: fc.nat(9) }, { requiredKeys: [] });
const body = fc.record({ title: text, done: fc.boolean(), note: fc.option(text), size }, { requiredKeys: ["title"] });
const step: fc.Arbitrary<Step> = fc.record({
  session: fc.constantFrom("a", "b"),
  act: fc.constantFrom("create", "get", "put", "patch", "delete"),
  which: fc.nat(40),
  body: body as fc.Arbitrary<JsonObject>,
});

describe("sessions beside a plain model", () => {
  it("have the same to show after any requests, in any order, in any of them", async () => {
    const { json } = await tasksOf(await clientOf(paths), "none");
    const natives = json as readonly JsonObject[];

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const ask = await clientOf(paths);
        const models: Models = new Map(["a", "b"].map((session) => [session, modelOf(natives)]));
        for (const one of steps) await follow(ask, one, models.get(one.session) as Model);
        for (const [session, { tasks, order }] of models) {
          const listed = await tasksOf(ask, session);
          expect(listed.json).to.deep.equal(order.map((id) => tasks.get(id)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function modelOf(natives: readonly JsonObject[]): Model {
  const tasks = new Map(natives.map((native) => [native["id"] as number, native]));
  return { tasks, deleted: new Set(), order: [...tasks.keys()] };
}

async function follow(ask: Client, { session, act, which, body }: Step, model: Model): Promise<void> {
  const headers = { "x-session-id": session };
  const id = model.order[which] ?? 1000 + which;
  switch (act) {
    case "create":
      return created(await ask("POST /tasks", { headers, body }), body, model);
    case "delete":
      return deleted(await ask(`DELETE /tasks/${id}`, { headers }), id, model);
    case "get":
      return shown(await ask(`GET /tasks/${id}`, { headers }), id, model);
    case "put":
      return replaced(await ask(`PUT /tasks/${id}`, { headers, body }), id, body, model);
    case "patch":
      return patched(await ask(`PATCH /tasks/${id}`, { headers, body }), id, body, model);
  }
}

function created({ status, json }: Answer, body: JsonObject, model: Model): void {
  expect(status).to.equal(201);
  expect(json).to.deep.include(body);
  expect(model.order).to.not.include(json["id"]);
  place(model, json["id"] as number, json);
}

function deleted({ status }: Answer, id: number, model: Model): void {
  expect(status).to.equal(model.deleted.has(id) ? 404 : 204);
  model.tasks.delete(id);
  model.deleted.add(id);
  model.order = model.order.filter((one) => one !== id);
}

function shown({ status, json }: Answer, id: number, { tasks, deleted }: Model): void {
  expect(status).to.equal(deleted.has(id) ? 404 : 200);
  if (tasks.has(id)) expect(json).to.deep.equal(tasks.get(id));
}

function replaced({ status, json }: Answer, id: number, body: JsonObject, model: Model): void {
  expect(status).to.equal(model.tasks.has(id) ? 200 : 201);
  expect(json).to.deep.equal({ id, ...body });
  place(model, id, json);
}

function patched({ status, json }: Answer, id: number, body: JsonObject, model: Model): void {
  expect(status).to.equal(model.deleted.has(id) ? 404 : 200);
  if (model.deleted.has(id)) return;
  const before = model.tasks.get(id);
  if (before) expect(json).to.deep.equal(merged(before, body));
  else expect(json).to.deep.include({ id, title: body["title"] });
  place(model, id, json);
}

/** What was not there comes first. */
function place(model: Model, id: number, value: JsonObject): void {
  if (!model.tasks.has(id)) model.order = [id, ...model.order];
  model.tasks.set(id, value);
  model.deleted.delete(id);
}

/** RFC 7396, where `note` may be null. */
function merged(before: JsonObject, changes: JsonObject): JsonObject {
  const size = changes["size"] as JsonObject | undefined;
  const parts = size && { size: { ...(before["size"] as JsonObject), ...size } };
  return { ...before, ...changes, ...(parts as Record<string, JsonValue> | undefined) };
}

async function tasksOf(ask: Client, session: string): Promise<{ json: JsonValue }> {
  const { text: found } = await ask("GET /tasks?limit=100", { headers: { "x-session-id": session } });
  return { json: JSON.parse(found) };
}
