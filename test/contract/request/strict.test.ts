import { expect } from "chai";
import { type CallReading, readCall } from "../../../src/contract/request/read-call.ts";
import { usualReading } from "../../../src/contract/request/reading-settings.ts";
import { compileRouter } from "../../../src/contract/routing/path.ts";
import { faultsOf, readAs } from "../../helpers/body.ts";
import { mediaType, operation, parameter, request } from "../../helpers/operation.ts";

const strict = { strict: true };
const text = { type: "string" };
const nested = {
  type: "object",
  properties: {
    name: text,
    at: { type: "object", properties: { x: text } },
    tags: { type: "array", items: { type: "object", properties: { y: text } } },
  },
};

describe("strict reading", () => {
  it("finds members of bodies that nothing declares, wherever they are", () => {
    const body = JSON.stringify({ nme: 1, at: { z: 1 }, tags: [{ y: "a" }, { w: 1 }] });
    const reading = readAs(mediaType("application/json", nested), body, "application/json", strict);

    expect(faultsOf(reading)).to.deep.equal(["body-undeclared", "body-undeclared /at", "body-undeclared /tags/1"]);
    expect(reading.violations[0]?.message).to.equal(
      'The body has the property "nme", which the document does not declare; did you mean "name"?',
    );
    expect(faultsOf(readAs(mediaType("application/json", nested), body))).to.deep.equal([]);
  });

  const silent: [what: string, schema: object, body: unknown][] = [
    ["a schema that opens itself", { ...nested, additionalProperties: true }, { z: 1 }],
    ["a map", { type: "object" }, { z: 1 }],
    ["no schema", {}, { z: { a: 1 } }],
    ["declared by another branch", { anyOf: [{ properties: { a: text } }, { properties: { b: text } }] }, { a: "1" }],
    [
      "declared through allOf",
      { allOf: [{ properties: { a: text } }, { properties: { b: text } }] },
      { a: "1", b: "1" },
    ],
    [
      "declared under a condition",
      { properties: { a: text }, if: { required: ["a"] }, then: { properties: { b: text } } },
      { a: "1", b: "1" },
    ],
    ["names by pattern", { properties: { a: text }, patternProperties: { "^x-": {} } }, { "x-1": 1 }],
    ["readOnly", { properties: { id: { type: "integer", readOnly: true } } }, { id: 1 }],
  ];
  for (const [what, schema, body] of silent) {
    it(`says nothing of ${what}`, () => {
      expect(
        faultsOf(readAs(mediaType("application/json", schema), JSON.stringify(body), "application/json", strict)),
      ).to.deep.equal([]);
    });
  }

  it("holds for forms, XML and tables alike", () => {
    const sent: [type: string, body: string][] = [
      ["application/x-www-form-urlencoded", "name=a&z=1"],
      ["multipart/form-data; boundary=b", '--b\r\nContent-Disposition: form-data; name="z"\r\n\r\n1\r\n--b--'],
      ["application/xml", "<x><z>1</z></x>"],
    ];
    for (const [type, body] of sent) {
      expect(faultsOf(readAs(mediaType(type.split(";")[0] ?? "", nested), body, type, strict)), type).to.deep.equal([
        "body-undeclared",
      ]);
    }
    expect(
      faultsOf(readAs(mediaType("text/csv", { type: "array", items: nested }), "z\n1\n", "text/csv", strict)),
    ).to.deep.equal(["body-undeclared /0"]);
  });

  it("finds query parameters that nothing declares", () => {
    expect(queryFaults("limit=1&limt=2&z=3")).to.deep.equal([
      'The query parameter "limt" is not declared in the document; did you mean "limit"?',
      'The query parameter "z" is not declared in the document.',
    ]);
    expect(queryFaults("limit=1&filter[a]=1&x=1&key=1&__code=200")).to.deep.equal([]);
    expect(queryFaults("z=3", false)).to.deep.equal([]);
  });
});

function queryFaults(query: string, isStrict = true): string[] {
  const declared = operation("GET /x", {
    parameters: [
      parameter("query", "limit", { type: "integer" }),
      parameter("query", "filter", { type: "object" }, { style: "deepObject", explode: true }),
      parameter("query", "point", { type: "object", properties: { x: text } }),
    ],
    security: [[{ name: "k", kind: "apiKey", in: "query", parameterName: "key" }]],
  });
  return read(declared, query, isStrict).call.violations.map(({ message }) => message);
}

function read(declared: ReturnType<typeof operation>, query: string, isStrict: boolean): CallReading {
  const match = compileRouter([declared]).match("GET", `/x?${query}`);
  if (match.kind !== "operation") throw new Error("no route");
  return readCall(match, request("GET", `/x?${query}`), { ...usualReading, strict: isStrict });
}
