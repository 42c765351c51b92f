import { expect } from "chai";
import fc from "fast-check";
import type { Encoding, Parameter, ParameterStyle } from "../../../src/contract/operation.ts";
import { encodeParameter } from "../../../src/contract/request/parameter-encode.ts";
import { readCall } from "../../../src/contract/request/read-call.ts";
import { compileRouter } from "../../../src/contract/routing/path.ts";
import { faultsOf, readAs, readValue } from "../../helpers/body.ts";
import { contractOf } from "../../helpers/contract.ts";
import { mediaType, operation, parameter, request } from "../../helpers/operation.ts";

const FORM = "application/x-www-form-urlencoded";
const integers = { type: "array", items: { type: "integer" } };
const point = { type: "object", properties: { x: { type: "integer" }, y: { type: "string" } } };

describe("forms", () => {
  const styles: [style: ParameterStyle, explode: boolean][] = [
    ["form", true],
    ["form", false],
    ["spaceDelimited", false],
    ["pipeDelimited", false],
  ];
  for (const [style, explode] of styles) {
    it(`give back lists and objects in the style ${style}${explode ? ", exploded" : ""}`, () => {
      const encoding = encodings({ l: { style, explode }, o: { style, explode } });
      const word = fc.stringMatching(/^[A-Za-z0-9.é-]{1,5}$/);
      const samples = fc.record({
        l: fc.array(fc.integer(), { minLength: 1 }),
        o: fc.record({ x: fc.integer(), y: word }),
      });

      fc.assert(
        fc.property(samples, (value) => {
          const written = Object.entries(value).map(([name, member]) =>
            encodeParameter(parameter("query", name, {}, { style, explode }), member),
          );

          expect(form({ l: integers, o: point }, written.join("&"), encoding)).to.deep.equal(value);
        }),
      );
    });
  }

  it("read deep objects, JSON fields and lists that were encoded whole", () => {
    expect(form({ o: point }, "o[x]=1&o[y]=a", encodings({ o: { style: "deepObject" } }))).to.deep.equal({
      o: { x: 1, y: "a" },
    });

    it("reads a list in JSON inside deepObject, which has no room for lists, unless it may be an item itself", () => {
      const deep = encodings({ o: { style: "deepObject" } });
      const holding = (items: object) => ({ type: "object", properties: { a: { type: "array", items } } });

      expect(form({ o: holding({ enum: ["x", "y"] }) }, 'o[a]=["x","y"]', deep)).to.deep.equal({
        o: { a: ["x", "y"] },
      });
      expect(form({ o: holding({ type: "string" }) }, 'o[a]=["x"]', deep)).to.deep.equal({ o: { a: ['["x"]'] } });
      expect(form({ o: holding({ enum: ["x"] }) }, "o[a]=x", deep)).to.deep.equal({ o: { a: ["x"] } });
    });
    expect(form({ l: integers }, "l=%5B1%2C2%5D", encodings({ l: { contentType: "application/json" } }))).to.deep.equal(
      { l: [1, 2] },
    );
    expect(
      form({ any: {} }, "any=%7B%22a%22%3A1%7D", encodings({ any: { contentType: "application/json" } })),
    ).to.deep.equal({ any: { a: 1 } });
    expect(
      form({ l: integers }, new URLSearchParams({ l: "1,2" }).toString(), encodings({ l: { explode: false } })),
    ).to.deep.equal({ l: [1, 2] });
    expect(form({ u: { type: "string" } }, "u=http://a/b?c", encodings({ u: { allowReserved: true } }))).to.deep.equal({
      u: "http://a/b?c",
    });
  });

  it("split lists that may also be null, which is an empty text or its name", () => {
    const schema = { l: { type: ["array", "null"], items: { type: "integer" } } };
    const joined = encodings({ l: { explode: false } });

    const read = ["l=1,2", "l=1", "l=", "l=null"].map((text) => form(schema, text, joined));

    expect(read).to.deep.equal([{ l: [1, 2] }, { l: [1] }, { l: null }, { l: null }]);
  });

  it("keep what is not written in its style, so that it is refused", () => {
    const encoding = encodings({ o: { style: "form", explode: false } });
    const declared = mediaType(FORM, { type: "object", properties: { o: point } }, { encoding });

    expect(faultsOf(readAs(declared, "o=text"))).to.deep.equal(["body-invalid /o"]);
    expect(faultsOf(readAs(declared, "o=x,1"))).to.deep.equal([]);
  });

  it("are text in the charset of the message", () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };

    expect(readValue(`${FORM}; charset=iso-8859-1`, schema, Buffer.from("a=é", "latin1"))).to.deep.equal({ a: "é" });
    expect(readValue(`${FORM}; charset=utf-16le`, schema, Buffer.from("a=é", "utf16le"))).to.deep.equal({ a: "é" });
    expect(readValue(FORM, schema, "\ufeffa=é")).to.deep.equal({ a: "é" });
  });

  it("may have 100 000 fields and no more", () => {
    const open = mediaType(FORM, { type: "object" });

    expect(readAs(open, "a&".repeat(100_001)).problem).to.equal("syntax");
  });
});

