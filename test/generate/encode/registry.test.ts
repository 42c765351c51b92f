import { readdirSync } from "node:fs";
import { expect } from "chai";
import { parse as parseTable } from "csv-parse/sync";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import type { JsonValue } from "../../../src/base/json.ts";
import { isSequential } from "../../../src/base/media-type.ts";
import type { Encoder } from "../../../src/generate/encode/encoder.ts";
import { encode, encoders } from "../../../src/generate/encode/index.ts";
import { mediaType } from "../../helpers/operation.ts";

const folder = new URL("../../../src/generate/encode/", import.meta.url);

/** What an encoder claims to write, and a reader that knows nothing of it. */
interface Claim {
  readonly types: readonly string[];
  readonly values: fc.Arbitrary<JsonValue>;
  /** Of the values. Default: none is declared. */
  readonly schema?: unknown;
  /** What a client makes of the bytes, given as a character for each where they are no text. */
  readonly read: (text: string, contentType: string) => unknown;
  readonly isBinary?: boolean;
  /** What the client should have made of the value. Default: the value. */
  readonly expected?: (value: JsonValue) => unknown;
}

// JSON has no -0.
const anything = fc.jsonValue().map((value): JsonValue => JSON.parse(JSON.stringify(value)));
const anyList = fc.array(anything);
const fields = fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }));
const rows = fc.array(fc.record({ id: fc.string({ unit: "grapheme" }), note: fc.string({ unit: "grapheme" }) }));
const lines = fc.array(fc.record({ id: fc.stringMatching(/^[a-z ]{1,9}$/), note: fc.stringMatching(/^[a-z"']*$/) }));
const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const parts = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: "grapheme" }), { minKeys: 1 });
const elements = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z<>&"' ]*$/));

const claims: Readonly<Record<string, Claim>> = {
  json: {
    types: ["application/json", "text/json", "application/problem+json"],
    values: anything,
    read: parseJson,
  },
  xml: {
    types: ["application/xml", "text/xml", "application/atom+xml"],
    values: elements,
    read: (text) => Object.values(xmlParser.parse(text))[1] || {},
  },
  form: {
    types: ["application/x-www-form-urlencoded"],
    values: fields,
    read: (text) => Object.fromEntries(new URLSearchParams(text)),
  },
  "event-stream": {
    types: ["text/event-stream"],
    values: anyList,
    read: (text) => readEvents(text).map(({ data }) => data),
    expected: (value) => (value as JsonValue[]).map((item) => (typeof item === "string" ? item : JSON.stringify(item))),
  },
  "json-lines": {
    types: ["application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines"],
    values: anyList,
    read: (text) => text.split("\n").slice(0, -1).map(parseJson),
  },
  "json-sequence": {
    types: ["application/json-seq", "application/geo+json-seq"],
    values: anyList,
    read: (text) => text.split("\u001e").slice(1).map(parseJson),
  },
  multipart: {
    types: ["multipart/form-data", "multipart/mixed"],
    values: parts,
    // Parts of no type are octets (OAS 3.2 §4.15.1.1), which readers of text cannot take.
    schema: { additionalProperties: { type: "string" } },
    read: readParts,
  },
  csv: {
    types: ["text/csv"],
    values: rows,
    read: (text) => parseTable(text, { columns: true }),
  },
  tsv: {
    types: ["text/tab-separated-values"],
    values: lines,
    read: (text) => parseTable(text, { columns: true, delimiter: "\t", quote: false }),
  },
  binary: {
    types: ["application/octet-stream", "image/png", "application/pdf"],
    values: bytes,
    read: (text) => text,
    isBinary: true,
  },
  text: {
    types: ["text/plain", "text/html"],
    values: fc.string({ unit: "grapheme" }),
    read: (text) => text,
  },
};

describe("encoders", () => {
  it("are all registered, each under a name of its own and with a claim here", async () => {
    const files = readdirSync(folder).filter((file) => /^(?!encoder|index).*\.ts$/.test(file));
    const written = await Promise.all(files.map((file) => encodersIn(file)));

    const names = encoders.map(({ name }) => name);
    expect(names).to.have.members([...written.flat().map(({ name }) => name), "multipart"]);
    expect(names).to.have.members(Object.keys(claims));
    expect(names.at(-1)).to.equal("text");
  });

  for (const [name, claim] of Object.entries(claims)) {
    const { types, values, schema, read, expected = (value: JsonValue) => value, isBinary } = claim;
    for (const type of types) {
      it(`write ${type} so that readers of ${name} get the value`, () => {
        expect(encoders.find((encoder) => encoder.writes(type))?.name).to.equal(name);

        fc.assert(
          fc.property(values, (value) => {
            const { bytes: sent, contentType } = encode(value, mediaType(type, schema));
            const text = isBinary
              ? Buffer.from(sent).toString("latin1")
              : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(sent);

            expect(read(text, contentType)).to.deep.equal(expected(value));
          }),
          { numRuns: 50 },
        );
      });
    }
  }

  it("write as streams what counts as one", () => {
    const streams = Object.entries(claims).filter(([, { types }]) => types.some(isSequential));

    expect(streams.map(([name]) => name)).to.deep.equal(["event-stream", "json-lines", "json-sequence"]);
    expect(streams.flatMap(([, { types }]) => types).every(isSequential)).to.equal(true);
  });

  const contentTypes: [range: string, contentType: string][] = [
    ["application/json", "application/json"],
    ["application/*", "application/json"],
    ["*/*", "application/json"],
    ["text/plain", "text/plain; charset=utf-8"],
    ["text/plain;charset=UTF-8", "text/plain; charset=UTF-8"],
    ["text/*", "text/plain; charset=utf-8"],
    ["text/event-stream", "text/event-stream; charset=utf-8"],
    ["application/vnd.pets+json;version=2", "application/vnd.pets+json; version=2"],
  ];
  for (const [range, contentType] of contentTypes) {
    it(`send ${range} as ${contentType}`, () => {
      expect(encode("x", mediaType(range)).contentType).to.equal(contentType);
    });
  }
});

describe("the event-stream encoder", () => {
  it("makes one event of one value", () => {
    expect(events("High river")).to.equal("data: High river\n\n");
    expect(events({ level: 7 })).to.equal('data: {"level":7}\n\n');
  });

  it("makes an event of each item", () => {
    expect(events([{ level: 7 }, "calm"])).to.equal('data: {"level":7}\n\ndata: calm\n\n');
  });

  it("writes every line of a text as data", () => {
    expect(events("one\ntwo\r\n\rthree")).to.equal("data: one\ndata: two\ndata: \ndata: three\n\n");
  });

  it("writes the fields of what is an event", () => {
    expect(events([{ event: "rise", data: "a\nb", id: "1\n2", retry: 500 }])).to.equal(
      "event: rise\ndata: a\ndata: b\nid: 1 2\nretry: 500\n\n",
    );
    expect(events([{ data: "a", level: 7 }])).to.equal('data: {"data":"a","level":7}\n\n');
  });

  it("sends a text that is a stream as it is", () => {
    const stream = ": a comment\nevent: rise\ndata: 7\n\ndata:8\n\n";

    expect(events(stream)).to.equal(stream);
    expect(events(stream.trimEnd())).to.equal(stream);
    expect(events("data: 7\nis no stream")).to.equal("data: data: 7\ndata: is no stream\n\n");
  });
});

const xmlParser = new XMLParser({ parseTagValue: false, trimValues: false });

function events(value: JsonValue): string {
  return Buffer.from(encode(value, mediaType("text/event-stream")).bytes).toString();
}

/** The algorithm of WHATWG HTML §9.2.6, as far as data goes. */
function readEvents(text: string): { data: string }[] {
  const found: { data: string }[] = [];
  let data: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === "" && data.length > 0) found.push({ data: data.join("\n") });
    if (line === "") data = [];
    const [, value] = /^data(?:: ?(.*))?$/su.exec(line) ?? [];
    if (value !== undefined) data.push(value);
  }
  return found;
}

/** RFC 2046 §5.1.1, as far as it concerns text parts with names. */
function readParts(text: string, contentType: string): Record<string, string> {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1] ?? "";
  const [before, ...others] = text.split(`--${boundary}`);
  expect(before).to.equal("");
  expect(others.pop()).to.equal("--\r\n");
  const entries = others.map((part): [string, string] => {
    const end = part.indexOf("\r\n\r\n");
    return [/; name="([^"]*)"/.exec(part.slice(0, end))?.[1] ?? "", part.slice(end + 4, -2)];
  });
  return Object.fromEntries(entries);
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

async function encodersIn(file: string): Promise<Encoder[]> {
  const module: Record<string, unknown> = await import(new URL(file, folder).href);
  return Object.values(module).filter(isEncoder);
}

function isEncoder(value: unknown): value is Encoder {
  return typeof value === "object" && value !== null && "writes" in value && "encode" in value;
}
