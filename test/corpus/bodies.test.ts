import { expect } from "chai";
import type { BodyCase } from "./body-case.ts";
import { sampleFile, writableTypes } from "./client/files.ts";
import { flatCases } from "./flat-cases.ts";
import type { BodyVerdict } from "./judge/body/evidence.ts";
import { judgeBody } from "./judge/body.ts";
import { openDocument } from "./judge/document.ts";
import { judgeFor } from "./judge/judge.ts";
import { covers, isNameable, kindOf } from "./judge/media-type.ts";
import { readOperations } from "./judge/operations.ts";
import { structuredCases } from "./structured-cases.ts";

describe("the judge of bodies", () => {
  for (const each of [...structuredCases, ...flatCases]) {
    it(`reads ${each.what}`, async () => {
      for (const body of each.good) {
        const verdict = await judged(each, body);
        expect(verdict.complaints, String(body)).to.deep.equal([]);
        expect(verdict.unjudged, String(body)).to.equal(undefined);
      }
      for (const [fault, body] of Object.entries(each.bad)) {
        const { complaints, ambiguous } = await judged(each, body);
        expect(complaints, fault).to.not.deep.equal([]);
        expect(ambiguous, fault).to.equal(false);
      }
    });
  }

  for (const type of writableTypes.filter((essence) => essence !== "application/octet-stream")) {
    it(`decodes ${type}`, async () => {
      const file = sampleFile(type) ?? new Uint8Array();
      const media = { schema: { type: "string", format: "binary" } };
      const verdictOf = (bytes: Uint8Array | string) => judged({ range: type, media }, bytes);

      expect((await verdictOf(file)).complaints).to.deep.equal([]);
      expect((await verdictOf(file)).unjudged).to.equal(undefined);
      expect((await verdictOf(file.slice(0, file.length / 3))).complaints, "cut off").to.not.deep.equal([]);
      expect((await verdictOf("a text")).complaints, "text").to.not.deep.equal([]);
      expect((await verdictOf("")).complaints, "nothing").to.not.deep.equal([]);
      const other = sampleFile(type === "image/png" ? "image/gif" : "image/png") ?? "";
      expect((await verdictOf(other)).complaints, "another type").to.not.deep.equal([]);
    });
  }

  it("says what it cannot judge, and why", async () => {
    const font = await judged({ range: "font/woff2", media: { schema: { type: "string", format: "binary" } } }, "abc");
    const free = await judged({ range: "text/plain", media: {} }, "abc");

    expect(font.unjudged).to.include("font/woff2");
    expect(free.unjudged).to.include("no schema");
  });

  it("tells which types a range covers", () => {
    expect(covers("image/*", "image/png")).to.equal(true);
    expect(covers("image/*", "application/png")).to.equal(false);
    expect(covers("*/*", "a/b; c=d")).to.equal(true);
    expect(covers("text/csv; header=absent", "text/csv")).to.equal(true);
    expect(covers("text/csv", "text/plain")).to.equal(false);
  });

  it("knows what is no media type", () => {
    const names = ["a/b", "a/*", "*/*", "*", "a/b; c=d/e", "", "xls", "codecs=opus", "/b"];

    expect(names.filter((name) => !isNameable(name))).to.deep.equal(["", "xls", "codecs=opus", "/b"]);
  });

  it("knows kinds by their media types", () => {
    const types = [
      "application/vnd.a+json",
      "application/geo+json-seq",
      "image/svg+xml",
      "application/atom+xml",
      "font/ttf",
    ];

    expect(types.map(kindOf)).to.deep.equal(["json", "sequence", "image", "xml", "binary"]);
  });
});

type Declared = Pick<BodyCase, "range" | "media"> & Partial<BodyCase>;

async function judged(
  { version = "3.0.3", range, type = range, media, schemas = {} }: Declared,
  body: string | Uint8Array,
): Promise<BodyVerdict> {
  const responses = { 200: { description: "", content: { [range]: media } } };
  const document = openDocument({ openapi: version, paths: { "/x": { get: { responses } } }, components: { schemas } });
  const [declared] = readOperations(document)[0]?.answers[0]?.media ?? [];
  if (declared === undefined) throw new Error("nothing is declared");
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return judgeBody(document, judgeFor(document, "response", []), declared, type, bytes);
}
