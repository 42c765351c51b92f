import { expect } from "chai";
import fc from "fast-check";
import type { Operation, Parameter } from "../../../src/contract/operation.ts";
import { readParameters } from "../../../src/contract/request/parameter.ts";
import { compileRouter } from "../../../src/contract/routing/path.ts";
import { operation, parameter, request } from "../../helpers/operation.ts";

const integers = { type: "array", items: { type: "integer" } };
const strings = { type: "array", items: { type: "string" } };
const colour = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };

describe("readParameters", () => {
  const readings: [what: string, declared: Parameter, query: string, value: unknown][] = [
    ["an integer", parameter("query", "p", { type: "integer" }), "p=7", 7],
    ["a number with an exponent", parameter("query", "p", { type: "number" }), "p=1e3", 1000],
    ["a boolean", parameter("query", "p", { type: "boolean" }), "p=true", true],
    ["digits as text where only text is allowed", parameter("query", "p", { type: "string" }), "p=7", "7"],
    [
      "the branch that validates",
      parameter("query", "p", { anyOf: [{ type: "string", maxLength: 1 }, { type: "integer" }] }),
      "p=42",
      42,
    ],
    [
      "the first branch that validates",
      parameter("query", "p", { oneOf: [{ type: "integer" }, { type: "string", minLength: 3 }] }),
      "p=42",
      42,
    ],
    ["an untyped enumeration", parameter("query", "p", { enum: [1, 2] }), "p=2", 2],
    ["null where null is allowed", parameter("query", "p", { type: ["integer", "null"] }), "p=null", null],
    ["plus as a space", parameter("query", "p", { type: "string" }), "p=a+b%2Bc", "a b+c"],
    ["the last of a repeated scalar", parameter("query", "p", { type: "integer" }), "p=1&p=2", 2],
    ["an encoded name", parameter("query", "p[]", strings), "p%5B%5D=a&p%5B%5D=b", ["a", "b"]],
    ["one item of an exploded array", parameter("query", "p", integers), "p=1", [1]],
    ["a form array with commas", parameter("query", "p", integers, { explode: false }), "p=1,2", [1, 2]],
    ["a form array with encoded commas", parameter("query", "p", integers, { explode: false }), "p=1%2C2", [1, 2]],
    [
      "an encoded comma that belongs to a text",
      parameter("query", "p", strings, { explode: false }),
      "p=a%2Cb,c",
      ["a,b", "c"],
    ],
    ["pipes", parameter("query", "p", integers, { style: "pipeDelimited", explode: false }), "p=1|2%7C3", [1, 2, 3]],
    ["spaces", parameter("query", "p", integers, { style: "spaceDelimited", explode: false }), "p=1%202+3", [1, 2, 3]],
    ["tabs", parameter("query", "p", integers, { style: "tabDelimited", explode: false }), "p=1%092", [1, 2]],
    ["an exploded object", parameter("query", "p", colour), "R=1&G=2&B=3", { R: 1, G: 2 }],
    ["an object in one value", parameter("query", "p", colour, { explode: false }), "p=R,1,G,2", { R: 1, G: 2 }],
    ["a deep object", parameter("query", "p", colour, { style: "deepObject" }), "p[R]=1&p%5BG%5D=2", { R: 1, G: 2 }],
    [
      "a deep array with indexes",
      parameter("query", "p", { type: "object", properties: { a: integers } }, { style: "deepObject" }),
      "p[a][0]=1&p[a][1]=2",
      { a: [1, 2] },
    ],
    [
      "JSON where a style has no room for an object",
      parameter("query", "p", { type: "array", items: colour }),
      "p=%7B%22R%22%3A1%7D",
      [{ R: 1 }],
    ],
    [
      "JSON content",
      parameter("query", "p", colour, { contentType: "application/json" }),
      "p=%7B%22R%22%3A1%7D",
      { R: 1 },
    ],
    ["an allowed empty value", parameter("query", "p", { type: "boolean" }, { allowEmptyValue: true }), "p", ""],
    ["the schema's default", parameter("query", "p", { type: "integer", default: 20 }), "", 20],
    [
      "an object through allOf and $ref",
      parameter("query", "p", { allOf: [colour, { required: ["R"] }] }),
      "R=1",
      { R: 1 },
    ],
  ];
  for (const [what, declared, query, value] of readings) {
    it(`reads ${what}`, () => {
      expect(read(declared, query)).to.deep.equal({ value, wrong: [] });
    });
  }

  const texts: [declared: Parameter, raw: string, value: unknown][] = [
    [parameter("path", "p", { type: "integer" }), "7", 7],
    [parameter("path", "p", { type: "string" }), "a%2Fb+c", "a/b+c"],
    [parameter("path", "p", strings), "a,b%2Cc", ["a", "b,c"]],
    [parameter("path", "p", integers, { style: "label" }), ".1,2", [1, 2]],
    [parameter("path", "p", integers, { style: "label" }), ".1.2", [1, 2]],
    [parameter("path", "p", integers, { style: "label", explode: true }), ".1.2", [1, 2]],
    [parameter("path", "p", { type: "number" }, { style: "label" }), ".1.5", 1.5],
    [parameter("path", "p", integers, { style: "matrix" }), ";p=1,2", [1, 2]],
    [parameter("path", "p", integers, { style: "matrix", explode: true }), ";p=1;p=2", [1, 2]],
    [parameter("path", "p", colour, { style: "matrix", explode: true }), ";R=1;G=2", { R: 1, G: 2 }],
    [parameter("path", "p", colour), "R,1,G,2", { R: 1, G: 2 }],
    [parameter("path", "p", colour, { explode: true }), "R=1,G=2", { R: 1, G: 2 }],
  ];
  for (const [declared, raw, value] of texts) {
    it(`reads ${raw} in a path as ${declared.style}${declared.explode ? ", exploded" : ""}`, () => {
      expect(readPath(declared, raw)).to.deep.equal({ value, wrong: [] });
    });
  }

  it("finds headers whatever their case, and splits them at commas", () => {
    const { values, violations } = readHeaders([parameter("header", "X-Ids", integers)], { "x-ids": "1, 2,3" });

    expect(values.header).to.deep.equal({ "X-Ids": [1, 2, 3] });
    expect(violations).to.deep.equal([]);
  });

  it("reads cookies, also those that are quoted, and leaves what is no percent-encoding as it is", () => {
    const declared = ["a", "b", "c", "d"].map((name) => parameter("cookie", name, { type: "string" }));

    const { values } = readHeaders(declared, { cookie: 'a=1; b="x y"; c=100%; d=a%20b+c; broken' });

    expect(values.cookie).to.deep.equal({ a: "1", b: "x y", c: "100%", d: "a b+c" });
  });

  it("ignores header parameters that OpenAPI describes elsewhere", () => {
    const declared = ["Accept", "Content-Type", "Authorization"].map((name) =>
      parameter("header", name, { type: "integer" }, { required: true }),
    );

    const { values, violations } = readHeaders(declared, { accept: "x" });

    expect(values.header).to.deep.equal({});
    expect(violations).to.deep.equal([]);
  });

  it("reads a whole query as one parameter", () => {
    const declared = parameter("querystring", "q", colour, { contentType: "application/json" });

    expect(readQuery([declared], "%7B%22R%22%3A1%7D").values.querystring).to.deep.equal({ q: { R: 1 } });
  });

  it("gives an open exploded object what no other parameter claims", () => {
    const declared = [
      parameter("query", "limit", { type: "integer" }),
      parameter("query", "deep", colour, { style: "deepObject" }),
      parameter("query", "rest", { type: "object", additionalProperties: { type: "string" } }),
    ];

    const { values } = readQuery(declared, "limit=1&deep[R]=2&a=x&__proto__=y");

    expect(values.query["rest"]).to.deep.equal(JSON.parse('{"a":"x","__proto__":"y"}'));
    expect(values.query).to.include({ limit: 1 });
  });

  const refusals: [declared: Parameter, query: string, wrong: string][] = [
    [parameter("query", "p", { type: "integer" }), "p=abc", "query-invalid type /p"],
    [parameter("query", "p", { type: "integer" }), "p=007", "query-invalid type /p"],
    [parameter("query", "p", { type: "integer" }), "p=1.5", "query-invalid type /p"],
    [parameter("query", "p", { type: "integer" }), "p=1e999", "query-invalid type /p"],
    [parameter("query", "p", { type: "integer" }), "p=", "query-invalid type /p"],
    [parameter("query", "p", { type: "boolean" }), "p=True", "query-invalid type /p"],
    [parameter("query", "p", { type: "integer", maximum: 50 }), "p=51", "query-invalid maximum /p"],
    [parameter("query", "p", integers), "p=1,2", "query-invalid type /p/0"],
    [parameter("query", "p", colour, { explode: false }), "p=R,1,G", "query-style style /p"],
    [parameter("query", "p", colour, { style: "deepObject" }), "p[R=1", "query-style style /p"],
    [parameter("query", "p", { type: "string" }), "p=%ff", "query-encoding encoding /p"],
    [parameter("query", "p", { type: "string" }), "p=100%", "query-encoding encoding /p"],
    [parameter("query", "p", colour, { contentType: "application/json" }), "p=%7B", "query-syntax parse /p"],
    [parameter("query", "p", { type: "string" }, { required: true }), "q=1", "query-missing required /p"],
    [parameter("query", "a/b", { type: "string" }, { required: true }), "", "query-missing required /a~1b"],
  ];
  for (const [declared, query, wrong] of refusals) {
    it(`refuses "${query}" with ${wrong}`, () => {
      expect(read(declared, query).wrong).to.deep.equal([wrong]);
    });
  }

  it("does not miss a required object that may be empty, for that is written as nothing", () => {
    const optional = parameter("query", "p", colour, { required: true });
    const full = parameter("query", "p", { ...colour, required: ["R"] }, { required: true });

    expect(read(optional, "").wrong).to.deep.equal([]);
    expect(read(full, "").wrong).to.deep.equal(["query-missing required /p"]);
  });

  it("ignores what is not declared, even where it is malformed", () => {
    expect(read(parameter("query", "p", { type: "integer" }), "p=1&x=%ff&%zz=1")).to.deep.equal({
      value: 1,
      wrong: [],
    });
  });

  it("refuses path text that is not in the declared style", () => {
    expect(readPath(parameter("path", "p", integers, { style: "label" }), "1.2").wrong).to.deep.equal([
      "path-style style /p",
    ]);
    expect(readPath(parameter("path", "p", integers, { style: "matrix" }), ";q=1").wrong).to.deep.equal([
      "path-style style /p",
    ]);
  });

  it("never throws, whatever the query and the headers hold", () => {
    const declared = [
      parameter("query", "p", integers, { explode: false }),
      parameter("query", "d", colour, { style: "deepObject" }),
      parameter("query", "o", { type: "object", additionalProperties: true }),
      parameter("header", "h", colour),
      parameter("cookie", "c", colour),
    ];
    const hostile = fc.string({
      unit: fc.constantFrom("p", "d", "[", "]", "=", "&", "%", "2", "5", ",", ";", "_", "\u0000", "é"),
    });

    fc.assert(
      fc.property(hostile, hostile, (query, field) => {
        const { violations } = readQuery(declared, query, { h: field, cookie: field });

        expect(violations.every(({ code }) => /^(query|header|cookie)-/.test(code))).to.equal(true);
      }),
    );
  });

  it("survives brackets that nest without end", () => {
    const query = `d${"[a]".repeat(5000)}=1`;

    expect(read(parameter("query", "d", { type: "object" }, { style: "deepObject" }), query).wrong).to.deep.equal([
      "query-style style /d",
    ]);
  });
});

