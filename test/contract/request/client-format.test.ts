import { expect } from "chai";
import fc from "fast-check";
import type { ArrayFormat, ObjectFormat } from "../../../src/config.ts";
import { type CallReading, readCall } from "../../../src/contract/request/read-call.ts";
import { usualReading } from "../../../src/contract/request/reading-settings.ts";
import { compileRouter } from "../../../src/contract/routing/path.ts";
import { mediaType, operation, parameter, request } from "../../helpers/operation.ts";

const list = { type: "array", items: { type: "integer" } };
const point = {
  type: "object",
  properties: { x: { type: "integer" }, y: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
};

/** How the formats of Steady are written, by its documentation. */
const arrays: Readonly<Record<Exclude<ArrayFormat, "auto">, (name: string, values: readonly string[]) => string>> = {
  repeat: (name, values) => values.map((value) => `${name}=${value}`).join("&"),
  comma: (name, values) => `${name}=${values.join(",")}`,
  space: (name, values) => `${name}=${values.join("%20")}`,
  pipe: (name, values) => `${name}=${values.join("|")}`,
  brackets: (name, values) => values.map((value) => `${name}[]=${value}`).join("&"),
};
const objects: Readonly<Record<Exclude<ObjectFormat, "auto">, string>> = {
  flat: "x=1&y=a",
  "flat-comma": "p=x,1,y,a",
  brackets: "p[x]=1&p[y]=a",
  dots: "p.x=1&p.y=a",
};
const declared = operation("POST /x", {
  // Whatever the document says.
  parameters: [
    parameter("query", "l", list, { style: "pipeDelimited", explode: false }),
    parameter("query", "p", point, { style: "form", explode: false }),
  ],
  body: {
    required: false,
    content: [mediaType("application/x-www-form-urlencoded", { type: "object", properties: { l: list, p: point } })],
    pointer: "",
  },
});

/** Milliseconds that no body takes on a busy machine, unless the work grows faster than the body. */
const SLOW = 10_000;

describe("formats of clients", () => {
  for (const array of Object.keys(arrays) as (keyof typeof arrays)[]) {
    it(`reads lists that are written as "${array}", in queries and forms`, () => {
      fc.assert(
        fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 4 }), (values) => {
          const text = arrays[array]("l", values.map(String));

          expect(read(text, "", { array })).to.deep.equal({ query: { l: values }, body: undefined, faults: [] });
          expect(read("", text, { array })).to.deep.equal({ query: {}, body: { l: values }, faults: [] });
        }),
        { numRuns: 30 },
      );
    });
  }

  for (const [object, text] of Object.entries(objects) as [keyof typeof objects, string][]) {
    it(`reads objects that are written as "${object}", in queries and forms`, () => {
      const value = { x: 1, y: "a" };

      expect(read(text, "", { object })).to.deep.equal({ query: { p: value }, body: undefined, faults: [] });
      expect(read("", text, { object })).to.deep.equal({ query: {}, body: { p: value }, faults: [] });
    });
  }

  it("reads lists inside objects as lists are written", () => {
    const tags = { tags: ["a", "b"] };

    expect(read("p[tags]=a,b", "", { array: "comma", object: "brackets" }).query).to.deep.equal({ p: tags });
    expect(read("p.tags=a&p.tags=b", "", { array: "repeat", object: "dots" }).query).to.deep.equal({ p: tags });
    expect(read("", "p[tags][]=a&p[tags][]=b", { array: "brackets", object: "brackets" }).body).to.deep.equal({
      p: tags,
    });
  });

  it("refuses what is written otherwise", () => {
    expect(read("l=1&l=2", "", { array: "brackets" }).faults).to.deep.equal([
      'The query parameter "l" is not written as clients are set to write it (lists brackets, objects auto).',
    ]);
    expect(read("l=1,2", "", { array: "repeat" }).faults).to.have.length(1);
    expect(read("l=1|2", "").faults).to.deep.equal([]);
  });

  it("takes the word of a request before the settings", () => {
    const headers = { "x-steady-query-array-format": "comma", "x-helix-form-object-format": "Dots" };

    expect(read("l=1,2", "p.x=1", { array: "pipe" }, headers)).to.deep.equal({
      query: { l: [1, 2] },
      body: { p: { x: 1 } },
      faults: [],
    });
    expect(read("", "", {}, { "x-helix-query-array-format": "csv" }).faults).to.deep.equal([
      'The header "x-helix-query-array-format" must be one of auto, repeat, comma, space, pipe, brackets.',
    ]);
  });

  it("does not hurt with many names", () => {
    const dotted = Array.from({ length: 50_000 }, (_, index) => `a${index}.b=1`).join("&");
    const begin = performance.now();
    read(dotted, dotted, { object: "dots", array: "comma" });
    expect(performance.now() - begin).to.be.below(SLOW);
  });
});

function read(
  query: string,
  form: string,
  formats: { readonly array?: ArrayFormat; readonly object?: ObjectFormat } = {},
  headers: Readonly<Record<string, string>> = {},
): { query: unknown; body: unknown; faults: string[] } {
  const match = compileRouter([declared]).match("POST", `/x?${query}`);
  if (match.kind !== "operation") throw new Error("no route");
  const typed = form === "" ? {} : { "content-type": "application/x-www-form-urlencoded" };
  const sent = request("POST", `/x?${query}`, { ...typed, ...headers }, form);
  const both = { array: "auto" as const, object: "auto" as const, ...formats };
  const { call }: CallReading = readCall(match, sent, { ...usualReading, query: both, form: both });
  return { query: call.parameters.query, body: call.body, faults: call.violations.map(({ message }) => message) };
}