describe("JSON", () => {
  it("is UTF-8 whatever its label, unless only the label makes sense of it", () => {
    expect(readValue("application/json; charset=iso-8859-1", {}, '"é"')).to.equal("é");
    expect(readValue("application/json; charset=iso-8859-1", {}, Buffer.from('"é"', "latin1"))).to.equal("é");
    expect(readValue("application/json; charset=utf-16", {}, Buffer.from('"é"', "utf16le"))).to.equal("é");
    expect(readValue("application/json; charset=nonsense", {}, '\ufeff"é"')).to.equal("é");
  });

  it("takes contentEncoding and contentMediaType for what they are: annotations", () => {
    const schema = { type: "string", contentEncoding: "base64", contentMediaType: "image/png" };

    expect(faultsOf(readAs(mediaType("application/json", schema), '"no base64!"'))).to.deep.equal([]);
  });
});

describe("querystring parameters (OAS 3.2)", () => {
  const criteria = { type: "object", required: ["l"], properties: { l: integers, o: point } };

  it("are judged whole, as the form that they are", () => {
    const declared = parameter("querystring", "q", criteria, {
      contentType: FORM,
      encoding: encodings({ l: { style: "pipeDelimited", explode: false } }),
    });

    expect(query(declared, "l=1|2&o[x]=3")).to.deep.equal({ value: { l: [1, 2], o: { x: 3 } }, faults: [] });
    expect(query(declared, "l=1|x").faults).to.deep.equal(["query-invalid /q/l/1"]);
    expect(query(declared, "o[x]=3").faults).to.deep.equal(["query-invalid /q"]);
    expect(query({ ...declared, required: true }, "").faults).to.deep.equal(["query-missing /q"]);
  });

  it("are JSON or text, percent-encoded", () => {
    const json = parameter("querystring", "q", criteria, { contentType: "application/json" });
    const path = parameter("querystring", "q", { type: "string", pattern: "^\\$" }, { contentType: "text/plain" });

    expect(query(json, encodeURIComponent('{"l":[1]}'))).to.deep.equal({ value: { l: [1] }, faults: [] });
    expect(query(json, encodeURIComponent('{"l":["x"]}')).faults).to.deep.equal(["query-invalid /q/l/0"]);
    expect(query(json, "x").faults).to.deep.equal(["query-syntax /q"]);
    expect(query(path, "%24.a+b")).to.deep.equal({ value: "$.a+b", faults: [] });
    expect(query(path, "a").faults).to.deep.equal(["query-invalid /q"]);
  });

  it("have their encoding compiled", async () => {
    const content = { [FORM]: { schema: criteria, encoding: { l: { style: "pipeDelimited", explode: false } } } };
    const contract = await contractOf({
      "/x": {
        get: { parameters: [{ name: "q", in: "querystring", content }], responses: { 200: { description: "" } } },
      },
    });

    expect(contract.operations[0]?.parameters[0]?.encoding?.get("l")).to.deep.include({
      style: "pipeDelimited",
      explode: false,
    });
  });
});

function encodings(byName: Readonly<Record<string, Partial<Encoding>>>): ReadonlyMap<string, Encoding> {
  return new Map(
    Object.entries(byName).map(([name, parts]) => [name, { allowReserved: false, headers: [], ...parts }]),
  );
}

function form(properties: object, text: string, encoding: ReadonlyMap<string, Encoding>): unknown {
  return readValue(FORM, { type: "object", properties }, text, { encoding });
}

function query(declared: Parameter, text: string): { value: unknown; faults: string[] } {
  const match = compileRouter([operation("GET /x", { parameters: [declared] })]).match("GET", `/x?${text}`);
  if (match.kind !== "operation") throw new Error("no route");
  const { parameters, violations } = readCall(match, request("GET", `/x?${text}`)).call;
  return {
    value: parameters.querystring["q"],
    faults: violations.map(({ code, instancePath }) => `${code} ${instancePath}`),
  };
}
