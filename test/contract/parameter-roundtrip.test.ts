import { expect } from "chai";
import fc from "fast-check";
import type { Parameter, ParameterPlace, ParameterStyle } from "../../src/contract/operation.ts";
import { readParameters } from "../../src/contract/request/parameter.ts";
import { encodeParameter } from "../../src/contract/request/parameter-encode.ts";
import { operation, parameter, request } from "../helpers/operation.ts";

type Kind = "string" | "number" | "boolean" | "strings" | "integers" | "record" | "map";

const serialisations: [place: ParameterPlace, style: ParameterStyle][] = [
  ["path", "simple"],
  ["path", "label"],
  ["path", "matrix"],
  ["query", "form"],
  ["query", "spaceDelimited"],
  ["query", "pipeDelimited"],
  ["query", "tabDelimited"],
  ["query", "deepObject"],
  ["header", "simple"],
  ["cookie", "form"],
  ["cookie", "cookie"],
];

const schemas: Readonly<Record<Kind, object>> = {
  string: { type: "string" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  strings: { type: "array", items: { type: "string" } },
  integers: { type: "array", items: { type: "integer" } },
  record: {
    type: "object",
    properties: { name: { type: "string" }, size: { type: "integer" }, on: { type: "boolean" } },
  },
  map: { type: "object", additionalProperties: { type: "string" } },
};

describe("readParameters after encodeParameter", () => {
  for (const [place, style] of serialisations) {
    for (const explode of [false, true]) {
      it(`gives back what was sent in ${place} as ${style}${explode ? ", exploded" : ""}`, () => {
        fc.assert(
          fc.property(samples(place, style), ({ kind, value }) => {
            const declared = parameter(place, "p", schemas[kind], { style, explode });

            expect(read(declared, encodeParameter(declared, value))).to.deep.equal({ value, violations: [] });
          }),
          { numRuns: 150 },
        );
      });
    }
  }

  it("gives back nested deep objects and JSON content", () => {
    const schema = {
      type: "object",
      additionalProperties: {
        anyOf: [
          { type: "integer" },
          { type: "array", items: { type: "integer" } },
          { type: "object", additionalProperties: { type: "boolean" } },
        ],
      },
    };
    const nested = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.oneof(
        fc.integer(),
        fc.array(fc.integer(), { minLength: 1 }),
        fc.dictionary(fc.stringMatching(/^[a-z]$/), fc.boolean(), { minKeys: 1 }),
      ),
      { minKeys: 1 },
    );
    const deep = parameter("query", "p", schema, { style: "deepObject", explode: true });
    const content = parameter("query", "p", schema, { contentType: "application/json" });

    fc.assert(
      fc.property(nested, (value) => {
        expect(read(deep, encodeParameter(deep, value))).to.deep.equal({ value, violations: [] });
        expect(read(content, encodeParameter(content, value))).to.deep.equal({ value, violations: [] });
      }),
    );
  });
});

function samples(place: ParameterPlace, style: ParameterStyle): fc.Arbitrary<{ kind: Kind; value: unknown }> {
  const text = textOf(place, style);
  return kindsOf(style).chain((kind) => arbitrary(kind, text).map((value) => ({ kind, value })));
}

/** deepObject is for objects alone; the delimited styles of OpenAPI are for arrays and objects. */
function kindsOf(style: ParameterStyle): fc.Arbitrary<Kind> {
  if (style === "deepObject") return fc.constantFrom("record", "map");
  if (style.endsWith("Delimited")) return fc.constantFrom("strings", "integers", "record", "map");
  return fc.constantFrom("string", "number", "boolean", "strings", "integers", "record", "map");
}

/** Texts that a style can carry: where nothing is percent-encoded, its delimiters cannot be part of a value. */
function textOf(place: ParameterPlace, style: ParameterStyle): fc.Arbitrary<string> {
  if (place === "header" || style === "cookie") return fc.stringMatching(/^[A-Za-z0-9_%+.~-]{1,8}$/);
  const text = fc.string({ unit: "grapheme", minLength: place === "path" ? 1 : 0, maxLength: 8 });
  if (style === "deepObject") return text.filter((one) => !/[[\]]/.test(one) && one !== "");
  return style.endsWith("Delimited") ? text.filter((one) => !/[ |\t]/.test(one)) : text;
}

function arbitrary(kind: Kind, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  switch (kind) {
    case "string":
      return text;
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    case "boolean":
      return fc.boolean();
    case "strings":
      return fc.array(text, { minLength: 1, maxLength: 4 });
    case "integers":
      return fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 4 });
    case "record":
      return fc
        .record({ name: text, size: fc.integer(), on: fc.boolean() }, { requiredKeys: [] })
        .map((value) => ({ ...value, size: value.size ?? 1 }));
    case "map":
      return fc.dictionary(text, text, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  }
}

function read(declared: Parameter, text: string): { value: unknown; violations: unknown } {
  const { in: place } = declared;
  const match = {
    kind: "operation" as const,
    operation: operation("GET /x/{p}", { parameters: [declared] }),
    pathParameters: new Map(place === "path" ? [["p", text]] : []),
    prefix: "",
    query: place === "query" ? text : "",
  };
  const headers = place === "header" ? { p: text } : { cookie: place === "cookie" ? text : undefined };
  const { values, violations } = readParameters(match.operation, match, request("GET", "/x", headers));
  return { value: values[place]["p"], violations };
}
