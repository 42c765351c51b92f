import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect } from "chai";
import { examine } from "./examine.ts";
import type { Outcome } from "./outcome.ts";

const DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Examined", version: "1" },
  servers: [{ url: "https://api.example/v1" }],
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
  paths: {
    "/pets/{id}": {
      put: {
        operationId: "putPet",
        security: [{ key: [] }],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "mode", in: "query", required: true, schema: { type: "string", enum: ["a", "b"] } },
        ],
        requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/x" } } } },
        responses: {
          200: {
            description: "",
            headers: { "X-Count": { required: true, schema: { type: "integer" } } },
            content: { "application/json": { schema: { type: "object", required: ["name"] } } },
          },
          204: { description: "" },
          422: { description: "", content: { "application/json": { schema: { required: ["why"], type: "object" } } } },
        },
      },
    },
  },
};

/** What the server under examination does; each member is one way to go wrong. */
interface Manners {
  readonly body?: string;
  readonly type?: string;
  readonly status?: number;
  readonly count?: string | null;
  readonly operation?: string;
  readonly accepts?: boolean;
  readonly refusal?: string;
  readonly emptyBody?: string;
  readonly throws?: boolean;
  /** Who is said to have answered. */
  readonly source?: string;
  /** What is declared for 200. */
  readonly content?: object;
  /** Parameters beside those of the document. */
  readonly parameters?: readonly object[];
}

describe("examine", () => {
  it("finds nothing wrong with a server that keeps its contract", async () => {
    const outcomes = await examined({});

    expect(kinds(outcomes)).to.deep.equal([]);
    expect(outcomes.map(({ ask }) => ask)).to.include.members(["plain", "code=200 application/json", "code=204"]);
    expect(outcomes.filter(({ isInvalid }) => isInvalid).length).to.be.at.least(4);
    expect(outcomes.filter(({ lenient }) => lenient)).to.deep.equal([]);
  });

  for (const [fault, manners, kind] of [
    ["a body that the schema rejects", { body: "{}" }, "invalid body"],
    ["a body that is not JSON", { body: "<x/>" }, "invalid body"],
    ["an undeclared content type", { type: "text/html" }, "undeclared type"],
    ["another status than the one asked for", { status: 201 }, "status"],
    ["a missing required header", { count: null }, "header"],
    ["a header that its schema rejects", { count: "many" }, "header"],
    ["a body with 204", { emptyBody: "x" }, "stray body"],
    ["another operation", { operation: "getPet" }, "routing"],
    ["a server error", { status: 500 }, "server error"],
    ["an invalid request that is accepted", { accepts: true }, "not refused"],
    ["a refusal that its schema rejects", { refusal: "{}" }, "invalid body"],
    ["an exception", { throws: true }, "crash"],
  ] as const) {
    it(`finds ${fault}`, async () => {
      expect(kinds(await examined(manners))).to.include(kind);
    });
  }

  it("tells apart answers that differ in their bytes", async () => {
    const [one] = await examined({});
    const [same] = await examined({});
    const [other] = await examined({ body: '{"name": "else"}' });

    expect(one?.digest).to.equal(same?.digest);
    expect(one?.digest).to.not.equal(other?.digest);
  });

  it("takes 412 for an answer to a request with a condition only", async () => {
    const precondition = (name: string) => ({ name, in: "header", schema: { type: "string" } });
    const asks = async (extra: readonly object[]) => {
      const outcomes = await examined({ status: 412, source: "refusal", parameters: extra });
      const wrong = outcomes.filter(({ failures }) => failures.some(({ kind }) => kind === "valid request refused"));
      return wrong.map(({ ask }) => ask);
    };

    expect(await asks([])).to.include.members(["plain", "with everything optional"]);
    for (const name of ["If-Match", "If-None-Match"])
      expect(await asks([precondition(name)]))
        .to.include("plain")
        .and.to.not.include("with everything optional");
    expect(await asks([precondition("If-Modified-Since")])).to.include("with everything optional");
  });

  it("does not believe a proof that its own sampler refutes", async () => {
    const problem = JSON.stringify({ type: "/_helix/problems/schema-unsatisfiable", detail: "none exists" });
    const manners = { status: 500, body: problem, type: "application/problem+json", source: "refusal" };

    expect(kinds(await examined(manners))).to.include("false proof");
  });

  it("judges what was asked for by a range as the entry of its own type", async () => {
    const named = { schema: { type: "object", required: ["name"] } };
    const other = { schema: { type: "array" } };
    const asked = async (content: object) => {
      const outcomes = await examined({ content });
      return outcomes.filter(({ ask, failures }) => ask === "code=200 */*" && failures.length > 0).length;
    };

    expect(await asked({ "*/*": other, "application/json": named })).to.equal(0);
    expect(await asked({ "*/*": other, "application/*": named })).to.equal(0);
    expect(await asked({ "*/*": named, "application/json": other })).to.equal(1);
  });
});

