import { expect } from "chai";
import { DocumentError } from "../../../src/contract/document/document-error.ts";
import { MAX_NESTING, MAX_SEPARATORS, parseText } from "../../../src/contract/document/parse.ts";

describe("parseText", () => {
  it("reads JSON as JSON", () => {
    const { value, syntax } = parseText('{"a": [1, "b", null]}', "a.json");

    expect(value).to.deep.equal({ a: [1, "b", null] });
    expect(syntax).to.equal("json");
  });

  it("reads YAML by the core schema: dates, on and yes stay strings, numeric keys become strings", () => {
    const { value, syntax } = parseText("on: yes\nday: 2024-01-01\n200: {ok: true}\n", "a.yaml");

    expect(value).to.deep.equal({ on: "yes", day: "2024-01-01", "200": { ok: true } });
    expect(syntax).to.equal("yaml");
  });

  it("resolves aliases and merge keys", () => {
    const { value } = parseText("base: &base {a: 1, b: 2}\nmore: {<<: *base, b: 3}\nsame: *base\n", "a.yaml");

    expect(value).to.deep.equal({ base: { a: 1, b: 2 }, more: { a: 1, b: 3 }, same: { a: 1, b: 2 } });
  });

  it("reads YAML written in braces, and says so where it should have been JSON", () => {
    const { value, remarks } = parseText('{"a": 1, # one\n "b": 2,}', "a.json");

    expect(value).to.deep.equal({ a: 1, b: 2 });
    expect(remarks.map(({ code }) => code)).to.deep.equal(["json-invalid"]);
  });

  it("lets the last of two equal keys count, with a remark that names the line", () => {
    const { value, remarks } = parseText("a: 1\nb: 2\na: 3\n", "a.yaml");

    expect(value).to.deep.equal({ a: 3, b: 2 });
    expect(remarks).to.have.length(1);
    expect(remarks[0]).to.include({ code: "key-repeated", severity: "warning" });
    expect(remarks[0]?.position).to.deep.equal({ line: 3, column: 1 });
  });

  it("reads the first of several YAML documents, with a remark", () => {
    const { value, remarks } = parseText("a: 1\n---\nb: 2\n", "a.yaml");

    expect(value).to.deep.equal({ a: 1 });
    expect(remarks.map(({ code }) => code)).to.deep.equal(["yaml-several-documents"]);
  });

  for (const text of ['{"__proto__": {"polluted": true}}', "__proto__: {polluted: true}"]) {
    it(`takes __proto__ for an ordinary key in ${text}`, () => {
      const { value } = parseText(text, "a");

      expect(Object.keys(value as object)).to.deep.equal(["__proto__"]);
      expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
      expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
    });
  }

  it("names line and column of broken JSON and broken YAML", () => {
    expect(refusal('{\n  "a": [1\n')).to.deep.equal(["document-syntax", "t:3:1"]);
    expect(refusal("a:\n  b: c: d\n")).to.deep.equal(["document-syntax", "t:2:7"]);
  });

  for (const [what, text, code] of [
    ["an empty text", " \n", "document-empty"],
    ["nothing but a comment", "# later\n", "document-empty"],
    ["a custom tag", "a: !ruby/object {}", "document-syntax"],
    ["an alias to its own ancestor", "a: &a {b: *a}", "document-aliases"],
    ["an alias bomb", aliasBomb(), "document-aliases"],
    ["100 000 nested JSON lists", "[".repeat(100_000), "document-too-deep"],
    ["100 000 nested JSON objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "document-too-deep"],
    ["100 000 nested YAML lists", `a: ${"[".repeat(100_000)}`, "document-too-deep"],
    ["YAML of nothing but small values", "- a\n".repeat(MAX_SEPARATORS.yaml + 1), "document-too-large"],
    ["JSON of nothing but small values", `[${"0,".repeat(MAX_SEPARATORS.json + 1)}0]`, "document-too-large"],
    ["a tower of aliases", aliasTower(MAX_NESTING + 1), "document-too-deep"],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(refusal(text)[0]).to.equal(code);
    });
  }

  it("accepts aliases in reasonable number", () => {
    const { value } = parseText(aliasTower(MAX_NESTING - 2), "a.yaml");

    expect(Object.keys(value as object)).to.have.length(MAX_NESTING - 1);
  });
});

function refusal(text: string): [code: string, where: string] {
  try {
    parseText(text, "t");
  } catch (error) {
    if (error instanceof DocumentError) return [error.code, error.where];
    throw error;
  }
  throw new Error("expected a refusal");
}

/** 20 lines that stand for 10^20 values. */
function aliasBomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 20; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );
  }
  return lines.join("\n");
}

/** Each line nests the one before: flat as text, deep as a value. */
function aliasTower(height: number): string {
  const lines = ["a0: &a0 {}"];
  for (let level = 1; level <= height; level++) lines.push(`a${level}: &a${level} {b: *a${level - 1}}`);
  return lines.join("\n");
}