function read(declared: Parameter, query: string): { value: unknown; wrong: string[] } {
  const { values, violations } = readQuery([declared], query);
  return { value: values.query[declared.name], wrong: violations.map(summary) };
}

function readPath(declared: Parameter, raw: string): { value: unknown; wrong: string[] } {
  const { values, violations } = readFrom(
    operation(`GET /x/{${declared.name}}`, { parameters: [declared] }),
    `/x/${raw}`,
  );
  return { value: values.path[declared.name], wrong: violations.map(summary) };
}

function readQuery(parameters: Parameter[], query: string, headers: object = {}): ReturnType<typeof readParameters> {
  return readFrom(operation("GET /x", { parameters }), `/x?${query}`, headers);
}

function readHeaders(parameters: Parameter[], headers: object): ReturnType<typeof readParameters> {
  return readFrom(operation("GET /x", { parameters }), "/x", headers);
}

function readFrom(declared: Operation, target: string, headers: object = {}): ReturnType<typeof readParameters> {
  const match = compileRouter([declared]).match("GET", target);
  if (match.kind !== "operation") throw new Error(`${target} does not fit ${declared.template}`);
  return readParameters(declared, match, request("GET", target, headers));
}

function summary({ code, keyword, instancePath }: { code: string; keyword: string; instancePath: string }): string {
  return `${code} ${keyword} ${instancePath}`;
}
