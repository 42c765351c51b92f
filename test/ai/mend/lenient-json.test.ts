import { expect } from "chai";
import { jsonrepair } from "jsonrepair";
import { readLenientJson } from "../../../src/ai/mend/lenient-json.ts";

describe("readLenientJson", () => {
  for (const [what, text, value] of [
    ["single quotes", "{'a': 'it''s', 'b': 'it's'}", { a: "it''s", b: "it's" }],
    ["curly quotes", "{“a”: “b”, ‘c’: ‘d’}", { a: "b", c: "d" }],
    ["names without quotes", "{a: 1, $b_2: [x, y]}", { a: 1, $b_2: ["x", "y"] }],
    ["commas too many", "{,'a': [1,,2,],,}", { a: [1, 2] }],
    ["commas too few", '{"a": 1 "b": [1 2 "x" "y"]\n"c": {}}', { a: 1, b: [1, 2, "x", "y"], c: {} }],
    ["comments", '// first\n{/* a */ "a": 1, # last\n "b": "// no # comment"}', { a: 1, b: "// no # comment" }],
    ["words of Python", "[True, False, None, NaN, -Infinity]", [true, false, null, null, null]],
    ["numbers of all sorts", "[+1, .5, 5., 1e3, 007, 1_0]", [1, 0.5, 5, 1000, 7, "1_0"]],
    ["quotes within texts", '{"a": "she said "hi" to me", "b": 1}', { a: 'she said "hi" to me', b: 1 }],
    ["texts in parts", '["a" + "b" + \'c\']', ["abc"]],
    ["escapes", '["\\u0041\\n\\"\\x\\u00", "\\ud83d\\ude00"', ['A\n"xu00', "😀"]],
    ["JSON as it stands in a string", '{\\"a\\": \\"b\\"}', { a: "b" }],
    ["an end that is missing", '{"a": [1, {"b": "cut of', { a: [1, { b: "cut of" }] }],
    ["a value that is missing", '{"a": , "b": }', {}],
    ["a name without a value at the end", '{"a": 1, "b', { a: 1 }],
    ["a bracket that is missing", '{"a": [{"b": 1], "c": 2}', { a: [{ b: 1 }], c: 2 }],
    ["and so on", '[1, 2, ..., "x", …]', [1, 2, "x"]],
    ["line breaks in texts", '["a\n\tb"]', ["a\n\tb"]],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(readLenientJson(text)).to.deep.equal(value);
    });
  }

  it("reads what is cut off anywhere as another reader does, as far as it goes", () => {
    const whole = JSON.stringify({
      id: 7,
      name: 'a "b" \\ ü',
      tags: ["x", "y, z"],
      inner: { on: true, off: null, sum: 1.5 },
    });
    const differing: string[] = [];
    for (let length = 1; length < whole.length; length++) {
      const text = whole.slice(0, length);
      const mine = JSON.stringify(readLenientJson(text));
      const other = JSON.parse(jsonrepair(text)) as object;
      // A name, a word or a number that is cut off is read in one way or another.
      const isTold = Object.entries(other)
        .slice(0, -1)
        .every(([name, member]) => {
          return JSON.stringify((readLenientJson(text) as Record<string, unknown>)[name]) === JSON.stringify(member);
        });
      if (!isTold) differing.push(`${text}: ${mine}`);
    }

    expect(differing).to.deep.equal([]);
  });

  it("takes time that grows with the text only", () => {
    const units = [
      "{",
      "[",
      '"',
      "'",
      "`",
      ",",
      ":",
      "\\",
      "/",
      "*/",
      "//",
      "a",
      "1",
      " ",
      "\n",
      "+",
      "“",
      "#",
      "http://",
    ];
    const pairs = units.flatMap((one) => units.flatMap((other) => [one + other, `${one}${other}*/`]));
    let slowest = 0;
    for (const head of ["", "[", '{"a":', '["']) {
      for (const unit of pairs) {
        const begun = performance.now();
        readLenientJson(head + unit.repeat(20_000 / unit.length));
        slowest = Math.max(slowest, performance.now() - begun);
      }
    }

    // With squares in it, one of them takes ten seconds and more.
    expect(slowest).to.be.lessThan(500);
  });

  it("sets no prototype", () => {
    const value = readLenientJson("{'__proto__': {'x': 1}}") as object;

    expect(Object.hasOwn(value, "__proto__")).to.equal(true);
    expect(value).to.not.have.property("x");
  });

  it("does not read beyond the nesting that is taken", () => {
    expect(readLenientJson("[".repeat(100_000))).to.equal(undefined);
  });
});
