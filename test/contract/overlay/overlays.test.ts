import { join } from "node:path";
import { expect } from "chai";
import { isObject } from "../../../src/base/json.ts";
import { DocumentError } from "../../../src/contract/document/document-error.ts";
import { type LoadedDocument, loadDocument } from "../../../src/contract/document/load.ts";
import { directoryOf } from "../files.ts";
import { rejection } from "../rejection.ts";
import { files, serve } from "../remote/http-server.ts";

const document = `openapi: 3.1.0
info:
  title: Pets
  version: "1"
tags: [{name: one}, {name: two}, {name: three}]
paths:
  /pets:
    get:
      tags: [old]
      responses:
        "200": {description: fine}
  /internal:
    get: {x-internal: true, responses: {}}
`;

describe("an overlay", () => {
  it("merges objects, appends to lists and replaces single values", async () => {
    const { loaded } = await apply([
      {
        target: "$",
        update: {
          info: { title: "Better", "x-added": true },
          tags: [{ name: "four" }],
          paths: { "/pets": { get: { summary: "All" } } },
        },
      },
    ]);

    expect(loaded.document["info"]).to.deep.equal({ title: "Better", version: "1", "x-added": true });
    expect(loaded.document["tags"]).to.deep.equal(["one", "two", "three", "four"].map((name) => ({ name })));
    expect(at(loaded, "paths", "/pets", "get")).to.deep.equal({
      tags: ["old"],
      responses: { "200": { description: "fine" } },
      summary: "All",
    });
    expect(codes(loaded)).to.deep.equal([]);
  });

  it("changes each node that its target selects, once, and shares nothing between them", async () => {
    const { loaded } = await apply([
      { target: "$.paths.*.get", update: { parameters: [{ name: "q", in: "query" }] } },
      { target: "$.paths['/pets'].get.parameters[0,0]", update: { required: true } },
      { target: "$.tags[0,0,0]", update: { "x-list": ["a"] } },
      { target: "$.tags", update: { name: "appended" } },
    ]);

    expect(at(loaded, "paths", "/pets", "get", "parameters")).to.deep.equal([
      { name: "q", in: "query", required: true },
    ]);
    expect(at(loaded, "paths", "/internal", "get", "parameters")).to.deep.equal([{ name: "q", in: "query" }]);
    expect(at(loaded, "tags", "0")).to.deep.equal({ name: "one", "x-list": ["a"] });
    expect(at(loaded, "tags", "3")).to.deep.equal({ name: "appended" });
  });

  it("removes members of objects and items of lists, whatever their order", async () => {
    const { loaded } = await apply([
      { target: "$.paths[?@.get['x-internal'] == true]", remove: true },
      { target: "$.tags[2,0]", remove: true },
      { target: "$.paths['/pets'].get.tags[?@ == 'old']", remove: true, update: "ignored" },
    ]);

    expect(loaded.document["paths"]).to.have.all.keys("/pets");
    expect(loaded.document["tags"]).to.deep.equal([{ name: "two" }]);
    expect(at(loaded, "paths", "/pets", "get", "tags")).to.deep.equal([]);
  });

  it("copies and moves (1.1), and replaces a single value that its target selects", async () => {
    const { loaded } = await apply([
      { target: "$.paths", update: { "/animals": {} } },
      { target: "$.paths['/animals']", copy: "$.paths['/pets']" },
      { target: "$.paths['/pets']", remove: true },
      { target: "$.info.title", update: "Animals" },
      { target: "$.paths['/animals'].get", update: { summary: "Only here" } },
    ]);

    expect(loaded.document["paths"]).to.have.all.keys("/internal", "/animals");
    expect(at(loaded, "paths", "/animals", "get", "summary")).to.equal("Only here");
    expect(at(loaded, "info", "title")).to.equal("Animals");
  });

  it("applies actions and overlays in order, each to the result of the one before", async () => {
    const cwd = directoryOf({
      "api.yaml": document,
      "a.yaml": overlayOf([{ target: "$.info", update: { "x-step": { a: 1 } } }]),
      "b.yaml": overlayOf([{ target: "$.info['x-step']", update: { b: 2 } }]),
    });

    const right = await loadDocument("api.yaml", { cwd, overlays: ["a.yaml", "b.yaml"] });
    const wrong = await loadDocument("api.yaml", { cwd, overlays: ["b.yaml", "a.yaml"] });

    expect(at(right, "info", "x-step")).to.deep.equal({ a: 1, b: 2 });
    expect(codes(wrong)).to.deep.equal(["overlay-no-match"]);
    expect(right.files).to.deep.equal(["api.yaml", "a.yaml", "b.yaml"].map((name) => join(cwd, name)));
    expect(right.watched).to.include.members(right.files);
  });

  it("changes a Swagger 2.0 document as it is written, and brings references that are followed", async () => {
    const cwd = directoryOf({
      "api.yaml": `swagger: "2.0"\npaths: {/a: {get: {responses: {200: {description: x}}}}}`,
      "o.yaml": overlayOf([
        { target: "$.paths.*.get.responses.*", update: { schema: { $ref: "pet.yaml" } } },
        { target: "$", update: { produces: ["text/csv"] } },
      ]),
      "pet.yaml": "type: string",
    });

    const loaded = await loadDocument("api.yaml", { cwd, overlays: ["o.yaml"] });

    const content = at(loaded, "paths", "/a", "get", "responses", "200", "content");
    expect(content).to.have.all.keys("text/csv");
    expect(JSON.stringify(loaded.document)).to.contain('"type":"string"');
    expect(codes(loaded)).to.deep.equal([]);
  });

  it("changes one of two places that a YAML alias shares", async () => {
    const aliased = `openapi: 3.1.0\npaths:\n  /a: &a {get: {responses: {}}}\n  /b: *a\n`;

    const { loaded } = await apply([{ target: "$.paths['/a'].get", update: { summary: "A" } }], aliased);

    expect(at(loaded, "paths", "/b")).to.deep.equal({ get: { responses: {} } });
  });

  it("takes __proto__ for an ordinary name", async () => {
    const actions = `overlay: 1.0.0\nactions: [{target: $, update: {__proto__: {polluted: 1}, info: {__proto__: {a: 1}}}}, {target: $.__proto__, update: {b: 2}}]`;

    const { loaded } = await apply(actions);

    expect(Object.getOwnPropertyDescriptor(loaded.document, "__proto__")?.value).to.deep.equal({ polluted: 1, b: 2 });
    expect(Object.getPrototypeOf(loaded.document)).to.equal(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });

  it("may come from a URL", async () => {
    const { origin } = await serve(
      files({ "/o.json": { overlay: "1.0.0", actions: [{ target: "$.info", update: { title: "T" } }] } }),
    );
    const cwd = directoryOf({ "api.yaml": document });

    const loaded = await loadDocument("api.yaml", { cwd, overlays: [`${origin}/o.json`] });

    expect(at(loaded, "info", "title")).to.equal("T");
    expect(loaded.remotes.map(({ url }) => url)).to.deep.equal([`${origin}/o.json`]);
  });

  it("is part of what the official check sees, and of nothing that the caller gave", async () => {
    const cwd = directoryOf({ "o.yaml": overlayOf([{ target: "$.info", update: { title: "T" } }]) });
    const given = Object.freeze({ openapi: "3.1.0", info: Object.freeze({ title: "Mine" }), paths: {} });

    const loaded = await loadDocument(given, { cwd, overlays: ["o.yaml"] });

    expect(await loaded.asWritten()).to.deep.equal({ openapi: "3.1.0", info: { title: "T" }, paths: {} });
    expect(given.info.title).to.equal("Mine");
  });

  describe("says where things are:", () => {
    const overlay = `overlay: 1.1.0
actions:
  - target: $.paths['/pets'].get
    update:
      summary: All pets
      parameters:
        - {name: limit, in: query}
  - target: $.tags[0]
    remove: true
  - target: $.info.title
    update: Better
  - target: $
    update: {components: {schemas: {}}}
  - target: $.components.schemas
    copy: $.paths['/pets'].get.responses
`;

    it("what it added is in the overlay, the rest where it was", async () => {
      const { loaded } = await apply(overlay);

      const pets = "/paths/~1pets/get";
      expect(loaded.locate(`${pets}/parameters/0/in`)).to.deep.equal({ file: "o.yaml", line: 7, column: 25 });
      expect(loaded.locate(`${pets}/summary`)).to.deep.equal({ file: "o.yaml", line: 5, column: 7 });
      expect(loaded.locate("/info/title")).to.deep.equal({ file: "o.yaml", line: 11, column: 5 });
      expect(loaded.locate(`${pets}/responses`)).to.deep.equal({ file: "api.yaml", line: 10, column: 7 });
      // An item that moved up is still where it is written; a copy is where the original is.
      expect(loaded.locate("/tags/0/name")).to.deep.equal({ file: "api.yaml", line: 5, column: 22 });
      expect(loaded.locate("/components/schemas/200/description")).to.deep.equal({
        file: "api.yaml",
        line: 11,
        column: 17,
      });
    });
  });

  it("reports what it cannot do, at its place, and does the rest", async () => {
    const { loaded } = await apply([
      { target: "$.nothing", update: {} },
      { target: "$", remove: true },
      { target: "$.info", update: ["no object"] },
      { target: "$.info" },
      { target: "$.info", copy: "$.tags[*]" },
      { target: "$", update: { tags: { not: "a list" }, info: { title: { no: "text" }, "x-fine": true } } },
      { target: "$.info", copy: "$.nowhere" },
    ]);

    const found = loaded.diagnostics.list().map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`);
    expect(found).to.deep.equal([
      "warning overlay-no-match /x-helix-files/1/actions/0/target",
      "error overlay-incompatible /x-helix-files/1/actions/1/target",
      "error overlay-incompatible /x-helix-files/1/actions/2",
      "warning overlay-action-empty /x-helix-files/1/actions/3",
      "error overlay-incompatible /x-helix-files/1/actions/4/copy",
      "error overlay-incompatible /x-helix-files/1/actions/5",
      "warning overlay-no-match /x-helix-files/1/actions/6/copy",
    ]);
    expect(loaded.locate("/x-helix-files/1/actions/1/target")).to.include({ file: "o.yaml" });
    expect(loaded.document["info"]).to.deep.equal({ title: "Pets", version: "1", "x-fine": true });
    expect(loaded.document["tags"]).to.have.length(3);
  });

  it("remarks on one that was written for another document, and not on its own", async () => {
    const remarks = async (extended: string): Promise<string[]> =>
      codes((await apply(`overlay: 1.0.0\nextends: ${extended}\nactions: [{target: $, update: {}}]`)).loaded);

    expect(await remarks("other.yaml")).to.deep.equal(["overlay-extends"]);
    expect(await remarks("https://a.example/api.yaml")).to.deep.equal(["overlay-extends"]);
    expect(await remarks("./api.yaml")).to.deep.equal([]);
  });

  for (const [what, overlay, where] of [
    ["no version", "actions: []", "1:1"],
    ["an unknown version", "overlay: 2.0.0\nactions: [{target: $}]", "1:1"],
    ["no actions", "overlay: 1.0.0\nactions: []", "2:1"],
    ["an action that is no object", "overlay: 1.0.0\nactions:\n  - text", "3:5"],
    ["no target", "overlay: 1.0.0\nactions:\n  - update: {}", "3:5"],
    ["a target that is no JSONPath", "overlay: 1.0.0\nactions:\n  - target: paths", "3:5"],
    ["a function that does not exist", "overlay: 1.0.0\nactions:\n  - target: $[?eval(@)]", "3:5"],
    ["a remove that is no boolean", "overlay: 1.0.0\nactions:\n  - target: $\n    remove: yes", "4:5"],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const error = (await rejection(apply(overlay))) as DocumentError;

      expect(error)
        .to.be.instanceOf(DocumentError)
        .and.to.include({ code: "overlay-invalid", where: `o.yaml:${where}` });
      expect(error.message).to.match(/: the overlay [^\n]+; [^\n]+$/);
      expect(error.reached?.files).to.have.length(2);
    });
  }

  it("is refused where it cannot be read", async () => {
    const cwd = directoryOf({ "api.yaml": document, "broken.yaml": "a: [" });

    const missing = (await rejection(loadDocument("api.yaml", { cwd, overlays: ["none.yaml"] }))) as DocumentError;
    const broken = (await rejection(loadDocument("api.yaml", { cwd, overlays: ["broken.yaml"] }))) as DocumentError;

    expect(missing.message).to.equal("none.yaml: the overlay does not exist; check the path");
    expect(missing.reached?.watched).to.include(join(cwd, "none.yaml"));
    expect(broken).to.include({ code: "document-syntax" });
  });

  for (const [what, actions] of [
    [
      "copies that double",
      Array.from({ length: 40 }, () => ({ target: "$", copy: "$" })).flatMap((action, index) => [
        { target: "$", update: { [`x-${index}`]: {} } },
        { ...action, target: `$['x-${index}']` },
      ]),
    ],
    [
      "an update of very many places",
      [
        { target: "$", update: { "x-many": Array.from({ length: 3_000 }, () => ({})) } },
        { target: "$['x-many'][*]", update: { big: Array.from({ length: 3_000 }, () => 0) } },
      ],
    ],
    [
      "a query that visits everything again and again",
      [
        { target: "$", update: { "x-many": Array.from({ length: 300 }, () => ({ a: { a: { a: {} } } })) } },
        { target: "$..*..*..*..*..*..*..[?@..*..* == 1]", remove: true },
        { target: "$[?@..*[?@..*[?@..*[?@..*[?@..* == 1]]]]]", remove: true },
      ],
    ],
    ["a very long expression", [{ target: `$${"[0]".repeat(1_000)}`, remove: true }]],
  ] as const) {
    it(`is refused in time for ${what}`, async function () {
      this.timeout(20_000);
      const error = await rejection(apply(actions));

      expect(error).to.be.instanceOf(DocumentError);
      expect((error as DocumentError).code).to.match(/^overlay-(budget|invalid)$/);
    });
  }

  it("hands no pattern to an engine that could hang on it", async () => {
    const actions = [
      { target: "$.info[?match(@, '(a+)+b')]", remove: true },
      { target: "$.info[?search(@, '^Pe')]", remove: true },
    ];

    const { loaded } = await apply(actions, `openapi: 3.1.0\ninfo: {title: Pets, x: ${"a".repeat(5_000)}}\npaths: {}`);

    expect(loaded.document["info"]).to.have.all.keys("x");
  });
});

async function apply(overlay: string | readonly object[], text = document): Promise<{ loaded: LoadedDocument }> {
  const cwd = directoryOf({ "api.yaml": text, "o.yaml": typeof overlay === "string" ? overlay : overlayOf(overlay) });
  return { loaded: await loadDocument("api.yaml", { cwd, overlays: ["o.yaml"] }) };
}

function overlayOf(actions: readonly object[]): string {
  return JSON.stringify({ overlay: "1.1.0", info: { title: "Changes", version: "1" }, actions });
}

function at(loaded: LoadedDocument, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isObject(value) || Array.isArray(value) ? value[key as never] : undefined),
    loaded.document,
  );
}

function codes(loaded: LoadedDocument): string[] {
  return loaded.diagnostics.list().map(({ code }) => code);
}