async function examined(manners: Manners): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "judge-"));
  const path = join(folder, "openapi.json");
  const body = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
  writeFileSync(path, JSON.stringify({ ...documentWith(manners), components: { ...DOCUMENT.components, x: body } }));
  try {
    const outcomes: Outcome[] = [];
    for await (const outcome of examine("examined", path, serverWith(manners), { judging: true }))
      outcomes.push(outcome);
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function documentWith({ content, parameters = [] }: Manners): object {
  const { put } = DOCUMENT.paths["/pets/{id}"];
  const success = content === undefined ? put.responses[200] : { ...put.responses[200], content };
  const responses = { ...put.responses, 200: success };
  const operation = { ...put, parameters: [...put.parameters, ...parameters], responses };
  return { ...DOCUMENT, paths: { "/pets/{id}": { put: operation } } };
}

function serverWith(manners: Manners): (request: Request) => Promise<Response> {
  return async (request) => {
    if (manners.throws) throw new Error("out of order");
    const headers = headersOf(manners);
    const asked = /code=(\d+)/.exec(request.headers.get("prefer") ?? "")?.[1];
    const isRefused = asked === "422" || !(manners.accepts || (await isValid(request)));
    if (isRefused) return new Response(manners.refusal ?? '{"why":"x"}', { status: 422, headers });
    if (asked === "204") return fakeEmpty(manners.emptyBody ?? "", headers);
    const { count = "3", body = '{"name":"Rex"}', status = 200 } = manners;
    return new Response(body, { status, headers: { ...headers, ...(count === null ? {} : { "X-Count": count }) } });
  };
}

function headersOf(manners: Manners): Record<string, string> {
  return {
    "X-Helix-Source": manners.source ?? "generated",
    "X-Helix-Operation": manners.operation ?? "putPet",
    "X-Helix-Seed": "1",
    "X-Request-Id": String(Math.random()),
    "Content-Type": manners.type ?? "application/json",
  };
}

async function isValid(request: Request): Promise<boolean> {
  const url = new URL(request.url);
  const body = await bodyOf(request);
  return (
    /^(\/v1)?\/pets\/-?\d+$/.test(url.pathname) &&
    ["a", "b"].includes(url.searchParams.get("mode") ?? "") &&
    request.headers.has("x-key") &&
    request.headers.get("content-type") === "application/json" &&
    typeof body === "object" &&
    typeof Object(body)["name"] === "string"
  );
}

const DECODERS = { identity: (bytes: Uint8Array) => bytes, gzip: gunzipSync, br: brotliDecompressSync };

async function bodyOf(request: Request): Promise<unknown> {
  const coding = (request.headers.get("content-encoding") ?? "identity") as keyof typeof DECODERS;
  try {
    return JSON.parse(new TextDecoder().decode(DECODERS[coding](new Uint8Array(await request.arrayBuffer()))));
  } catch {
    return undefined;
  }
}

/** A Response object refuses to carry a body with 204, which is what is to be shown. */
function fakeEmpty(body: string, headers: Record<string, string>): Response {
  const response = new Response(body, { headers });
  return Object.defineProperty(response, "status", { value: 204 });
}

function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ failures }) => failures.map(({ kind }) => kind));
}
