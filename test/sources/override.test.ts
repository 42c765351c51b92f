import { expect } from "chai";
import type { Violation } from "../../src/base/violation.ts";
import type { OverrideHandler } from "../../src/sources/overrides/definition.ts";
import type { Override } from "../../src/sources/overrides/override.ts";
import { Overrides } from "../../src/sources/overrides/overrides.ts";
import { readDefinition } from "../../src/sources/overrides/read-definition.ts";
import { OverrideError } from "../../src/sources/overrides/violation.ts";
import { contractOf, jsonBody, pathParameter, queryParameter } from "../helpers/contract.ts";
import { type Client, clientOf, sessionsInMemory } from "../helpers/gateway.ts";

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: {
    id: { type: "integer" },
    name: { type: "string", minLength: 2 },
    tags: { type: "array", items: { type: "string" } },
  },
};

const json = (schema: object): object => ({ content: { "application/json": { schema } } });

const paths = {
  "/pets": {
    get: {
      operationId: "listPets",
      parameters: [queryParameter("limit")],
      responses: { 200: { description: "", ...json({ type: "array", items: pet }) } },
    },
    post: {
      operationId: "createPet",
      ...jsonBody(pet),
      responses: { 201: { description: "", ...json(pet) } },
    },
  },
  "/pets/{petId}": {
    parameters: [pathParameter("petId")],
    get: {
      operationId: "getPet",
      responses: {
        200: {
          description: "",
          headers: { "X-Rate-Limit": { schema: { type: "integer" } } },
          content: { "application/json": { schema: pet }, "text/plain": { schema: { type: "string", minLength: 3 } } },
        },
        404: {
          description: "",
          ...json({ type: "object", required: ["code"], properties: { code: { type: "string" } } }),
        },
      },
    },
    delete: { responses: { 204: { description: "" } } },
  },
};

