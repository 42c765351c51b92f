import { expect } from "chai";
import fc from "fast-check";
import {
  isForm,
  isJson,
  isMultipart,
  isSequential,
  isText,
  isXml,
  mediaRangeMatches,
  parseMediaType,
} from "../../src/base/media-type.ts";

describe("parseMediaType", () => {
  it("takes type, subtype and parameters apart", () => {
    const parsed = parseMediaType(' Text/HTML ; Charset="utf\\-8"; x=1;x=2;broken; =y');

    expect(parsed).to.deep.include({ type: "text", subtype: "html" });
    expect([...(parsed?.parameters ?? [])]).to.deep.equal([
      ["charset", "utf-8"],
      ["x", "1"],
    ]);
  });

  it("keeps separators inside quotes together", () => {
    expect(parseMediaType('multipart/mixed; boundary="a;b=c"; n=1')?.parameters.get("boundary")).to.equal("a;b=c");
  });

  it("finds no media type in other text", () => {
    for (const text of ["", "json", "/", "a/", "/b", "a b/c", "a/b/c", "ü/b", "a/b c", "text/html, text/xml"]) {
      expect(parseMediaType(text), text).to.equal(undefined);
    }
  });

  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseMediaType(text) !== "string"));
  });
});

describe("kinds of media types", () => {
  const kinds: [mediaType: string, kind: string][] = [
    ["application/json", "json"],
    ["Application/Problem+JSON; charset=utf-8", "json"],
    ["text/json", "json"],
    ["application/x-ndjson", "other"],
    ["application/json-seq", "other"],
    ["application/xml", "xml"],
    ["text/xml", "xml"],
    ["image/svg+xml", "xml"],
    ["text/plain", "text"],
    ["text/csv;header=present", "text"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data; boundary=x", "multipart"],
    ["application/octet-stream", "other"],
  ];
  for (const [mediaType, kind] of kinds) {
    it(`knows ${mediaType} as ${kind}`, () => {
      const checks = { json: isJson, xml: isXml, text: isText, form: isForm, multipart: isMultipart };
      const holding = Object.entries(checks).filter(([, check]) => check(mediaType));

      expect(holding.map(([name]) => name)).to.deep.equal(kind === "other" ? [] : [kind]);
    });
  }
});

describe("isSequential", () => {
  it("knows streams of items, whatever their parameters", () => {
    const types = [
      "text/event-stream; charset=utf-8",
      "application/jsonl",
      "application/x-ndjson",
      "application/geo+json-seq",
    ];

    expect(types.filter(isSequential)).to.deep.equal(types);
    expect(["application/json", "text/plain", "multipart/mixed"].filter(isSequential)).to.deep.equal([]);
  });
});

describe("mediaRangeMatches", () => {
  const cases: [range: string, mediaType: string, matches: boolean][] = [
    ["*/*", "image/png", true],
    ["*", "image/png", true],
    ["image/*", "image/png", true],
    ["image/*", "text/png", false],
    ["*/png", "image/png", false],
    ["application/*+json", "application/hal+json", true],
    ["application/*+json", "application/json", false],
    ["application/json", "application/JSON;charset=utf-8", true],
    ["application/json;charset=utf-8", "application/json", true],
    ["application/json;v=1", "application/json;v=1;x=2", true],
    ["application/json;v=1", "application/json", true],
    ["application/json;v=1", "application/json;v=2", false],
    ["application/json", "application/problem+json", false],
    ["*/*", "nonsense", false],
    ["nonsense", "application/json", false],
    ["xls", "xls", true],
  ];
  for (const [range, mediaType, matches] of cases) {
    it(`${matches ? "covers" : "does not cover"} ${mediaType} with ${range}`, () => {
      expect(mediaRangeMatches(range, mediaType)).to.equal(matches);
    });
  }
});
