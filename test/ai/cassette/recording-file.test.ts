import { expect } from "chai";
import { CassetteError } from "../../../src/ai/cassette/cassette-error.ts";
import { readRecordings, recordingsText } from "../../../src/ai/cassette/recording-file.ts";
import { recording } from "../../helpers/recordings.ts";

const text = recordingsText({
  operation: "listPets",
  recordings: [recording({ slot: "b" }), recording({ slot: "a" })],
});

describe("a file of recordings", () => {
  it("is JSON that people can review", () => {
    const one = recordingsText({ operation: "listPets", recordings: [recording({ slot: "limit=5" })] });

    expect(one).to.equal(`{
  "$comment": "Answers of language models, recorded by Helix. Keep the file under version control; edits are checked when it is read.",
  "cassette": 1,
  "operation": "listPets",
  "recordings": [
    {
      "answer": "200 application/json",
      "intent": "",
      "model": "openai/gpt-oss-20b",
      "promptVersion": 1,
      "provider": "groq",
      "schemaDigest": "d1",
      "slot": "limit=5",
      "value": {
        "name": "Rex"
      }
    }
  ]
}
`);
  });

  it("is read as it was written, line ends of Windows and a byte order mark included", () => {
    const read = readRecordings(`\ufeff${text.replaceAll("\n", "\r\n")}`, "x.json");

    expect(recordingsText(read)).to.equal(text);
    expect(read.recordings.map(({ card }) => card.slot)).to.deep.equal(["a", "b"]);
  });

  const wrong: readonly [what: string, from: string | RegExp, to: string, message: string][] = [
    [
      "another format",
      '"cassette": 1',
      '"cassette": 2',
      "x.json:3:3: the cassette is of a format that this Helix does not know (2)",
    ],
    ["no format", '"cassette": 1,', "", "x.json:1:1: the cassette does not say `cassette`: Helix did not write it"],
    ["no operation", '"operation": "listPets",', "", "x.json:1:1: the cassette lacks `operation`"],
    [
      "no list",
      /"recordings": \[[\s\S]*\]/,
      '"recordings": {}',
      "x.json:5:3: the cassette has an object where a list belongs",
    ],
    [
      "a text as recording",
      /\{\n {6}"answer[\s\S]*?\n {4}\}/,
      '"x"',
      "x.json:6:5: the cassette has a string where a recording belongs",
    ],
    ["a number as slot", '"slot": "a"', '"slot": 7', "x.json:13:7: the cassette needs a text as `slot`"],
    [
      "a text as version",
      '"promptVersion": 1',
      '"promptVersion": "1"',
      "x.json:10:7: the cassette needs a whole number here",
    ],
    [
      "an unknown member",
      '"slot": "a"',
      '"slots": "a", "slot": "a"',
      'x.json:13:7: the cassette has "slots", which means nothing here',
    ],
    [
      "a member of the prototype",
      '"slot": "a"',
      '"__proto__": {}, "slot": "a"',
      'x.json:13:7: the cassette has "__proto__"',
    ],
    [
      "one name twice",
      '"slot": "b"',
      '"slot": "a"',
      "x.json:18:5: the cassette has the same answer, intent and slot as recording 0",
    ],
    ["a trailing comma", '"slot": "a",', '"slot": "a",,', "x.json:13:"],
    ["a comment", '"cassette": 1,', '"cassette": 1, # mine', "x.json:3:"],
    [
      "a conflict",
      '      "slot": "a"',
      '<<<<<<< HEAD\n      "slot": "a"',
      "x.json:13:1: the cassette holds the marks of a merge",
    ],
    ["nothing", /[\s\S]*/, "", "x.json: the cassette is empty"],
    ["a list", /[\s\S]*/, "[]", "x.json:1:1: the cassette does not say `cassette`"],
    ["no value", /"value": \{[\s\S]*?\}/, '"intent": ""', "x.json:6:5: the cassette has a recording without `value`"],
  ];
  for (const [what, from, to, message] of wrong) {
    it(`is refused with its place where it has ${what}`, () => {
      const broken = text.replace(from, to);

      expect(broken).not.to.equal(text);
      expect(() => readRecordings(broken, "x.json"))
        .to.throw(CassetteError)
        .with.property("message")
        .that.contains(message);
    });
  }
});
