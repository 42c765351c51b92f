import { expect } from "chai";
import fc from "fast-check";
import { chooseResponse, negotiate } from "../../../src/contract/request/negotiate.ts";
import { mediaType, operation, response } from "../../helpers/operation.ts";

describe("negotiate", () => {
  const choices: [accept: string | undefined, declared: string[], chosen: string | undefined][] = [
    [undefined, ["application/xml", "application/json"], "application/json"],
    [undefined, ["application/xml", "text/csv"], "application/xml"],
    [undefined, [], undefined],
    ["", ["text/csv"], "text/csv"],
    ["*/*", ["application/xml", "application/json"], "application/json"],
    ["*", ["text/csv"], "text/csv"],
    ["application/xml", ["application/json", "application/xml"], "application/xml"],
    ["APPLICATION/XML", ["application/xml"], "application/xml"],
    ["application/pdf", ["application/json"], undefined],
    ["text/*", ["application/json", "text/csv"], "text/csv"],
    ["application/json;q=0.5, text/csv", ["application/json", "text/csv"], "text/csv"],
    ["text/csv;q=0.5, */*;q=0.1", ["application/json", "text/csv"], "text/csv"],
    ["application/json;q=0, */*", ["application/json", "text/csv"], "text/csv"],
    ["application/json;q=0", ["application/json"], undefined],
    ["*/*;q=0", ["application/json"], undefined],
    ["image/png", ["image/*"], "image/*"],
    ["image/png", ["*/*"], "*/*"],
    ["image/png", ["*/*", "image/png"], "image/png"],
    ["*/*", ["*/*", "image/png"], "*/*"],
    ["image/png", ["image/*", "*/*"], "image/*"],
    ["application/json", ["application/hal+json"], "application/hal+json"],
    ["application/json", ["application/hal+json", "application/json"], "application/json"],
    ["application/json, application/hal+json;q=0", ["application/hal+json"], undefined],
    ["application/hal+json", ["application/json"], undefined],
    ["application/*+json", ["application/problem+json"], "application/problem+json"],
    ["application/json; charset=utf-8", ["application/json"], "application/json"],
    ["application/json", ["application/json; charset=utf-8"], "application/json; charset=utf-8"],
    ["application/json;v=2", ["application/json;v=1", "application/json;v=2"], "application/json;v=2"],
    [
      "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
      ["application/json", "application/xml"],
      "application/xml",
    ],
    ["application/json;q=banana", ["application/json"], "application/json"],
    [",,;q=1,///", ["application/json"], "application/json"],
    ['text/csv;x="a,b;c", text/plain', ["text/plain"], "text/plain"],
  ];
  for (const [accept, declared, chosen] of choices) {
    it(`answers ${accept === undefined ? "no Accept" : JSON.stringify(accept)} from [${declared}] with ${chosen ?? "nothing"}`, () => {
      const content = declared.map((range) => mediaType(range));

      expect(negotiate(accept, content)?.range).to.equal(chosen);
    });
  }

  it("never throws, whatever the field holds", () => {
    const content = [mediaType("application/json"), mediaType("broken"), mediaType("text/*")];
    const hostile = fc.string({
      unit: fc.constantFrom("*", "/", ";", ",", "q", "=", '"', "\\", "0", ".", " ", "a", "\u0000"),
    });

    fc.assert(fc.property(hostile, (accept) => negotiate(accept, content) === undefined || content.length > 0));
  });

  it("reads a huge field in reasonable time", () => {
    expect(negotiate("a/b;q=0.1,".repeat(100_000), [mediaType("application/json")])).to.equal(undefined);
  });
});

describe("chooseResponse", () => {
  const choices: [declared: string[], code: string | undefined, key: string | undefined, status: number | undefined][] =
    [
      [["404", "201", "200"], undefined, "200", 200],
      [["2XX", "201"], undefined, "201", 201],
      [["2XX", "default"], undefined, "2XX", 200],
      [["404", "default"], undefined, "default", 200],
      [["500", "404", "302"], undefined, "302", 302],
      [["4XX"], undefined, "4XX", 400],
      [["101", "404"], undefined, "404", 404],
      [["200", "404"], "404", "404", 404],
      [["4XX", "404"], "404", "404", 404],
      [["4XX", "default"], "418", "4XX", 418],
      [["200", "default"], "503", "default", 503],
      [["200"], "404", undefined, undefined],
      [["200", "default"], "99", undefined, undefined],
      [["200", "default"], "abc", undefined, undefined],
      [[], undefined, undefined, undefined],
    ];
  for (const [declared, code, key, status] of choices) {
    it(`chooses ${key ?? "nothing"} from [${declared}] for ${code ?? "no code"}`, () => {
      const responses = declared.map((one) => response(one));

      const chosen = chooseResponse(operation("GET /x", { responses }), code);

      if (key === undefined) expect(chosen).to.deep.equal({ available: declared });
      else expect(chosen).to.deep.equal({ response: responses.find((one) => one.status === key), status });
    });
  }
});
