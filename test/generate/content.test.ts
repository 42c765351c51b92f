import { expect } from "chai";
import type { JsonValue } from "../../src/base/json.ts";
import type { JsonSchema } from "../../src/contract/schema/schema.ts";
import { generateContent } from "../../src/generate/content.ts";
import { mediaType } from "../helpers/operation.ts";
import { schemaOf } from "../helpers/schema.ts";

const options = { seed: 1, now: 0, streamCount: 2 };
const chunk = { type: "object", required: ["delta"], properties: { delta: { const: "a" } } };

describe("generateContent", () => {
  it("ends a stream with the word that its itemSchema allows", () => {
    const data = { anyOf: [{ const: "[DONE]" }, { const: "more" }] };
    const event = { type: "object", required: ["data"], properties: { data } };

    expect(stream({ itemSchema: event })).to.deep.equal([{ data: "more" }, { data: "more" }, { data: "[DONE]" }]);
  });

  it("ends it so for a schema, which before 3.2 describes what tells something", () => {
    expect(stream({ schema: { ...chunk, description: "ends with [DONE]" } })).to.deep.equal([
      { delta: "a" },
      { delta: "a" },
      "[DONE]",
    ]);
  });

  it("does not where itemSchema, which speaks of every item, rejects the word", () => {
    expect(stream({ itemSchema: { ...chunk, description: "ends with [DONE]" } })).to.deep.equal([
      { delta: "a" },
      { delta: "a" },
    ]);
  });

  it("does not where the list has no room for it", () => {
    const itemSchema = { type: "string", enum: ["a", "[DONE]"] };

    expect(stream({ itemSchema, schema: { type: "array", maxItems: 2 } })).to.deep.equal(["a", "a"]);
  });

  it("makes the rows that a schema describes, be they lists or one object, typed or not", () => {
    const properties = { total: { type: "integer" } };
    const row = { required: ["total"], properties };

    for (const schema of [row, { type: "object", ...row }]) expect(table(schema)).to.have.keys("total");
    expect(table({ type: "array", items: { type: "object", ...row } }))
      .to.be.an("array")
      .with.nested.property("[0].total");
  });

  it("makes an object rather than a picture that is read as another object", () => {
    const schema = { required: ["title"], properties: { title: { type: "string" } } };

    expect(generateContent(mediaType("image/svg+xml", schema), "image/svg+xml", options)).to.have.keys("title");
    expect(generateContent(mediaType("image/svg+xml", {}), "image/svg+xml", options)).to.include("<svg");
  });

  it("makes another text than an example that is a broken document", () => {
    const made = (example: string) =>
      generateContent(mediaType("text/xml", { type: "string", example }), "text/xml", options);

    expect(made("<a/>...")).to.be.a("string").that.does.not.include("<");
    expect(made("<a/>")).to.equal("<a/>");
  });

  it("makes a table of its own where nothing is said of the rows", () => {
    expect(table({})).to.match(/^id,name,/);
    expect(table({ type: "string" })).to.match(/^id,name,/);
  });
});

function table(schema: object): JsonValue {
  return generateContent(mediaType("text/csv", schema), "text/csv", options);
}

function stream({ schema, itemSchema }: { schema?: object; itemSchema?: object }): unknown {
  const parts = itemSchema === undefined ? {} : { itemSchema: schemaOf(itemSchema as JsonSchema) };
  return generateContent(mediaType("text/event-stream", schema, parts), "text/event-stream", options);
}
