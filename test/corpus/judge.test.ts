import { expect } from "chai";
import { formatCases } from "./format-cases.ts";
import { judgeBody } from "./judge/body.ts";
import { type Document, openDocument, type Place } from "./judge/document.ts";
import { judgeHeader } from "./judge/header.ts";
import { isMultiple } from "./judge/hyperjump.ts";
import { type Judge, judgeFor } from "./judge/judge.ts";
import { readOperations } from "./judge/operations.ts";
import { schemaCases } from "./schema-cases.ts";

describe("the judge", () => {
  for (const { feature, version = "3.0.3", schema, others = {}, good, bad } of schemaCases) {
    it(`knows ${feature}`, async () => {
      const { judge, place } = judgeOf(version, schema, others);

      for (const value of good) expect(await judge.complaints(place, value), JSON.stringify(value)).to.deep.equal([]);
      for (const value of bad) {
        const judges = new Set((await judge.complaints(place, value)).map((complaint) => complaint.by));
        expect([...judges], JSON.stringify(value)).to.include("hyperjump");
      }
    });
  }

  for (const [format, good, bad] of formatCases) {
    it(`asserts the format ${format}`, async () => {
      const { judge, place } = judgeOf("3.1.0", { format }, {});

      for (const value of good) expect(await judge.complaints(place, value), String(value)).to.deep.equal([]);
      for (const value of bad) expect(await judge.complaints(place, value), String(value)).to.not.deep.equal([]);
    });
  }

  it("compares decimals exactly", () => {
    const verdicts = [isMultiple(0.3, 0.1), isMultiple(1e-7, 1e-8), isMultiple(1e21, 7), isMultiple(2.5e-7, 1e-7)];

    expect(verdicts).to.deep.equal([true, true, false, false]);
  });

  it("takes no notice of readOnly members in requests", async () => {
    const id = { type: "integer", readOnly: true };
    const schema = { type: "object", required: ["id"], properties: { id } };
    const { document, place } = judgeOf("3.0.3", schema, {});
    const judge = judgeFor(document, "request", [place]);

    expect(await judge.complaints(place, {})).to.deep.equal([]);
    expect(await judge.complaints(place, { id: 1 })).to.deep.equal([]);
    expect(await judge.complaints(place, { id: "x" })).to.deep.equal([]);
    expect(await judge.complaints(place, "x")).to.not.deep.equal([]);
  });
});

