import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Diagnostic } from "../../../src/base/diagnostic.ts";
import { atPointer } from "../../../src/base/json.ts";
import { type LoadedDocument, type LoadOptions, loadDocument } from "../../../src/contract/document/load.ts";
import { References } from "../../../src/contract/schema/reference.ts";
import { directoryOf } from "../files.ts";
import { rejection } from "../rejection.ts";

describe("bundling", () => {
  it("brings other files in, and their own references with them", async () => {
    const loaded = await load({
      "api.yaml": withSchema("schemas/pet.yaml#/Pet"),
      "schemas/pet.yaml": "Pet: {properties: {tag: {$ref: '#/Tag'}, owner: {$ref: '../owner.json'}}}\nTag: {enum: [a]}",
      "owner.json": { type: "string" },
    });

    const pet = schemaOf(loaded);
    expect(follow(loaded, "tag", pet)).to.deep.equal({ enum: ["a"] });
    expect(follow(loaded, "owner", pet)).to.deep.equal({ type: "string" });
    expect(loaded.diagnostics.list()).to.deep.equal([]);
    expect(loaded.files).to.have.length(3);
  });

  it("makes references back to the entry plain ones, and lets files refer to each other in a circle", async () => {
    const loaded = await load({
      "api.yaml": `${withSchema("a.yaml")}\ncomponents: {schemas: {Root: {type: integer}}}`,
      "a.yaml": "properties: {b: {$ref: b.yaml}, root: {$ref: 'api.yaml#/components/schemas/Root'}, self: {$ref: '#'}}",
      "b.yaml": "properties: {a: {$ref: ./a.yaml}}",
    });

    const a = schemaOf(loaded);
    expect(atPointer(a, "/properties/root")).to.deep.equal({ $ref: "#/components/schemas/Root" });
    expect(follow(loaded, "self", a)).to.equal(a);
    expect(follow(loaded, "a", follow(loaded, "b", a))).to.equal(a);
    expect(loaded.files).to.have.length(3);
  });

  it("gives a component that is only a reference its name, for other files as well", async () => {
    const loaded = await load({
      "api.yaml": `${withSchema("pet.yaml")}\ncomponents: {$ref: parts.yaml}`,
      "parts.yaml": "schemas: {Pet: {$ref: pet.yaml}, Owner: {$ref: owner.yaml}}",
      "pet.yaml": "properties: {owner: {$ref: owner.yaml}}",
      "owner.yaml": "type: string",
    });

    expect(atPointer(loaded.document, SCHEMA)).to.deep.equal({ $ref: "#/components/schemas/Pet" });
    expect(atPointer(loaded.document, "/components/schemas")).to.deep.equal({
      Pet: { properties: { owner: { $ref: "#/components/schemas/Owner" } } },
      Owner: { type: "string" },
    });
    expect(loaded.locate("/components/schemas/Pet/properties")).to.include({ file: "pet.yaml" });
    expect(JSON.stringify(loaded.document)).not.to.contain("x-helix-files");
  });

  it("never makes a tree hold itself, however components name each other", async () => {
    const loaded = await load({
      "api.yaml": `${withSchema("parts.yaml#/schemas/A")}\ncomponents: {$ref: parts.yaml}`,
      "parts.yaml": "schemas: {A: {$ref: parts.yaml}, B: {$ref: 'parts.yaml#/schemas'}, C: {$ref: '#/schemas/C'}}",
    });

    expect(() => JSON.stringify(loaded.document)).not.to.throw();
  });

  it("follows a pointer through the references on its way", async () => {
    const loaded = await load({
      "api.yaml": withSchema("index.yaml#/schemas/Pet/properties/name"),
      "index.yaml": "schemas: {$ref: all.yaml}",
      "all.yaml": "Pet: {$ref: 'pet.yaml'}",
      "pet.yaml": "properties: {name: {type: string}}",
    });

    expect(schemaOf(loaded)).to.deep.equal({ type: "string" });
  });

  it("gives up in time where each reference passes through several that do so as well", async () => {
    // A pointer through level n passes through all eight references of level n - 1.
    const level = (number: number): object => {
      const references = Array.from({ length: 7 }, (_, index) => ({ $ref: `#/a${number}/p${index + 1}` }));
      const last = number < 12 ? level(number + 1) : {};
      return Object.fromEntries([...references, last].map((node, index) => [`p${index}`, node]));
    };
    const nodes: Record<string, object> = { a0: level(0) };
    for (let number = 1; number <= 12; number++) nodes[`a${number}`] = { $ref: `#/a${number - 1}/p0` };

    const loaded = await load({ "api.yaml": withSchema("b.json#/a12/p0"), "b.json": nodes });

    expect(loaded.diagnostics.list().map(({ code }) => code)).to.deep.equal(["ref-dangling"]);
  });

  it("takes operations, path items and maps of properties by reference", async () => {
    const loaded = await load({
      "api.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'a%20b.yaml#/~1item'}}",
      "a b.yaml": "/item: {get: {$ref: '#/operation'}}\noperation: {responses: {200: {$ref: r.yaml}}}",
      "r.yaml": "content: {application/json: {schema: {properties: {$ref: 'maps.yaml#/m'}}}}",
      "maps.yaml": "m: {default: {$ref: '#/d'}, $ref2: {}}\nd: {type: string}",
    });

    const references = new References(loaded.document);
    const at = (node: unknown) => references.follow(node, "") as { node: unknown };
    const item = at(atPointer(loaded.document, "/paths/~1a")).node;
    const operation = at(atPointer(item, "/get")).node;
    const response = at(atPointer(operation, "/responses/200")).node;
    const properties = at(atPointer(response, "/content/application~1json/schema/properties")).node;
    expect(at(atPointer(properties, "/default")).node).to.deep.equal({ type: "string" });
  });

  it("leaves data alone, but not properties that are named like it", async () => {
    const data = "{$ref: other.yaml}";
    const loaded = await load({
      "api.yaml": `${withSchema("schema.yaml")}\nx-notes: ${data}`,
      "schema.yaml": `example: ${data}
examples: [${data}]
default: ${data}
enum: [${data}]
const: ${data}
x-note: ${data}
properties:
  example: ${data}
  $ref: {const: ${data}}
`,
      "other.yaml": "type: string",
    });

    const { properties, ...rest } = schemaOf(loaded) as { properties: Record<string, unknown> };
    const untouched = { $ref: "other.yaml" };
    expect(rest).to.deep.equal({
      example: untouched,
      examples: [untouched],
      default: untouched,
      enum: [untouched],
      const: untouched,
      "x-note": untouched,
    });
    expect(follow(loaded, "example", { properties })).to.deep.equal({ type: "string" });
    expect(properties["$ref"]).to.deep.equal({ const: untouched });
    expect(loaded.document["x-notes"]).to.deep.equal(untouched);
  });

  it("follows a named example by reference and leaves its value alone", async () => {
    const loaded = await load({
      "api.yaml": `openapi: 3.1.0
paths: {/a: {get: {responses: {200: {content: {application/json: {examples: {
  one: {$ref: example.yaml}, two: {value: {$ref: nothing.yaml}}}}}}}}}}`,
      "example.yaml": "value: {$ref: nothing.yaml}",
    });

    expect(loaded.diagnostics.list()).to.deep.equal([]);
    const examples = atPointer(loaded.document, "/paths/~1a/get/responses/200/content/application~1json/examples");
    expect(atPointer(examples, "/one/$ref")).to.match(/^#\/x-helix-files\//);
    expect(atPointer(examples, "/two/value")).to.deep.equal({ $ref: "nothing.yaml" });
  });

  it("searches an extension that a reference leads into", async () => {
    const loaded = await load({
      "api.yaml": `${withSchema("#/x-schemas/A")}\nx-schemas: {A: {items: {$ref: b.yaml}}}`,
      "b.yaml": "type: string",
    });

    expect(atPointer(loaded.document, "/x-schemas/A/items/$ref")).to.equal("#/x-helix-files/1");
  });

  it("rewrites the files that a discriminator maps to, and leaves bare names", async () => {
    const loaded = await load({
      "api.yaml": withSchema("pet.yaml"),
      "pet.yaml": "discriminator: {propertyName: kind, mapping: {dog: dog.yaml, cat: '#/Cat', cow: Cow}}\nCat: {}",
      "dog.yaml": "type: object",
    });

    const { mapping } = atPointer(schemaOf(loaded), "/discriminator") as { mapping: Record<string, string> };
    expect(mapping).to.deep.equal({ dog: "#/x-helix-files/2", cat: "#/x-helix-files/1/Cat", cow: "Cow" });
  });

  it("sees a file that only a mapping or an escaped key refers to", async () => {
    const mapped = "{discriminator: {propertyName: k, mapping: {b: b.yaml}}}";
    const loaded = await load({
      "api.yaml": `openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: ${mapped}, C: {"\\x24ref": c.yaml, title: C}}}`,
      "b.yaml": "type: string",
      "c.yaml": "type: string",
    });

    expect(atPointer(loaded.document, "/components/schemas/A/discriminator/mapping/b")).to.equal("#/x-helix-files/1");
    expect(atPointer(loaded.document, "/components/schemas/C/$ref")).to.equal("#/x-helix-files/2");
  });

  it("finds anchors in other files, and leaves a URI that is the $id of a schema", async () => {
    const loaded = await load({
      "api.yaml": `openapi: 3.1.0
paths: {}
components: {schemas: {
  A: {$ref: 'b.yaml#name', description: one}, B: {$ref: 'https://b.example/pet', description: two},
  C: {$id: 'https://b.example/pet', type: string}}}`,
      "b.yaml": "x: {$anchor: name, type: integer}",
    });

    expect(atPointer(loaded.document, "/components/schemas/A/$ref")).to.equal("#/x-helix-files/1/x");
    expect(atPointer(loaded.document, "/components/schemas/B/$ref")).to.equal("#/components/schemas/C");
    expect(loaded.diagnostics.list().map(({ code }) => code)).to.deep.equal(["paths-missing"]);
  });

  it("does not read what only an unused part of a file refers to", async () => {
    const loaded = await load({
      "api.yaml": withSchema("common.yaml#/used"),
      "common.yaml": "used: {type: string}\nunused: {$ref: missing.yaml}",
    });

    expect(loaded.diagnostics.list()).to.deep.equal([]);
  });
});

describe("a reference that leads nowhere", () => {
  for (const [what, reference, code, files] of [
    ["a missing file", "none.yaml", "ref-missing-file", {}],
    ["a directory", "folder", "ref-unparsable", { "folder/a.yaml": "" }],
    ["a broken file", "broken.yaml", "ref-unparsable", { "broken.yaml": "a: b: c" }],
    ["a binary file", "cat.png", "ref-unparsable", { "cat.png": Uint8Array.of(0, 1, 2) }],
    ["a missing pointer", "other.yaml#/none", "ref-dangling", { "other.yaml": "a: {}" }],
    ["a pointer through a circle", "other.yaml#/a/b", "ref-dangling", { "other.yaml": "a: {$ref: '#/a/b'}" }],
    ["a remote file", "https://a.example/b.yaml", "ref-remote", {}],
    ["a remote file without a scheme", "//a.example/b.yaml", "ref-remote", {}],
    ["another scheme", "ftp://a.example/b.yaml", "ref-scheme", {}],
    ["a NUL in its path", "a%00b", "ref-missing-file", {}],
    ["a path above the document", "../../../../../../etc/passwd", "ref-outside-root", {}],
    ["the same, percent-encoded", "%2e%2e/%2e%2e/etc/passwd", "ref-outside-root", {}],
    ["an absolute path", "/etc/passwd", "ref-outside-root", {}],
    ["a file URL", "file:///etc/passwd", "ref-outside-root", {}],
  ] as const) {
    it(`is ${code} for ${what}, and the rest is served`, async () => {
      const loaded = await load({ "api.yaml": withSchema(reference), ...files });

      const [diagnostic, ...others] = loaded.diagnostics.list() as [Diagnostic, ...Diagnostic[]];
      expect(diagnostic).to.include({ code, severity: "error", pointer: `${SCHEMA}/$ref` });
      expect(others).to.deep.equal([]);
      expect(loaded.locate(diagnostic.pointer)).to.include({ file: "api.yaml", line: 2 });
      expect(atPointer(loaded.document, SCHEMA)).to.deep.equal({ $ref: "#/x-helix-dangling/0" });
      expect(JSON.stringify(loaded.document)).not.to.contain("root:");
    });
  }

  it("is left to compiling where it stays inside the entry", async () => {
    const loaded = await load({ "api.yaml": withSchema("#/nowhere") });

    expect(loaded.diagnostics.list()).to.deep.equal([]);
    expect(atPointer(loaded.document, SCHEMA)).to.deep.equal({ $ref: "#/nowhere" });
  });
});

describe("the jail", () => {
  const files = {
    "project/spec/api.yaml": withSchema("../shared/pet.yaml"),
    "project/shared/pet.yaml": "type: string",
  };

  it("is the current directory where the document lies under it", async () => {
    const cwd = join(directoryOf(files), "project");

    const loaded = await loadDocument("spec/api.yaml", { cwd });

    expect(schemaOf(loaded)).to.deep.equal({ type: "string" });
  });

  it("is the document's own directory otherwise", async () => {
    const directory = directoryOf({ ...files, "elsewhere/a": "" });

    for (const cwd of [join(directory, "elsewhere"), "/"]) {
      const loaded = await loadDocument(join(directory, "project/spec/api.yaml"), { cwd });
      expect(loaded.diagnostics.list().map(({ code }) => code)).to.deep.equal(["ref-outside-root"]);
    }
  });

  it("is widened by refRoot", async () => {
    const directory = directoryOf(files);
    const cwd = join(directory, "project/spec");

    const loaded = await loadDocument("api.yaml", { cwd, refRoot: "../shared" });

    expect(schemaOf(loaded)).to.deep.equal({ type: "string" });
    expect(await rejection(loadDocument("api.yaml", { cwd, refRoot: "nowhere" }))).to.include({ code: "settings" });
  });

  it("holds against a symbolic link that leads out, and lets one pass that stays in", async () => {
    const directory = directoryOf({
      "in/api.yaml": withSchema("link.yaml"),
      "in/real.yaml": "a: 1",
      "out.yaml": "b: 2",
    });
    const cwd = join(directory, "in");
    symlinkSync("../out.yaml", join(cwd, "link.yaml"));
    symlinkSync("real.yaml", join(cwd, "good.yaml"));

    const outside = await loadDocument("api.yaml", { cwd });
    const inside = await loadDocument({ ...outside.document, components: { schemas: { $ref: "good.yaml" } } }, { cwd });

    expect(outside.diagnostics.list().map(({ code }) => code)).to.deep.equal(["ref-outside-root"]);
    expect(outside.files).to.have.length(1);
    expect(atPointer(inside.document, "/components/schemas")).to.deep.equal({ a: 1 });
  });
});

const SCHEMA = "/paths/~1a/get/responses/200/content/application~1json/schema";

function withSchema(reference: string): string {
  const response = `{content: {application/json: {schema: {$ref: '${reference}'}}}}`;
  return `openapi: 3.1.0\npaths: {/a: {get: {responses: {200: ${response}}}}}`;
}

async function load(files: Readonly<Record<string, unknown>>, options: LoadOptions = {}): Promise<LoadedDocument> {
  return await loadDocument("api.yaml", { cwd: directoryOf(files), ...options });
}

/** What the schema's reference leads to in the bundled document. */
function schemaOf({ document }: LoadedDocument): unknown {
  return target(document, atPointer(document, SCHEMA));
}

function follow({ document }: LoadedDocument, property: string, schema: unknown): unknown {
  return target(document, atPointer(schema, `/properties/${property}`));
}

function target(document: unknown, node: unknown): unknown {
  const found = new References(document).follow(node, "");
  return "node" in found ? found.node : found;
}
