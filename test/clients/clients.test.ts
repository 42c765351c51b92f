import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { responseSchemas } from "../corpus/examine.ts";
import { openDocument } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import { readOperations } from "../corpus/judge/operations.ts";
import { type Call, callsFor } from "./calls.ts";
import type { ClientKind, Settled } from "./client.ts";
import { type Bench, type Driven, drive } from "./drive.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import { openTap, type Tap } from "./tap.ts";

const pet = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const source = {
  openapi: "3.0.3",
  info: { title: "Pets", version: "1.0.0" },
  paths: {
    "/pets": {
      get: {
        parameters: [{ name: "limit", in: "query", schema: { type: "integer", minimum: 1 } }],
        responses: { "200": { description: "A pet", content: { "application/json": { schema: pet } } } },
      },
    },
  },
};

describe("calls of generated clients", () => {
  let server: Server;
  let tap: Tap;
  let bench: Bench;
  let calls: Call[];
  let status: number;
  let body: string;

  before(async () => {
    const answer = (_: unknown, response: import("node:http").ServerResponse) => {
      const own = { "x-helix-source": "generated", "x-helix-operation": "GET /pets", "x-helix-seed": "1" };
      response.writeHead(status, { "content-type": "application/json", "x-request-id": "1", ...own }).end(body);
    };
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    tap = await openTap(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const document = openDocument(source);
    const operations = readOperations(document);
    bench = { document, tap, judge: judgeFor(document, "response", operations.flatMap(responseSchemas)) };
    calls = await callsFor(document, operations);
  });

  beforeEach(() => {
    status = 200;
    body = '{"id":7}';
  });

  after(async () => {
    await tap.close();
    server.close();
  });

  const ask = async (): Promise<unknown> => (await fetch(`${tap.origin}/pets`)).json();
  const driven = (run: () => Promise<Settled>, kind: ClientKind = openapiFetch): Promise<Driven> =>
    drive(bench, kind, calls[0] as Call, run);
  const kinds = ({ failures }: Driven): string[] => failures.map(({ kind }) => kind);

  it("are made with what is required, and with everything where that is more", () => {
    expect(calls.map(({ label, query }) => [label, query])).to.deep.equal([
      ["GET /pets, required", {}],
      ["GET /pets, full", { limit: 1 }],
    ]);
  });

  it("succeed where the client hands out what was sent", async () => {
    expect(await driven(async () => ({ data: await ask() }))).to.deep.equal({ failures: [], isAnswerValid: true });
  });

  it("fail where the client hands out something else", async () => {
    const outcome = await driven(async () => {
      await ask();
      return { data: { id: 8 } };
    });

    expect(kinds(outcome)).to.deep.equal(["data"]);
  });

  it("fail where the client throws, sends nothing, or cannot be called", async () => {
    const outcomes = [
      await driven(async () => Promise.reject(new Error("no"))),
      await driven(async () => ({})),
      await drive(bench, openapiFetch, calls[0] as Call, new Error("no function")),
    ];

    expect(outcomes.map(kinds)).to.deep.equal([["client"], ["client"], ["generator"]]);
    expect(outcomes.map(({ isAnswerValid }) => isAnswerValid)).to.deep.equal([true, true, true]);
  });

  it("fail where the answer breaks the contract, and then it is not the client's doing", async () => {
    body = '{"id":"seven"}';

    const outcome = await driven(async () => ({ data: await ask() }));

    expect(new Set(kinds(outcome))).to.deep.equal(new Set(["answer"]));
    expect(outcome.isAnswerValid).to.equal(false);
  });

  it("fail where the request is refused", async () => {
    status = 422;

    const outcome = await driven(async () => ({ error: await ask() }));

    expect(kinds(outcome)).to.deep.equal(["refused", "client"]);
    expect(outcome.isAnswerValid).to.equal(false);
  });

  it("fail where a client that should parse answers takes anything", async () => {
    const parsing = { ...openapiFetch, parsesAnswers: true };
    const strict = async (): Promise<Settled> => {
      const data = await ask();
      if (typeof data !== "object") throw new Error("no object");
      return { data };
    };

    expect(kinds(await driven(async () => ({ data: await ask() }), parsing))).to.deep.equal(["unparsed"]);
    expect(kinds(await driven(strict, parsing))).to.deep.equal([]);
  });
});
