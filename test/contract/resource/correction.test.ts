import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import { describeRoutes } from "../../../src/contract/resource/describe.ts";
import { answers, contractOf, jsonBody, list, pathParameter, queryParameter, ref } from "../../helpers/contract.ts";

const text = { type: "string" };
const Animal = {
  type: "object",
  required: ["tag"],
  properties: { tag: text, kind: text, keeper: { type: "object", properties: { id: text } } },
};
const which = pathParameter("which", text);
const gone = { responses: { 204: { description: "" } } };

/** An API whose paths say nothing; corrections by "METHOD /path" are put into its operations. */
function zoo(corrections: Readonly<Record<string, unknown>>): object {
  const of = (route: string) => (route in corrections ? { "x-helix-resource": corrections[route] } : {});
  return {
    "/all-animals": { get: { ...answers(list(ref("Animal"))), ...of("GET /all-animals") } },
    "/by-kind/{kind}": {
      parameters: [pathParameter("kind", text)],
      get: {
        ...answers(object({ found: list(ref("Animal")), note: text }), { parameters: [queryParameter("limit")] }),
        ...of("GET /by-kind/{kind}"),
      },
    },
    "/show/{which}": { parameters: [which], get: { ...answers(ref("Animal")), ...of("GET /show/{which}") } },
    "/drop/{which}": { parameters: [which], delete: { ...gone, ...of("DELETE /drop/{which}") } },
    "/new": { post: { ...answers(ref("Animal"), jsonBody(ref("Animal"))), ...of("POST /new") } },
    "/mine": { get: { ...answers(ref("Animal")), ...of("GET /mine") } },
  };
}

describe("x-helix-resource", () => {
  it("says what paths do not", async () => {
    const contract = await zooOf({
      "GET /by-kind/{kind}": { collection: "/all-animals" },
      "GET /show/{which}": { collection: "/all-animals", identity: "tag" },
      "DELETE /drop/{which}": { collection: "/all-animals" },
      "POST /new": { collection: "/all-animals" },
      "GET /mine": { collection: "/all-animals" },
    });

    expect(contract.diagnostics()).to.deep.equal([]);
    expect(lines(contract)).to.deep.equal([
      "GET /all-animals: list /all-animals",
      "GET /by-kind/{kind}: list /all-animals",
      "GET /show/{which}: item /all-animals which=/tag",
      "DELETE /drop/{which}: delete /all-animals which=/tag",
      "POST /new: create /all-animals",
      "GET /mine: singleton /all-animals first=/tag",
    ]);
    const [listed, narrowed] = describeRoutes(contract);
    expect(listed?.corrected).to.equal(false);
    expect(narrowed).to.deep.include({
      corrected: true,
      parents: [{ parameter: "kind", collection: null, chooses: "members" }],
      list: { paging: "limit", parameters: { limit: "limit" }, filters: [] },
    });
  });

  it("takes the role, the parameter and the pointer that it gives", async () => {
    const contract = await zooOf({
      "GET /show/{which}": { collection: "/all-animals", role: "item", id: "which", identity: "/keeper/id" },
      "DELETE /drop/{which}": { collection: "/all-animals", role: "patch", id: "which" },
      "POST /new": { collection: "/all-animals", role: "replace", id: "body" },
    });

    expect(contract.diagnostics()).to.deep.equal([]);
    expect(lines(contract)).to.include.members([
      "GET /show/{which}: item /all-animals which=/keeper/id",
      "DELETE /drop/{which}: patch /all-animals which=/keeper/id",
      "POST /new: replace /all-animals body=/keeper/id",
    ]);
  });

  it("takes what somebody calls a singleton at its own path for the only one", async () => {
    const contract = await zooOf({
      "GET /mine": { role: "singleton" },
      "POST /new": { collection: "/mine", role: "patch" },
    });

    expect(contract.diagnostics()).to.deep.equal([]);
    expect(lines(contract)).to.include.members([
      "GET /mine: singleton /mine only=null",
      "POST /new: patch /mine only=null",
    ]);
  });

  it("takes an operation out where it says false", async () => {
    const contract = await zooOf({ "GET /all-animals": false });

    expect(lines(contract)).to.include("GET /all-animals: -");
    expect(contract.resources.resources.map(({ key }) => key)).not.to.include("/all-animals");
  });

  it("leaves everything else as it is inferred", async () => {
    const contract = await zooOf({ "GET /all-animals": { identity: "kind" } });

    expect(describeRoutes(contract)[0]?.resource).to.deep.equal({
      name: "allanimal",
      collection: "/all-animals",
      identity: "/kind",
    });
  });

  it("holds for all operations of a Path Item but those that have their own", async () => {
    const contract = await contractOf(
      {
        "/users": { get: answers(list(ref("Animal"))) },
        "/users/{tag}": {
          parameters: [pathParameter("tag", text)],
          "x-helix-resource": false,
          get: answers(ref("Animal")),
          delete: { ...gone, "x-helix-resource": { role: "delete", collection: "/users" } },
        },
      },
      { Animal },
    );

    expect(lines(contract)).to.deep.equal([
      "GET /users: list /users",
      "GET /users/{tag}: -",
      "DELETE /users/{tag}: delete /users tag=/tag",
    ]);
  });

  for (const [what, correction, pointer, message] of [
    ["a text", "users", "", "a correction is false or an object, not a string"],
    ["true", true, "", "a correction is false or an object, not a boolean"],
    ["an unknown key", { colection: "/x" }, "/colection", 'did you mean "collection"?'],
    ["a key that is no text", { role: 7 }, "/role", '"role" must be text, not a number'],
    ["an unknown role", { role: "itm" }, "/role", 'there is no role "itm"; did you mean "item"?'],
    ["a path that is not there", { collection: "/all-animal" }, "/collection", 'did you mean "/all-animals"?'],
    ["an unknown parameter", { id: "wich" }, "/id", 'has no parameter "wich"; did you mean "which"?'],
    ["a body where there is none", { id: "body" }, "/id", "takes no body that could have the id"],
    ["a property that is not there", { identity: "tagg" }, "/identity", 'at "/tagg"; did you mean "tag"?'],
    ["a property that holds several", { identity: "keeper" }, "/identity", "has no single value"],
    ["a list that is none", { role: "list" }, "/role", "the answer shows no list of objects"],
  ] as const) {
    it(`tells of ${what}, which changes nothing`, async () => {
      const contract = await zooOf({ "GET /show/{which}": correction });

      const [diagnostic, ...others] = contract.diagnostics();
      expect(others).to.deep.equal([]);
      expect(diagnostic).to.include({ code: "resource-correction-invalid", severity: "warning" });
      expect(diagnostic?.pointer).to.equal(`/paths/~1show~1{which}/get/x-helix-resource${pointer}`);
      expect(diagnostic?.message).to.contain(message);
      expect(lines(contract)).to.deep.equal(lines(await zooOf({})));
    });
  }

  it("tells of a collection of which no answer shows anything", async () => {
    const contract = await zooOf({ "DELETE /drop/{which}": { collection: "/new" } });

    const [diagnostic] = contract.diagnostics();
    expect(diagnostic?.pointer).to.equal("/paths/~1drop~1{which}/delete/x-helix-resource/collection");
    expect(diagnostic?.message).to.contain("no answer shows what is in it");
    expect(lines(contract)).to.include("DELETE /drop/{which}: -");
  });

  it("blames of two identities the one that is not there", async () => {
    const contract = await zooOf({
      "GET /all-animals": { identity: "tog" },
      "GET /show/{which}": { collection: "/all-animals", identity: "tag" },
    });

    expect(contract.diagnostics().map(({ pointer }) => pointer)).to.deep.equal([
      "/paths/~1all-animals/get/x-helix-resource/identity",
    ]);
    expect(lines(contract)).to.include("GET /show/{which}: item /all-animals which=/tag");
  });
});

