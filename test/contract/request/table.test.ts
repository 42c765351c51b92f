import { expect } from "chai";
import fc from "fast-check";
import { parseCsv } from "../../../src/contract/request/csv.ts";
import { faultsOf, readAs, readValue } from "../../helpers/body.ts";
import { mediaType } from "../../helpers/operation.ts";

const CSV = "text/csv";
const row = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    age: { type: "integer" },
    on: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    note: { type: ["string", "null"] },
  },
};
const rows = { type: "array", items: row };

/** Milliseconds that no body takes on a busy machine, unless the work grows faster than the body. */
const SLOW = 10_000;

describe("tables", () => {
  it("reads objects by the header line, with the types of the schema", () => {
    const text = 'name,age,on,tags\r\nRex,3,true,"[""a""]"\r\n"a, ""b""\r\nc",4,false,[]\r\n';

    expect(readValue(CSV, rows, text)).to.deep.equal([
      { name: "Rex", age: 3, on: true, tags: ["a"] },
      { name: 'a, "b"\r\nc', age: 4, on: false, tags: [] },
    ]);
  });

  it("takes an empty cell for nothing where no empty text is allowed", () => {
    expect(readValue(CSV, rows, "name,age,note\n,,\n")).to.deep.equal([{ name: "", note: "" }]);
  });

  it("takes any line ends, none at the end, and passes over empty lines", () => {
    expect(readValue(CSV, rows, "name,age\ra,1\r\n\nb,2")).to.deep.equal([
      { name: "a", age: 1 },
      { name: "b", age: 2 },
    ]);
  });

  it("reads lists and bare values without a header line", () => {
    const integers = { type: "array", items: { type: "array", items: { type: "integer" } } };

    expect(readValue(CSV, integers, "1,2\n3,4\n")).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
    expect(readValue(CSV, { type: "array", items: { type: "integer" } }, "1\n2\n")).to.deep.equal([1, 2]);
    expect(readValue(`${CSV}; header=present`, integers, "a,b\n1,2\n")).to.deep.equal([[1, 2]]);
    expect(readValue(`${CSV}; header=absent`, rows, "Rex,3,true,[],x\n")).to.deep.equal([
      { name: "Rex", age: 3, on: true, tags: [], note: "x" },
    ]);
  });

  it("reads one object as the only row, and text where that is allowed besides", () => {
    expect(readValue(CSV, row, "name,age\r\nRex,3\r\n")).to.deep.equal({ name: "Rex", age: 3 });
    expect(readValue(`${CSV}; header=absent`, row, "Rex,3,true,[],x\n")).to.include({ name: "Rex", age: 3, on: true });
    expect(readValue(CSV, { type: ["object", "null"], properties: row.properties }, "age\n3\n")).to.deep.equal({
      age: 3,
    });
    expect(readValue(CSV, { oneOf: [row, { type: "string" }] }, "name\nRex\n")).to.equal("name\nRex\n");
    expect(faultsOf(readAs(mediaType(CSV, row), "age\n3\n"))).to.deep.equal(["body-invalid"]);
    expect(readValue(CSV, { type: "object" }, "\r\n\r\n")).to.deep.equal({});
    for (const [text, count] of [
      ["name\nRex\nMax\n", 2],
      ["name\n", 0],
    ] as const) {
      const [violation] = readAs(mediaType(CSV, row), text).violations;
      expect(violation?.message).to.include(`has ${count} rows, but must be one object, which is one row`);
    }
  });

  it("reads tabs, and keeps text where no list is meant", () => {
    expect(readValue("text/tab-separated-values", rows, "name\tage\na,b\t1\n")).to.deep.equal([
      { name: "a,b", age: 1 },
    ]);
    expect(readValue(CSV, { type: "string" }, "a,b\n1,2\n")).to.equal("a,b\n1,2\n");
    expect(readValue(CSV, rows, "\n")).to.deep.equal([]);
  });

  it("refuses a cell that is no JSON where a list is meant", () => {
    expect(faultsOf(readAs(mediaType(CSV, rows), "name,tags\na,b\n"))).to.deep.equal(["body-invalid /0/tags"]);
  });

  it("judges by the schema, at places of the value", () => {
    const reading = readAs(mediaType(CSV, { ...rows, maxItems: 2 }), "name,age\na,1\nb,x\nc,2\n");

    expect(faultsOf(reading)).to.have.members(["body-invalid", "body-invalid /1/age"]);
    expect(faultsOf(readAs(mediaType(CSV, rows), "age\n1\n"))).to.deep.equal(["body-invalid /0"]);
  });

  const malformed: [what: string, text: string, message: string][] = [
    ["a quote without end", 'name\n"a\nb\n', "a quoted field that does not end (line 2)"],
    ["text behind a quote", 'name\n"a\nb"c\n', "text behind a quoted field (line 2)"],
    ["a row of another length", "name,age\na\n", "has 1 fields in row 1, but 2 columns"],
    ["a column twice", "name,name\na,b\n", "names a column twice"],
  ];
  for (const [what, text, message] of malformed) {
    it(`calls ${what} malformed`, () => {
      const { violations, problem } = readAs(mediaType(CSV, rows), text);

      expect(problem).to.equal("syntax");
      expect(violations[0]?.message).to.include(message);
    });
  }

  it("reads back what an independent writer writes", () => {
    const field = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é") });
    const written = (one: string) => `"${one.replaceAll('"', '""')}"`;

    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1 })), fc.constantFrom("\r\n", "\n", "\r"), (table, end) => {
        const text = table.map((fields) => fields.map(written).join(",") + end).join("");

        expect(parseCsv(text)).to.deep.equal({ rows: table });
      }),
    );
  });

  it("answers hostile tables in reasonable time", () => {
    const tables = [
      '"'.repeat(1_000_001),
      ",".repeat(1_000_000),
      "\n".repeat(5_000_000),
      `name\n${"x\n".repeat(500_000)}`,
    ];
    for (const text of tables) {
      const begin = performance.now();
      expect(readAs(mediaType(CSV, rows), text).violations).to.be.an("array");
      expect(performance.now() - begin, text.slice(0, 20)).to.be.below(SLOW);
    }
  }).timeout(120_000);
});
