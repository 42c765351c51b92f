import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import type { MediaType } from "../../../src/contract/operation.ts";
import { type BodyReading, readBody } from "../../../src/contract/request/body.ts";
import { usualReading } from "../../../src/contract/request/reading-settings.ts";
import { mediaType, operation, request } from "../../helpers/operation.ts";

const pet = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    age: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
  },
};
const json = mediaType("application/json", pet);
const form = mediaType("application/x-www-form-urlencoded", pet);

describe("readBody", () => {
  it("reads JSON, also by suffix and whatever its charset", () => {
    for (const type of ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=latin1"]) {
      expect(read([json], type, '{"name":"Rex"}')).to.deep.equal({
        mediaType: json,
        value: { name: "Rex" },
        violations: [],
      });
    }
    const suffixed = mediaType("application/vnd.pet+json", pet);

    expect(read([suffixed], "application/vnd.pet+json", '{"name":"Rex"}').value).to.deep.equal({ name: "Rex" });
  });

  it("reads JSON primitives", () => {
    const any = mediaType("application/json", {});

    expect(["0", "null", '""', "false"].map((text) => read([any], "application/json", text).value)).to.deep.equal([
      0,
      null,
      "",
      false,
    ]);
  });

  it("reads YAML where the schema describes members, typed or not, and leaves text alone", () => {
    const reading = (schema: object) => read([mediaType("application/x-yaml", schema)], "application/x-yaml", "age: x");
    const { type: _, ...untyped } = pet;

    for (const schema of [pet, untyped]) {
      const { value, violations } = reading(schema);
      expect(value).to.deep.equal({ age: "x" });
      expect(violations.map(({ instancePath }) => instancePath)).to.have.members(["", "/age"]);
    }
    for (const schema of [{ type: "string" }, {}, { type: ["object", "string"] }])
      expect(reading(schema).value).to.equal("age: x");
  });

  it("refuses YAML that unfolds beyond bounds", () => {
    const bomb = Array.from({ length: 30 }, (_, at) => `a${at}: &a${at} [${at ? `*a${at - 1}, *a${at - 1}` : "x"}]`);

    expect(read([mediaType("application/yaml", pet)], "application/yaml", bomb.join("\n")).problem).to.not.equal(
      undefined,
    );
  });

  it("says what the schema refuses", () => {
    const { violations, problem } = read([json], "application/json", '{"age":"x"}');

    expect(violations.map(({ code, keyword, instancePath }) => [code, keyword, instancePath])).to.have.deep.members([
      ["body-invalid", "required", ""],
      ["body-invalid", "type", "/age"],
    ]);
    expect(problem).to.equal(undefined);
  });

  it("ignores readOnly in a request, whether it is missing or sent", () => {
    const created = mediaType("application/json", {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
    });

    expect(read([created], "application/json", '{"name":"Rex"}').violations).to.deep.equal([]);
    expect(read([created], "application/json", '{"name":"Rex","id":7}').violations).to.deep.equal([]);
  });

  const malformed: [what: string, text: string | Uint8Array][] = [
    ["broken JSON", '{"name":'],
    ["two JSON texts", "{} {}"],
    ["JSON nested 100 000 deep", "[".repeat(100_000)],
    ["JSON that is not UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ];
  for (const [what, text] of malformed) {
    it(`calls ${what} malformed`, () => {
      const { violations, problem } = read([json], "application/json", text);

      expect(violations.map(({ code }) => code)).to.deep.equal(["body-syntax"]);
      expect(problem).to.equal("syntax");
    });
  }

  it("needs a required body and no other", () => {
    expect(codes(read([json], undefined, ""))).to.deep.equal(["body-missing"]);
    expect(
      readBody(
        operation("POST /x", { body: { required: false, content: [json], pointer: "" } }),
        request("POST", "/x"),
      ),
    ).to.deep.equal({ violations: [] });
    expect(readBody(operation("GET /x"), request("GET", "/x", {}, "surprise"))).to.deep.equal({ violations: [] });
  });

  it("takes forms as they are where the schema wants no object", () => {
    const text = mediaType("application/x-www-form-urlencoded", { type: "string" });
    const parts = mediaType("multipart/form-data", { type: "string" });

    expect(read([text], text.range, "a=1")).to.deep.equal({ mediaType: text, violations: [] });
    expect(read([parts], "multipart/form-data; boundary=x", "--x--")).to.deep.equal({
      mediaType: parts,
      violations: [],
    });
  });

  it("takes no bytes for a form without fields", () => {
    const open = mediaType("application/x-www-form-urlencoded", { type: "object" });
    const type = "application/x-www-form-urlencoded; charset=utf-8";

    expect(read([open], type, "")).to.deep.equal({ mediaType: open, value: {}, violations: [] });
    expect(codes(read([form], type, ""))).to.deep.equal(["body-invalid"]);
    expect(codes(read([open], undefined, ""))).to.deep.equal(["body-missing"]);
    // Also where no body is required: who says "form" sends one.
    const optional = operation("POST /x", { body: { required: false, content: [form], pointer: "" } });
    expect(codes(readBody(optional, request("POST", "/x", { "content-type": type })))).to.deep.equal(["body-invalid"]);
    expect(readBody(optional, request("POST", "/x")).violations).to.deep.equal([]);
  });

  it("takes the only declared type where none is sent, and refuses to guess among several", () => {
    expect(read([json], undefined, '{"name":"Rex"}').violations).to.deep.equal([]);
    expect(read([json, form], undefined, "x").problem).to.equal("media-type");
  });

  it("takes a type without the parameters that are declared, and the one that has them where several would do", () => {
    const first = mediaType("application/json;v=1", pet);
    const second = mediaType("application/json;v=2", {});

    expect(read([first], "application/json", "{}").mediaType).to.equal(first);
    expect(read([first], "application/json;v=3", "{}").problem).to.equal("media-type");
    expect(read([json, first, second], "application/json;v=2", "{}").mediaType).to.equal(second);
    expect(read([first, second, json], "application/json", "{}").mediaType).to.equal(json);
  });

  it("refuses a type that is not declared, and names those that are", () => {
    const { violations, problem } = read([json, form], "text/csv", "a,b");

    expect(problem).to.equal("media-type");
    expect(violations[0]?.message).to.equal(
      "The body must have one of the content types application/json, application/x-www-form-urlencoded; not text/csv.",
    );
  });

  it("refuses a Content-Type that is none", () => {
    expect(read([json], "???", "{}").problem).to.equal("media-type");
  });

  it("prefers the exact type to a range", () => {
    const image = mediaType("image/*");
    const png = mediaType("image/png");
    const anything = mediaType("*/*");

    expect(read([anything, image, png], "image/png", "x").mediaType).to.equal(png);
    expect(read([anything, image, png], "image/gif", "x").mediaType).to.equal(image);
    expect(read([anything, image, png], "font/ttf", "x").mediaType).to.equal(anything);
  });

  it("reads what stands behind a wildcard by the type that was sent", () => {
    const anything = mediaType("*/*", { type: "integer" });

    expect(read([anything], "application/json", "7").value).to.equal(7);
    expect(codes(read([anything], "application/json", '"x"'))).to.deep.equal(["body-invalid"]);
  });

  it("reads forms by their schema", () => {
    expect(readForm(pet, "name=Rex+II&age=3&tags=a&tags=b")).to.deep.equal({
      name: "Rex II",
      age: 3,
      tags: ["a", "b"],
    });
    expect(readForm(pet, "name=Rex&tags=a")).to.deep.equal({ name: "Rex", tags: ["a"] });
    expect(codes(read([form], "application/x-www-form-urlencoded", "age=x"))).to.deep.equal([
      "body-invalid",
      "body-invalid",
    ]);
  });

  it("reads brackets in forms, and JSON where an object is meant", () => {
    const nested = {
      type: "object",
      properties: {
        address: { type: "object", properties: { zip: { type: "integer" } } },
        ids: { type: "array", items: { type: "integer" } },
      },
    };

    expect(readForm(nested, "address[zip]=1&ids[]=1&ids[]=2")).to.deep.equal({ address: { zip: 1 }, ids: [1, 2] });
    expect(readForm(nested, "address=%7B%22zip%22%3A1%7D&ids[0]=7")).to.deep.equal({ address: { zip: 1 }, ids: [7] });
  });

  it("writes form properties as their encoding says", () => {
    const encoding = new Map([
      ["tags", { style: "pipeDelimited" as const, explode: false, allowReserved: false, headers: [] }],
    ]);
    const declared = mediaType("application/x-www-form-urlencoded", pet, { encoding });

    expect(read([declared], "application/x-www-form-urlencoded", "name=x&tags=a|b").value).to.deep.equal({
      name: "x",
      tags: ["a", "b"],
    });
  });

  it("calls a form malformed that is not percent-encoded UTF-8", () => {
    expect(read([form], "application/x-www-form-urlencoded", "name=%ff").problem).to.equal("syntax");
    expect(read([form], "application/x-www-form-urlencoded", Buffer.from([0x61, 0x3d, 0xff])).problem).to.equal(
      "syntax",
    );
  });

  it("judges text as a string", () => {
    const text = mediaType("text/plain", { type: "string", maxLength: 3 });

    expect(read([text], "text/plain", "abc").value).to.equal("abc");
    expect(read([text], "text/plain; charset=iso-8859-1", Buffer.from([0xe9])).value).to.equal("é");
    expect(codes(read([text], "text/plain; charset=nonsense", "abcd"))).to.deep.equal(["body-invalid"]);
  });

  it("accepts bytes, and parts without names, where an object is declared, without reading them", () => {
    const parts = "--x\r\nContent-Type: text/plain\r\n\r\na\r\n--x--";
    for (const [type, body] of [
      ["multipart/mixed; boundary=x", parts],
      ["application/octet-stream", "x"],
      ["application/x-nobody", "x"],
    ] as const) {
      const declared = mediaType(type.split(";")[0] ?? "", pet);

      expect(read([declared], type, body)).to.deep.equal({ mediaType: declared, violations: [] });
    }
  });

  it("counts the bytes of binary content", () => {
    const image = mediaType("image/*", { type: "string", format: "binary", maxLength: 3 });
    const bytes = Buffer.from([0xff, 0x00, 0x80]);

    expect(read([image], "image/png", bytes)).to.deep.equal({
      mediaType: image,
      value: "\u00ff\u0000\u0080",
      violations: [],
    });
    expect(read([image], "image/png", "éé").violations.map(({ message }) => message)).to.deep.equal([
      "The body must have at most 3 bytes.",
    ]);
  });

  it("calls multipart malformed that has no boundary or not the one that it says", () => {
    const declared = mediaType("multipart/form-data", pet);

    expect(read([declared], "multipart/form-data", "x").problem).to.equal("syntax");
    expect(read([declared], "multipart/form-data; boundary=b", "--c--").problem).to.equal("syntax");
  });

  it("judges the parts of a multipart form", () => {
    const declared = mediaType("multipart/form-data", pet);
    const age = '--b\r\nContent-Disposition: form-data; name="age"\r\n\r\n';

    const { value, violations, problem } = read([declared], 'multipart/form-data; boundary="b"', `${age}3\r\n--b--`);

    expect(value).to.deep.equal({ age: 3 });
    expect(violations.map(({ message }) => message)).to.deep.equal(['The body needs the property "name".']);
    expect(problem).to.equal(undefined);
  });

  it("undoes gzip, deflate and br", () => {
    const bytes = Buffer.from('{"name":"Rex"}');
    const sent: [coding: string, body: Uint8Array][] = [
      ["gzip", gzipSync(bytes)],
      ["deflate", deflateSync(bytes)],
      ["deflate", deflateRawSync(bytes)],
      ["br", brotliCompressSync(bytes)],
      ["identity", bytes],
      ["x-gzip", gzipSync(bytes)],
      ["identity, gzip", gzipSync(bytes)],
    ];
    for (const [coding, body] of sent) {
      expect(read([json], "application/json", body, coding).value, coding).to.deep.equal({ name: "Rex" });
    }
  });

  it("refuses a coding that nobody knows whatever the method, and whatever is declared of the body", () => {
    for (const method of ["DELETE", "GET", "PATCH"]) {
      const declared = operation(`${method} /x`, {
        body: { required: false, content: [mediaType("text/plain")], pointer: "" },
      });
      const headers = { "content-type": "text/plain", "content-encoding": "x-judge" };

      expect(readBody(declared, request(method, "/x", headers, "a")).problem, method).to.equal("coding");
    }
  });

  it("refuses codings that are unknown, doubled, broken or too large", () => {
    const bomb = gzipSync(Buffer.alloc(usualReading.maxBody + 1));
    const doubled = brotliCompressSync(gzipSync(Buffer.from('{"name":"Rex"}')));

    expect(read([json], "application/json", "x", "compress").problem).to.equal("coding");
    expect(read([json], "application/json", doubled, "gzip, br").problem).to.equal("coding");
    expect(read([json], "application/json", "x", "gzip,".repeat(50)).problem).to.equal("coding");
    expect(read([json], "application/json", "x", "gzip").problem).to.equal("syntax");
    expect(read([json], "application/json", gzipSync(Buffer.alloc(99)).subarray(0, 20), "gzip").problem).to.equal(
      "syntax",
    );
    expect(read([json], "application/json", bomb, "gzip").problem).to.equal("size");
  });

  it("never throws, whatever the bytes and the type", () => {
    const types = fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "text/plain; charset=utf-16",
      "multipart/x",
      "a/b",
    );
    const codings = fc.constantFrom(undefined, "gzip", "deflate", "br");

    fc.assert(
      fc.property(fc.uint8Array(), types, codings, (bytes, type, coding) => {
        expect(read([json, form, mediaType("*/*", pet)], type, bytes, coding).violations).to.be.an("array");
      }),
    );
  });

  it("reads a form of 60 000 keys in reasonable time", () => {
    const text = Array.from({ length: 60_000 }, (_, index) => `k${index}=${index}`).join("&");
    const open = mediaType("application/x-www-form-urlencoded", { type: "object" });

    expect(Object.keys(read([open], "application/x-www-form-urlencoded", text).value as object)).to.have.length(60_000);
  });
});

function read(content: MediaType[], type: string | undefined, body: string | Uint8Array, coding?: string): BodyReading {
  const declared = operation("POST /x", { body: { required: true, content, pointer: "" } });
  return readBody(declared, request("POST", "/x", { "content-type": type, "content-encoding": coding }, body));
}

function readForm(schema: object, text: string): unknown {
  const type = "application/x-www-form-urlencoded";
  return read([mediaType(type, schema)], type, text).value;
}

function codes({ violations }: BodyReading): string[] {
  return violations.map(({ code }) => code);
}