describe("overrides", () => {
  let overrides: Overrides;
  let client: Client;
  let bugs: unknown[];

  beforeEach(async () => {
    overrides = new Overrides();
    bugs = [];
    client = await clientOf(paths, { overrides, onBug: (error) => bugs.push(error) });
  });

  it("answer with what they fix, and with nothing of anybody's session", async () => {
    const sessions = sessionsInMemory();
    client = await clientOf(paths, { overrides, sessions });
    set({ operation: "createPet", body: { id: 5, name: "Rex" } });

    const answer = await client("POST /pets", { body: { id: 1, name: "Tom" } });

    expect(answer.status).to.equal(201);
    expect(answer.json).to.deep.equal({ id: 5, name: "Rex" });
    expect(answer.headers).to.include({ "x-helix-source": "override; o1", "content-type": "application/json" });
    expect(answer.headers).not.to.have.property("x-helix-unchecked");
    expect(sessions.list()).to.deep.equal([]);
  });

  it("name their operation by its id or by its method and path", async () => {
    for (const operation of ["getPet", "GET /pets/{petId}", "get /pets/{petId}"]) {
      const { id } = set({ operation, body: { id: 5, name: "Rex" } });
      expect((await client("GET /pets/1")).json).to.deep.equal({ id: 5, name: "Rex" });
      overrides.remove(id);
    }

    expect(refused({ operation: "getPets" })[0]?.message).to.match(/^"getPets" is no operation: did you mean "getPet"/);
    expect((await client("GET /pets/1")).headers["x-helix-source"]).to.equal("entities");
  });

  it("leave the rest of the answer to its declaration", async () => {
    set({ operation: "getPet", status: 404 });

    const answer = await client("GET /pets/1");

    expect(answer.status).to.equal(404);
    expect(answer.json["code"]).to.be.a("string");
    expect(answer.headers["x-helix-source"]).to.equal("override; o1");
  });

  it("answer requests that match in path, query, header fields and body, of which objects may have more", async () => {
    const body = { id: 5, name: "Rex" };
    set({ operation: "getPet", match: { path: { petId: 7 }, header: { "X-Test": "a" }, query: { q: "1" } }, body });
    set({ operation: "createPet", match: { body: { name: "Tom", tags: ["x"] } }, body });
    const isFixed = async (line: string, sent = {}): Promise<boolean> =>
      (await client(line, sent)).headers["x-helix-source"]?.startsWith("override") ?? false;

    expect(await isFixed("GET /pets/7?q=1&z=2", { headers: { "x-test": "a" } })).to.equal(true);
    expect(await isFixed("GET /pets/7?q=1", { headers: { "x-test": "b" } })).to.equal(false);
    expect(await isFixed("GET /pets/7", { headers: { "x-test": "a" } })).to.equal(false);
    expect(await isFixed("GET /pets/8?q=1", { headers: { "x-test": "a" } })).to.equal(false);
    expect(await isFixed("POST /pets", { body: { id: 1, name: "Tom", tags: ["x"] } })).to.equal(true);
    expect(await isFixed("POST /pets", { body: { id: 1, name: "Tom", tags: ["x", "y"] } })).to.equal(false);
    expect(await isFixed("POST /pets", { body: { id: 1, name: "Tim", tags: ["x"] } })).to.equal(false);
  });

  it("are used up after so many times, and go through their sequence to the last", async () => {
    set({ operation: "getPet", times: 1, status: 404, body: { code: "once" } });
    set({ operation: "listPets", sequence: [{ body: [] }, { status: 500 }, { body: [{ id: 1, name: "Al" }] }] });

    const pets = [await client("GET /pets/1"), await client("GET /pets/1")];
    const lists = [];
    for (let turn = 0; turn < 4; turn++) lists.push(await client("GET /pets"));

    expect(pets.map(({ status }) => status)).to.deep.equal([404, 200]);
    expect(overrides.get("o1")).to.include({ uses: 1, isUsedUp: true });
    expect(lists.map(({ status }) => status)).to.deep.equal([200, 500, 200, 200]);
    expect(lists[1]?.headers["content-type"]).to.equal("application/problem+json");
    expect(lists[3]?.text).to.equal('[{"id":1,"name":"Al"}]');
  });

  it("answer in one session only where they are bound to it; the last one set comes first", async () => {
    set({ operation: "getPet", status: 404, body: { code: "all" } });
    set({ operation: "getPet", session: "mia", status: 404, body: { code: "mia" } });

    const [all, mia] = [
      await client("GET /pets/1"),
      await client("GET /pets/1", { headers: { "x-session-id": "mia" } }),
    ];

    expect([all.json["code"], mia.json["code"]]).to.deep.equal(["all", "mia"]);
  });

  it("are never remembered, and make the gateway forget what it said before", async () => {
    const { exchange } = await client("GET /pets/1");
    const before = overrides.revision;
    set({ operation: "getPet", status: 404 });

    expect(exchange.replayable()).to.equal(true);
    expect(overrides.revision).not.to.equal(before);
    expect((await client("GET /pets/1")).exchange.replayable()).to.equal(false);
  });

  it("are refused where the contract rejects them, with the place", () => {
    const violations = refused({
      operation: "getPet",
      match: { path: { id: 7 } },
      headers: { "x-rate-limit": "many", "Content-Length": 3 },
      body: { id: "5", name: "R" },
    });

    expect(violations.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).to.deep.equal([
      "/match/path/id enum",
      "/headers/x-rate-limit type",
      "/headers/Content-Length name",
      "/body/id type",
      "/body/name minLength",
    ]);
    expect(new Set(violations.map(({ code }) => code))).to.deep.equal(new Set(["override-invalid"]));
  });

  for (const [what, definition, place] of [
    ["a status that is not declared", { status: 418 }, "/status enum"],
    ["a body where none can be", { operation: "DELETE /pets/{petId}", body: {} }, "/body content"],
    [
      "a type that is not declared",
      { headers: { "content-type": "text/csv" }, body: "a" },
      "/headers/Content-Type enum",
    ],
    ["a text that its own type rejects", { headers: { "content-type": "text/plain" }, body: "a" }, "/body minLength"],
    ["members that it does not have", { statsu: 200 }, " additionalProperties"],
    ["a header that would split the answer", { headers: { "X-A": "a\r\nb" } }, "/headers/X-A value"],
    ["a body beside a sequence", { body: {}, sequence: [{}] }, "/body sequence"],
    ["one invalid answer of many", { sequence: [{ status: 404 }, { body: 1 }] }, "/sequence/1/body type"],
  ] as const) {
    it(`are refused for ${what}`, () => {
      const found = refused({ operation: "getPet", ...definition });
      expect(found.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).to.deep.equal([place]);
    });
  }

  it("may answer by HTTP's own statuses without a declaration", async () => {
    set({ operation: "listPets", status: 429, headers: { "Retry-After": 3 }, body: { why: "slow down" } });

    const answer = await client("GET /pets");

    expect(answer.status).to.equal(429);
    expect(answer.headers).to.include({ "retry-after": "3", "content-type": "application/json" });
    expect(answer.json).to.deep.equal({ why: "slow down" });
  });

  it("are sent as another declared type, with typed headers", async () => {
    set({ operation: "getPet", headers: { "Content-Type": "text/plain", "x-rate-limit": "7" }, body: "Rex" });

    const answer = await client("GET /pets/1");

    expect(answer.text).to.equal("Rex");
    expect(answer.headers).to.include({ "content-type": "text/plain; charset=utf-8", "x-rate-limit": "7" });
  });

  it("leave unchecked with strict: false only, and say so", async () => {
    set({ operation: "getPet", strict: false, status: 418, body: { id: "none" } });
    const answer = await client("GET /pets/1");

    expect(answer.status).to.equal(418);
    expect(answer.json).to.deep.equal({ id: "none" });
    expect(answer.headers["x-helix-unchecked"]).to.equal("override");
    expect(refused({ operation: "getPet", strict: false, status: 204, body: 1 })).to.have.length(1);
    expect(refused({ operation: "getPet", strict: false, headers: { "X-A": "\n" } })).to.have.length(1);
  });

  it("come before what a request prefers, and do not claim otherwise", async () => {
    set({ operation: "getPet", body: { id: 5, name: "Rex" } });

    const answer = await client("GET /pets/1", { headers: { prefer: "code=404, seed=3" } });

    expect(answer.status).to.equal(200);
    expect(answer.headers["preference-applied"]).to.equal("seed=3");
  });

  it("do not hide what is wrong with a request", async () => {
    set({ operation: "createPet", body: { id: 5, name: "Rex" } });

    expect((await client("POST /pets", { body: { id: 1 } })).status).to.equal(422);
    expect(overrides.get("o1")?.uses).to.equal(0);
  });

  it("may be made by a handler, whose answers are checked as well", async () => {
    const handler: OverrideHandler = async ({ parameters, session }) => {
      const { petId } = parameters.path;
      return petId === 9
        ? { body: { id: "nine", name: "" } }
        : { body: { id: petId as number, name: `Pet of ${session}` } };
    };
    overrides.add({ definition: { operation: "getPet" }, handler, origin: "library" });

    const [good, bad] = [await client("GET /pets/3"), await client("GET /pets/9")];

    expect(good.json).to.deep.equal({ id: 3, name: "Pet of default" });
    expect(bad.status).to.equal(500);
    expect(bad.json["type"]).to.equal("/_helix/problems/override-handler");
    expect(bad.json["detail"]).to.match(
      /^the handler of the override o1 for getPet gave an answer .*\/body\/id must be/,
    );
    expect(bugs).to.have.length(1);
  });

  it("tell of a handler that throws, with its own stack in the log", async () => {
    const handler: OverrideHandler = function handleRex() {
      throw new RangeError("no such dog");
    };
    overrides.add({ definition: { operation: "getPet" }, handler, origin: "library" });

    const answer = await client("GET /pets/3");

    expect(answer.status).to.equal(500);
    expect(answer.json["detail"]).to.equal("the handler of the override o1 for getPet threw: no such dog");
    expect((bugs[0] as Error).stack).to.include("handleRex");
  });

  it("go off with a contract that they do not fit any more, and on again with one that they do", async () => {
    set({ operation: "getPet", body: { id: 5, name: "Rex" } });
    const other = await contractOf({ "/cats": { get: { responses: { 204: { description: "" } } } } });

    const off = overrides.refit([other]);
    const on = overrides.refit([await contractOf(paths)]);

    expect(off.map(({ override, isOn }) => [override.id, isOn])).to.deep.equal([["o1", false]]);
    expect(on.map(({ isOn }) => isOn)).to.deep.equal([true]);
  });

  it("count nothing where several processes answer", async () => {
    overrides = new Overrides({ countsUses: false });
    overrides.refit([await contractOf(paths)]);

    expect(refused({ operation: "getPet", times: 2 }).map(({ instancePath }) => instancePath)).to.deep.equal([
      "/times",
    ]);
    expect(refused({ operation: "getPet", sequence: [{}] })[0]?.message).to.include("--workers 1");
    expect(set({ operation: "getPet" }).violations).to.deep.equal([]);
  });

  function set(definition: object): Override {
    return overrides.add({ definition: readDefinition(definition), origin: "control-plane" });
  }

  function refused(definition: object): readonly Violation[] {
    try {
      set(definition);
    } catch (error) {
      if (error instanceof OverrideError) return error.violations;
      throw error;
    }
    throw new Error("the override was set");
  }
});
