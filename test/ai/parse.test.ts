import { expect } from "chai";
import { parseWritten } from "../../src/ai/parse.ts";

describe("parseWritten", () => {
  for (const [what, text, value, repairs] of [
    ["plain JSON", ' {"a": [1, null]} ', { a: [1, null] }, []],
    ["a byte order mark", '\uFEFF{"a":1}', { a: 1 }, []],
    ["a code fence", '```json\n{"a":1}\n```', { a: 1 }, ["left out what stood around the JSON"]],
    [
      "prose around",
      'Sure [1]! Here is it: {"a":{"b":"}"}} - enjoy.',
      { a: { b: "}" } },
      ["left out what stood around the JSON"],
    ],
    [
      "prose with brackets that are never closed",
      'One [or two: {"a":1}',
      { a: 1 },
      ["left out what stood around the JSON"],
    ],
    ["thoughts", '<think>{"b":2}? no</think>\n{"a":1}', { a: 1 }, ["left out thoughts"]],
    [
      "thoughts and a fence",
      '<thinking>hm</thinking>```\n{"a":1}```',
      { a: 1 },
      ["left out thoughts", "left out what stood around the JSON"],
    ],
    ["syntax of Python", "{'a': True, 'b': None,}", { a: true, b: null }, ["mended the syntax of the JSON"]],
    ["a missing end", '{"a": [1, 2', { a: [1, 2] }, ["mended the syntax of the JSON"]],
    ["JSON in a string", JSON.stringify('{"a":1}'), { a: 1 }, ["took the JSON out of a string"]],
    ["a string that only looks like it", '"[draft] title"', "[draft] title", []],
    ["equal keys", '{"a":1,"a":2}', { a: 2 }, []],
    ["a tag in a string", '{"a":"</think> ```x``` {"}', { a: "</think> ```x``` {" }, []],
    ["a number", "42", 42, []],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(parseWritten(text)).to.deep.equal({ value, repairs });
    });
  }

  for (const [what, text, defect] of [
    ["nothing", " \n ", "is blank"],
    ["prose", "I cannot do that.", "holds no JSON"],
    ["infinity", '{"a":[1e999]}', "holds a number that is too large"],
    ["100 000 levels", "[".repeat(100_000), "is nested deeper than 100 levels"],
    [
      "100 000 levels that are closed",
      `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      "is nested deeper than 100 levels",
    ],
  ] as const) {
    it(`does not take ${what}`, () => {
      expect(parseWritten(text)).to.deep.equal({ defect });
    });
  }

  it("reads __proto__ as a key like others, mended or not", () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1},}']) {
      const parsed = parseWritten(text);

      const value = "value" in parsed ? (parsed.value as object) : {};
      expect(Object.hasOwn(value, "__proto__"), text).to.equal(true);
      expect(value).to.not.have.property("x");
    }
  });

  it("takes no longer than it should over a million characters of nonsense", () => {
    const hostile = [
      '"\\"'.repeat(300_000),
      "[".repeat(60),
      "{]".repeat(400_000),
      "<think>".repeat(140_000),
      "```".repeat(300_000),
      `{"a":"${'\\"'.repeat(400_000)}`,
    ];
    const start = performance.now();

    for (const text of hostile) parseWritten(`x${text}`);

    expect(performance.now() - start).to.be.lessThan(10_000);
  });
});
