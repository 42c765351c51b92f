import { expect } from "chai";
import { Diagnostics } from "../../../src/base/diagnostic.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { References } from "../../../src/contract/schema/reference.ts";
import { createSchemas } from "../../../src/contract/schema/schema-graph.ts";
import { xml } from "../../../src/generate/encode/xml.ts";
import { mediaType } from "../../helpers/operation.ts";

describe("xml", () => {
  it("names the root after the component and members after themselves", () => {
    expect(written({ type: "object", properties: { id: {} } }, { id: 7 })).to.equal("<Subject><id>7</id></Subject>");
  });

  it("writes attributes, names, prefixes and namespaces", () => {
    const schema = {
      type: "object",
      xml: { name: "pet", prefix: "p", namespace: "http://example.com/pets" },
      properties: {
        id: { type: "integer", xml: { attribute: true } },
        name: { type: "string", xml: { name: "title" } },
      },
    };

    expect(written(schema, { id: 7, name: "Rex" })).to.equal(
      '<p:pet xmlns:p="http://example.com/pets" id="7"><title>Rex</title></p:pet>',
    );
  });

  it("repeats an element for a list, and wraps it where the document says so", () => {
    const items = { type: "string", xml: { name: "tag" } };
    const schema = {
      type: "object",
      properties: { plain: { type: "array", items }, tags: { type: "array", xml: { wrapped: true }, items } },
    };

    expect(written(schema, { plain: ["a", "b"], tags: ["c"] })).to.equal(
      "<Subject><tag>a</tag><tag>b</tag><tags><tag>c</tag></tags></Subject>",
    );
  });

  it("writes the first of two members that would be the same element", () => {
    const amount = { type: "object", xml: { name: "amount" }, properties: { sum: { type: "integer" } } };
    const schema = {
      type: "object",
      properties: { cost: amount, fee: amount, sums: { type: "array", items: amount } },
    };
    const [one, two] = [{ sum: 1 }, { sum: 2 }];

    expect(written(schema, { cost: one, fee: two })).to.equal("<Subject><amount><sum>1</sum></amount></Subject>");
    expect(written(schema, { sums: [one, two] })).to.equal(
      "<Subject><amount><sum>1</sum></amount><amount><sum>2</sum></amount></Subject>",
    );
  });

  it("gives lists inside lists an element each, or nobody could tell where they end", () => {
    const schema = { type: "array", items: { type: "array", items: { type: "integer", xml: { name: "n" } } } };

    expect(written(schema, [[1, 2], [], [3]])).to.equal(
      "<Subject><Subject><n>1</n><n>2</n></Subject><Subject/><Subject><n>3</n></Subject></Subject>",
    );
  });

  it("finds the words of members behind references and allOf", () => {
    const schema = { allOf: [{ $ref: "#/components/schemas/Named" }] };

    expect(written(schema, { name: "Rex" })).to.equal("<Subject><label>Rex</label></Subject>");
  });

  it("escapes markup and leaves out what XML cannot carry", () => {
    expect(written({}, { "1 odd name": 'a<b>&"\u0000' })).to.equal(
      "<Subject><_1_odd_name>a&lt;b&gt;&amp;&quot;</_1_odd_name></Subject>",
    );
  });
});

function written(schema: unknown, value: JsonValue): string {
  const Named = { type: "object", properties: { name: { type: "string", xml: { name: "label" } } } };
  const references = new References({ components: { schemas: { Subject: schema, Named } } });
  const subject = createSchemas("3.0", references, new Diagnostics()).at("/components/schemas/Subject", "response");
  const target = { mediaType: { ...mediaType("application/xml"), schema: subject }, contentType: "application/xml" };
  return Buffer.from(xml.encode(value, target).bytes)
    .toString()
    .replace(/^<\?xml.*\n/, "")
    .trimEnd();
}
