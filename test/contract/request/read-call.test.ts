import { expect } from "chai";
import { type CallReading, readCall } from "../../../src/contract/request/read-call.ts";
import { compileRouter } from "../../../src/contract/routing/path.ts";
import { mediaType, operation, parameter, request } from "../../helpers/operation.ts";

const declared = operation("POST /pets/{id}", {
  basePaths: ["/v1"],
  parameters: [parameter("path", "id", { type: "integer" }), parameter("query", "dry", { type: "boolean" })],
  body: { required: true, content: [mediaType("application/json", { type: "object" })], pointer: "" },
});

describe("readCall", () => {
  it("makes a call of a valid request", () => {
    const { call, ...flags } = read("/v1/pets/7?dry=true", "application/json", "{}");

    expect(call).to.deep.include({
      operation: declared,
      prefix: "/v1",
      parameters: { path: { id: 7 }, query: { dry: true }, header: {}, cookie: {}, querystring: {} },
      mediaType: declared.body?.content[0],
      body: {},
      violations: [],
    });
    expect(flags).to.deep.equal({
      unsupportedMediaType: undefined,
      unsupportedCoding: undefined,
      tooLarge: undefined,
      malformed: undefined,
    });
  });

  it("collects what is wrong with parameters and body together", () => {
    const { call } = read("/pets/x?dry=maybe", "application/json", "[]");

    expect(call.violations.map(({ in: place, instancePath }) => `${place}${instancePath}`)).to.deep.equal([
      "path/id",
      "query/dry",
      "body",
    ]);
  });

  it("tells a media type that is not declared from a body that is not well-formed", () => {
    expect(read("/pets/7", "text/csv", "a").unsupportedMediaType).to.deep.equal(["application/json"]);
    expect(read("/pets/7", "application/json", "{").malformed).to.equal(true);
  });
});

function read(target: string, type: string, body: string): CallReading {
  const match = compileRouter([declared]).match("POST", target);
  if (match.kind !== "operation") throw new Error(`no route for ${target}`);
  return readCall(match, request("POST", target, { "content-type": type }, body));
}