describe("judging bodies", () => {
  it("rejects what is not JSON, not UTF-8, or absent", async () => {
    const schema = { type: "string" };

    expect(await verdict(schema, "application/json", "{")).to.equal("rejected");
    expect(await verdict(schema, "application/json", "")).to.equal("rejected");
    expect(await verdict(schema, "application/json", new Uint8Array([0x22, 0xff, 0x22]))).to.equal("rejected");
    expect(await verdict(schema, "application/problem+json", '"x"')).to.equal("accepted");
  });

  it("takes a text as a string, or as what it spells", async () => {
    expect(await verdict({ type: "string", minLength: 3 }, "text/plain", "abc")).to.equal("accepted");
    expect(await verdict({ type: "string", minLength: 3 }, "text/plain", "ab")).to.equal("rejected");
    expect(await verdict({ type: "integer" }, "text/plain", "12")).to.equal("accepted");
    expect(await verdict({ type: "integer" }, "text/plain", "twelve")).to.equal("rejected");
  });

  it("reads XML back by the xml object", async () => {
    const schema = {
      type: "object",
      required: ["id", "name", "tags"],
      xml: { name: "pet" },
      properties: {
        id: { type: "integer", xml: { attribute: true } },
        name: { type: "string", xml: { name: "called" } },
        tags: { type: "array", minItems: 1, xml: { wrapped: true }, items: { type: "string", xml: { name: "tag" } } },
        scores: { type: "array", items: { type: "number" } },
      },
    };
    const good =
      '<?xml version="1.0"?><pet id="7"><called>Rex &amp; Co</called><tags><tag>a</tag></tags><scores>1</scores><scores>2.5</scores></pet>';

    expect(await verdict(schema, "application/xml", good)).to.equal("accepted");
    expect(await verdict(schema, "application/xml", good.replace('"7"', '"x"'))).to.equal("rejected");
    expect(await verdict(schema, "application/xml", good.replace("<tag>a</tag>", ""))).to.equal("rejected");
    expect(await verdict(schema, "application/xml", good.replaceAll("called", "name2"))).to.equal("rejected");
    expect(await verdict(schema, "application/xml", good.replaceAll("pet", "cat"))).to.equal("rejected");
    expect(await verdict(schema, "application/xml", good.replace("</pet>", ""))).to.equal("rejected");
    expect(await verdict(schema, "application/xml", "[object Object]")).to.equal("rejected");
  });

  it("says when an XML body cannot be read in one way only", async () => {
    const schema = {
      oneOf: [
        { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
        { type: "string", maxLength: 2 },
      ],
    };

    expect(await verdict(schema, "application/xml", "<x>long text</x>")).to.equal("ambiguous");
  });

  it("says when a member of XML has a name that no element can have", async () => {
    const of = (name: string) => ({ type: "object", required: [name, "a"], properties: { a: { type: "integer" } } });

    expect(await verdict(of(""), "application/xml", "<x><a>1</a></x>")).to.equal("ambiguous");
    expect(await verdict(of("b"), "application/xml", "<x><a>1</a></x>")).to.equal("rejected");
  });

  it("reads an element that is called as a declaration of namespaces is", async () => {
    const schema = { type: "object", required: ["xmlns"], properties: { xmlns: { type: "integer" } } };

    expect(await verdict(schema, "application/xml", "<x><xmlns>1</xmlns></x>")).to.equal("accepted");
    expect(await verdict(schema, "application/xml", "<x><xmlns>a</xmlns></x>")).to.equal("rejected");
    expect(await verdict(schema, "application/xml", '<x xmlns="urn:a"><xmlns/></x>')).to.equal("rejected");
  });

  it("says that text in an element may be meant where the schema describes members but no type", async () => {
    const schema = { properties: { a: { type: "integer" } }, required: ["a"] };

    expect(await verdict({ ...schema, maxLength: 2 }, "application/xml", "<x>long text</x>")).to.equal("ambiguous");
    expect(await verdict({ type: "object", ...schema }, "application/xml", "<x>long text</x>")).to.equal("rejected");
  });

  it("says when a field may be a list in JSON or a list of one text", async () => {
    const list = (items: object) => ({ type: "object", properties: { a: { type: "array", minItems: 1, items } } });
    const form = "application/x-www-form-urlencoded";

    expect(await verdict(list({ type: "string" }), form, "a=[]")).to.equal("ambiguous");
    expect(await verdict(list({ type: "integer" }), form, "a=[]")).to.equal("rejected");
  });
});

describe("judging headers", () => {
  for (const [schema, good, bad] of [
    [{ type: "integer", minimum: 1 }, "7", "0"],
    [{ type: "string", format: "uuid" }, "123e4567-e89b-12d3-a456-426614174000", "7"],
    [{ type: "array", items: { type: "integer" } }, "1,2,3", "a,b"],
    [{ type: "boolean" }, "true", "yes"],
    [{ type: "object", required: ["a"], properties: { a: { type: "integer" } } }, "a,1", "b,1"],
  ] as const) {
    it(`decodes ${JSON.stringify(schema)}`, async () => {
      const { judge, place } = judgeOf("3.0.3", schema, {});
      const field = {
        name: "X",
        in: "header",
        required: true,
        style: "simple",
        explode: false,
        schema: place,
        examples: [],
      };

      expect(await judgeHeader(judge, field, good)).to.deep.equal([]);
      expect(await judgeHeader(judge, field, bad)).to.not.deep.equal([]);
    });
  }
});

describe("reading operations", () => {
  it("reads Swagger 2.0: forms, produces, security and inline parameter schemas", () => {
    const [operation] = readOperations(
      openDocument({
        swagger: "2.0",
        basePath: "/v2/",
        securityDefinitions: { key: { type: "apiKey", in: "query", name: "k" } },
        security: [{ key: [] }],
        paths: {
          "/pets/{id}": {
            parameters: [{ name: "id", in: "path", required: true, type: "integer" }],
            post: {
              produces: ["application/xml"],
              parameters: [{ name: "photo", in: "formData", type: "file", required: true }],
              responses: { 200: { description: "", schema: { type: "string" } }, default: { description: "" } },
            },
          },
        },
      }),
    );

    expect(operation?.basePath).to.equal("/v2");
    expect(operation?.credentials).to.deep.equal([{ in: "query", name: "k", value: "judge-key-1" }]);
    expect(operation?.fields.map(({ name }) => name)).to.deep.equal(["id"]);
    expect(operation?.body?.media.map(({ range }) => range)).to.deep.equal(["multipart/form-data"]);
    expect(operation?.answers.map(({ status, media }) => [status, media.map(({ range }) => range)])).to.deep.equal([
      ["200", ["application/xml"]],
      ["default", []],
    ]);
  });
});

/** A judge of responses, and the place of a schema under components. */
function judgeOf(version: string, schema: unknown, others: object): { judge: Judge; place: Place; document: Document } {
  const document = openDocument({ openapi: version, paths: {}, components: { schemas: { ...others, It: schema } } });
  const place = { file: document.root.file, pointer: "/components/schemas/It" };
  return { judge: judgeFor(document, "response", [place]), place, document };
}

async function verdict(schema: unknown, type: string, body: string | Uint8Array): Promise<string> {
  const { judge, place, document } = judgeOf("3.0.3", schema, {});
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const media = { range: type, schema: place, examples: [] };
  const { complaints, ambiguous } = await judgeBody(document, judge, media, type, bytes);
  if (complaints.length === 0) return "accepted";
  return ambiguous ? "ambiguous" : "rejected";
}
