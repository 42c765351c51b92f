import { expect } from "chai";
import type { MediaType } from "../../../src/contract/operation.ts";
import { faultsOf, readAs } from "../../helpers/body.ts";
import { mediaType } from "../../helpers/operation.ts";
import { schemaOf } from "../../helpers/schema.ts";

const pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const streams: [type: string, write: (text: string) => string][] = [
  ["application/x-ndjson", (text) => `${text}\n`],
  ["application/jsonl", (text) => `${text}\r\n`],
  ["application/json-seq", (text) => `\u001e${text}\n`],
];

describe("streams in requests", () => {
  for (const [type, write] of streams) {
    it(`judges each item of ${type}, and the list`, () => {
      const body = ['{"name":"a"}', "{}", '{"name":1}'].map(write).join("");

      const reading = readAs(streamOf(type, { maxItems: 2 }), body);

      expect(reading.value).to.deep.equal([{ name: "a" }, {}, { name: 1 }]);
      expect(faultsOf(reading)).to.deep.equal(["body-invalid", "body-invalid /1", "body-invalid /2/name"]);
    });

    it(`calls ${type} malformed where an item is no JSON`, () => {
      const { violations, problem } = readAs(streamOf(type), write("{}") + write("{"));

      expect(problem).to.equal("syntax");
      expect(violations[0]?.message).to.match(/is not valid JSON in (line|record) 2/);
    });
  }

  it("takes a schema that is no list for that of each item, and text for text", () => {
    const lines = '{"name":"a"}\n{}\n';

    expect(faultsOf(readAs(mediaType("application/x-ndjson", pet), lines))).to.deep.equal(["body-invalid /1"]);
    expect(readAs(mediaType("application/x-ndjson", { type: "string" }), lines)).to.deep.include({
      value: lines,
      violations: [],
    });
  });

  it("needs a record separator in a JSON text sequence", () => {
    expect(readAs(streamOf("application/json-seq"), "{}\n").problem).to.equal("syntax");
    expect(readAs(streamOf("application/json-seq"), "\u001e\u001e{\n}").violations).to.have.length(1);
  });

  it("judges events, as what they are or as the data that they carry", () => {
    const event = {
      type: "object",
      required: ["event", "data"],
      properties: { data: { type: "string" }, event: { const: "made" }, retry: { type: "integer" } },
    };
    const body = ": hello\nevent: made\ndata: a\ndata: b\nretry: 5\n\nevent: other\ndata: c\n\n";

    const events = readAs(mediaType("text/event-stream", undefined, { itemSchema: schemaOf(event) }), body);
    const carried = readAs(streamOf("text/event-stream"), 'data: {"name":"a"}\n\ndata: {}\n\n');

    expect(events.value).to.deep.equal([
      { event: "made", data: "a\nb", retry: 5 },
      { event: "other", data: "c" },
    ]);
    expect(faultsOf(events)).to.deep.equal(["body-invalid /1/event"]);
    expect(carried.value).to.deep.equal([{ name: "a" }, {}]);
    expect(faultsOf(carried)).to.deep.equal(["body-invalid /1"]);
  });

  it("knows the word that ends a stream by the document's account", () => {
    const ended = streamOf(
      "text/event-stream",
      {},
      { examples: [{ name: "", value: "data: {}\n\ndata: [DONE]\n\n", pointer: "" }] },
    );

    expect(readAs(ended, 'data: {"name":"a"}\n\ndata: [DONE]\n\n').violations).to.deep.equal([]);
  });

  it("stops judging once much is wrong", () => {
    const { violations } = readAs(streamOf("application/jsonl"), "{}\n".repeat(100_000));

    expect(violations.length).to.be.within(50, 1_000);
  });
});

function streamOf(type: string, whole: object = {}, parts: Partial<MediaType> = {}): MediaType {
  return mediaType(type, { type: "array", ...whole }, { itemSchema: schemaOf(pet), ...parts });
}
