import { expect } from "chai";
import { checkOperations } from "../../src/contract/compile/check.ts";
import { compileContract } from "../../src/contract/compile/compile.ts";
import { loadDocument } from "../../src/contract/document/load.ts";
import { officialFindings } from "../../src/contract/document/official-check.ts";
import { controlRouter } from "../../src/http/admin/control-plane.ts";
import { controlDocument } from "../../src/http/admin/document.ts";
import { createMock, type Mock } from "../../src/index.ts";
import { controlOptions } from "../helpers/control.ts";
import { type ControlClient, controlClient, controlContract } from "../helpers/control-client.ts";

const user = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string", minLength: 2 } },
};

const content = (schema: object): object => ({ content: { "application/json": { schema } } });

const document = {
  openapi: "3.1.0",
  info: { title: "Users", version: "1" },
  paths: {
    "/users": {
      get: {
        operationId: "listUsers",
        responses: { 200: { description: "", ...content({ type: "array", items: user }) } },
      },
    },
    "/users/{id}": {
      get: {
        operationId: "getUser",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        responses: { 200: { description: "", ...content(user) } },
      },
    },
  },
};

describe("the document of the control plane", () => {
  let mock: Mock;
  let control: ControlClient;

  before(async () => {
    mock = await createMock({ document, port: 0 });
    control = await controlClient(mock.url ?? "");
  });

  after(() => mock.close());

  it("is an OpenAPI document without a fault", async () => {
    const loaded = await loadDocument(JSON.parse(JSON.stringify(controlDocument)));
    const contract = compileContract(loaded);
    const broken: unknown[] = [];
    for (const _ of checkOperations(contract, loaded.document, loaded.diagnostics, (value) => broken.push(value)));

    expect(await officialFindings(loaded)).to.deep.equal([]);
    expect(loaded.diagnostics.list()).to.deep.equal([]);
    expect(broken).to.deep.equal([]);
  });

  it("lists the routes that there are, and no others", async () => {
    const { operations } = await controlContract();
    const declared = operations.map(({ method, template }) => `${method} /_helix${template}`);
    const routed = controlRouter(controlOptions()).stack.map(({ methods, path }) => {
      return `${methods.filter((method) => method !== "HEAD").join()} ${String(path).replaceAll(/:(\w+)/g, "{$1}")}`;
    });

    expect(routed.toSorted()).to.deep.equal(declared.toSorted());
    expect(operations.map(({ id }) => id)).to.have.length(new Set(operations.map(({ id }) => id)).size);
  });

  it("describes what every page answers, where all is well and where it is not", async () => {
    await mock.fetch("/users/7");
    await (await fetch(`${mock.url}/users/x`)).text();
    const { id } = (await control("POST /overrides", { operation: "getUser", body: { id: 1, name: "Al" } })).json;
    const asked = [
      await control("GET /health"),
      await control("GET /openapi.json"),
      await control("GET /documents"),
      await control("GET /routes"),
      await control("GET /problems/body-too-large"),
      await control("GET /problems/body-too-large", undefined, { Accept: "text/markdown" }),
      await control("GET /problems/none"),
      await control("GET /overrides"),
      await control(`GET /overrides/${id}`),
      await control("GET /overrides/none"),
      await control("POST /overrides", { operation: "getUser", body: {} }),
      await control("POST /overrides", "{"),
      await control("POST /overrides", "a=1", { "Content-Type": "application/x-www-form-urlencoded" }),
      await control(`DELETE /overrides/${id}`),
      await control("DELETE /overrides"),
      await control("GET /journal"),
      await control(
        "GET /journal?status=2XX&limit=1&method=GET&since=2026-01-01T00:00:00Z&operation=getUser&session=default",
      ),
      await control("GET /journal?status=ok"),
      await control("GET /journal?sesion=a"),
      await control("POST /sessions", {}),
      await control("POST /sessions"),
      await control("POST /sessions", { id: "mia" }),
      await control("POST /sessions", { id: "mia" }),
      await control("POST /sessions/mia/entities", { collection: "/users", entities: [{ id: 3, name: "Al" }] }),
      await control("POST /sessions/mia/entities", { collection: "/users", entities: [{ id: "3" }] }),
      await control("GET /sessions"),
      await control("GET /sessions/mia"),
      await control("GET /sessions/none"),
      await control("GET /sessions/mia/export"),
      await control("PUT /sessions/tom", (await control("GET /sessions/mia/export")).json),
      await control("PUT /sessions/tom", {}),
      await control("PUT /sessions/tom/intent", { intent: "everything sold out" }),
      await control("GET /sessions/tom/intent"),
      await control("PUT /sessions/tom/intent", { intent: 7 }),
      await control("GET /sessions/tom/export"),
      await control("GET /ai"),
      await control("GET /metrics"),
      await control("PUT /sessions/a%20b", { writes: 0, collections: [] }),
      await control("POST /sessions/tom/reset"),
      await control("DELETE /sessions/mia"),
      await control("POST /reset"),
      await control("DELETE /journal"),
    ];

    const { operations } = await controlContract();
    expect(new Set(asked.map(({ operation }) => operation))).to.deep.equal(
      new Set(operations.map(({ id: one }) => one)),
    );
    expect(asked.map(({ status }) => status).join(" ")).to.equal(
      "200 200 200 200 200 200 404 200 200 404 422 400 415 204 204 200 200 422 422 201 201 201 409 201 422 200 200 200 200 200 422 200 200 422 200 200 200 422 204 204 204 204",
    );
  });

  it("is what the control plane shows of itself", async () => {
    expect((await control("GET /openapi.json")).json).to.deep.equal(JSON.parse(JSON.stringify(controlDocument)));
  });
});