describe("corrections in the settings", () => {
  it("count more than the document's, by id or by method and path", async () => {
    const contract = await zooOf({ "GET /mine": { collection: "/all-animals" } }, { "GET /mine": false });

    expect(lines(contract)).to.include("GET /mine: -");
  });

  it("are part of what a contract is known by, as far as they are about its operations", async () => {
    const plain = await zooOf({});
    const corrected = await zooOf({}, { "GET /all-animals": false });
    const others = await zooOf({}, { "GET /elsewhere": false });

    expect(corrected.digest).not.to.equal(plain.digest);
    expect(others.digest).to.equal(plain.digest);
  });

  it("tell where in the settings one is wrong", async () => {
    const contract = await zooOf({}, { "GET /mine": { role: "singelton" } });

    expect(contract.diagnostics().map(({ pointer }) => pointer)).to.deep.equal([
      "/x-helix-config/resources/GET ~1mine/role",
    ]);
  });
});

async function zooOf(corrections: Readonly<Record<string, unknown>>, ofSettings: object = {}): Promise<Contract> {
  const document = { openapi: "3.1.0", info: { title: "Zoo", version: "1" }, paths: zoo(corrections) };
  const copy = JSON.parse(JSON.stringify({ ...document, components: { schemas: { Animal } } }));
  return compileContract(await loadDocument(copy), {}, ofSettings as Readonly<Record<string, unknown>>);
}

function lines(contract: Contract): string[] {
  return describeRoutes(contract).map(({ method, path, role, resource, id }) => {
    const named = id && ` ${id.parameter ?? id.from}=${resource?.identity}`;
    return `${method} ${path}: ${role ?? "-"}${resource ? ` ${resource.collection}` : ""}${named ?? ""}`;
  });
}

function object(properties: object): object {
  return { type: "object", properties };
}
