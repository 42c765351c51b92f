import { expect } from "chai";
import fc from "fast-check";
import type { Encoding, MediaType } from "../../../src/contract/operation.ts";
import type { BodyReading } from "../../../src/contract/request/body.ts";
import { MAX_PARTS } from "../../../src/contract/request/multipart.ts";
import { faultsOf, readAs } from "../../helpers/body.ts";
import { mediaType } from "../../helpers/operation.ts";
import { schemaOf } from "../../helpers/schema.ts";

const file = { type: "string", format: "binary" };
const text = { type: "string" };
const integer = { type: "integer" };

/** Milliseconds that no body takes on a busy machine, unless the work grows faster than the body. */
const SLOW = 10_000;

describe("parts of multipart bodies", () => {
  it("have one of the types that their encoding allows", () => {
    const encoding = new Map([["page", encodingOf({ contentType: "image/png, image/*;q=1 , application/pdf" })]]);
    const page = (type: string) => form({ page: file }, [part("page", "x", `Content-Type: ${type}`)], { encoding });

    for (const type of ["image/png", "image/gif", "application/pdf; a=b"])
      expect(faultsOf(page(type)), type).to.deep.equal([]);
    expect(page("text/plain").violations).to.deep.equal([
      {
        in: "body",
        instancePath: "/page",
        keyword: "contentType",
        message:
          "The body at /page must have one of the content types image/png, image/*;q=1, application/pdf; not text/plain.",
        code: "body-part-media-type",
      },
    ]);
    expect(faultsOf(form({ page: file }, [part("page", "x")], { encoding }))).to.deep.equal([]);
  });

  it("have the header fields that their encoding demands", () => {
    const headers = [
      headerOf("X-Size", integer, true),
      headerOf("X-Tags", { type: "array", items: text, maxItems: 2 }),
    ];
    const encoding = new Map([["page", encodingOf({ headers })]]);
    const page = (...fields: string[]) => form({ page: text }, [part("page", "x", ...fields)], { encoding });

    expect(faultsOf(page("X-Size: 7", "x-tags: a, b"))).to.deep.equal([]);
    expect(page().violations.map(({ message }) => message)).to.deep.equal([
      'The body at /page needs the header "X-Size" in its part.',
    ]);
    expect(page("X-Size: a", "X-Tags: a,b,c").violations.map(({ message, code }) => [message, code])).to.deep.equal([
      ['In the part at /page: The header "X-Size" must be an integer, but is a string.', "body-part-header"],
      ['In the part at /page: The header "X-Tags" must have at most 2 items.', "body-part-header"],
    ]);
  });

  it("have JSON in the header fields that their encoding describes so", () => {
    const sizes = { type: "object", required: ["w"], properties: { w: integer } };
    const header = { ...headerOf("X-Size", sizes, true), contentType: "application/json" };
    const encoding = new Map([["page", encodingOf({ headers: [header] })]]);
    const page = (field: string) => faultsOf(form({ page: text }, [part("page", "x", field)], { encoding }));

    expect(page('X-Size: {"w": 7}')).to.deep.equal([]);
    expect(page('X-Size: {"w": "a"}')).to.deep.equal(["body-part-header /page"]);
    expect(page("X-Size: w,7")).to.deep.equal(["body-part-header /page"]);
  });

  it("are bytes where files are declared, and lengths count them", () => {
    const bytes = Buffer.from([0, 0xff, 0xfe, 0x80]);
    const attached = file4("page", bytes, "application/octet-stream");
    const sized = (maxLength: number) => form({ page: { ...file, maxLength } }, [attached]);

    expect(sized(4).value).to.deep.equal({ page: "\u0000\u00ff\u00fe\u0080" });
    expect(faultsOf(sized(3))).to.deep.equal(["body-invalid /page"]);
    expect(form({ page: file }, [file4("page", Buffer.from("é"), "text/plain")]).value).to.deep.equal({ page: "Ã©" });
  });

  it("are text in their own charset where text is declared", () => {
    const latin1 = Buffer.concat([
      Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n',
      ),
      Buffer.from([0xe9]),
      Buffer.from("\r\n--b--"),
    ]);

    expect(
      readAs(mediaType("multipart/form-data", object({ a: text })), latin1, "multipart/form-data; boundary=b").value,
    ).to.deep.equal({ a: "é" });
    expect(
      form({ a: text }, [
        part("a", "é", 'Content-Disposition: form-data; name="a"; filename="a.txt"', "Content-Type: text/plain"),
      ]).value,
    ).to.deep.equal({ a: "é" });
  });

  it("hold JSON and XML, which are judged", () => {
    const meta = object({ n: integer });
    const json = (value: string) => form({ meta }, [part("meta", value, "Content-Type: application/json")]);
    const xml = (value: string) => form({ meta }, [part("meta", value, "Content-Type: application/xml")]);

    expect(json('{"n":1}').value).to.deep.equal({ meta: { n: 1 } });
    expect(xml("<meta><n>1</n></meta>").value).to.deep.equal({ meta: { n: 1 } });
    expect(faultsOf(json('{"n":"x"}'))).to.deep.equal(["body-invalid /meta/n"]);
    expect(faultsOf(xml("<meta><n>x</n></meta>"))).to.deep.equal(["body-invalid /meta/n"]);
    expect(faultsOf(json('{"n":'))).to.include("body-part-syntax /meta");
  });

  it("are decoded where they say that they are encoded", () => {
    const sent = (encoding: string, value: string, schema: object = text) =>
      form({ a: schema }, [part("a", value, `Content-Transfer-Encoding: ${encoding}`)]);

    expect(sent("base64", "w6k=").value).to.deep.equal({ a: "é" });
    expect(sent("quoted-printable", "a=3Db=\r\n=C3=A9").value).to.deep.equal({ a: "a=bé" });
    expect(sent("8bit", "é").value).to.deep.equal({ a: "é" });
    expect(sent("base64", "w6k=", { type: "string", contentEncoding: "base64" }).value).to.deep.equal({ a: "w6k=" });
    expect(faultsOf(sent("base64", "?"))).to.deep.equal(["body-part-encoding /a"]);
    expect(faultsOf(sent("uuencode", "x"))).to.deep.equal(["body-part-encoding /a"]);
  });

  it("make lists of files, and of JSON", () => {
    const files = [file4("f", Buffer.from("1"), "image/png"), file4("f", Buffer.from("2"), "image/png")];
    const points = ['{"x":1}', '{"x":"a"}'].map((one) => part("p", one, "Content-Type: application/json"));
    const schema = {
      f: { type: "array", items: file, maxItems: 1 },
      p: { type: "array", items: object({ x: integer }) },
    };

    const reading = form(schema, [...files, ...points]);

    expect(reading.value).to.deep.equal({ f: ["1", "2"], p: [{ x: 1 }, { x: "a" }] });
    expect(faultsOf(reading)).to.have.members(["body-invalid /f", "body-invalid /p/1/x"]);
  });

  it("go by their position in multipart/mixed (OAS 3.2)", () => {
    const declared = mediaType(
      "multipart/mixed",
      { type: "array", prefixItems: [object({ n: integer })], items: file },
      {
        prefixEncoding: [encodingOf({ contentType: "application/json" })],
        itemEncoding: encodingOf({ contentType: "image/*" }),
      },
    );
    const meta = "Content-Type: application/json\r\n\r\n";

    const valid = readAs(
      declared,
      mixed(`${meta}{"n":1}`, "Content-Type: image/png\r\n\r\nP", "Content-Type: image/gif\r\n\r\nG"),
      "multipart/mixed; boundary=b",
    );
    const invalid = readAs(
      declared,
      mixed(`${meta}{"n":"x"}`, "Content-Type: text/html\r\n\r\nP"),
      "multipart/mixed; boundary=b",
    );

    expect(valid).to.deep.include({ value: [{ n: 1 }, "P", "G"], violations: [] });
    expect(faultsOf(invalid)).to.deep.equal(["body-part-media-type /1", "body-invalid /0/n"]);
  });

  it("are judged one by one by itemSchema (OAS 3.2)", () => {
    const declared = mediaType("multipart/related", undefined, { itemSchema: schemaOf(object({ n: integer })) });
    const item = (value: string) => `Content-Type: application/json\r\n\r\n${value}`;

    const reading = readAs(declared, mixed(item('{"n":1}'), item('{"n":"x"}')), "multipart/related; boundary=b");

    expect(faultsOf(reading)).to.deep.equal(["body-invalid /1/n"]);
  });

  it("make an object in multipart/mixed where all have names", () => {
    const declared = mediaType("multipart/mixed", object({ a: integer }));
    const named = mixed('Content-Disposition: form-data; name="a"\r\n\r\nx');

    expect(faultsOf(readAs(declared, named, "multipart/mixed; boundary=b"))).to.deep.equal(["body-invalid /a"]);
    expect(readAs(declared, mixed("X: y\r\n\r\nx"), "multipart/mixed; boundary=b").violations).to.deep.equal([]);
  });

  it("need names in forms", () => {
    const { problem, violations } = readAs(
      mediaType("multipart/form-data", object({})),
      mixed("X: y\r\n\r\nx"),
      "multipart/form-data; boundary=b",
    );

    expect(problem).to.equal("syntax");
    expect(violations[0]?.message).to.include("a part without a name");
  });

  it("spread an object over fields, and split lists, as their encoding says", () => {
    const schema = { point: object({ x: integer, y: integer }), tags: { type: "array", items: text } };
    const encoding = new Map([
      ["point", encodingOf({ style: "form" as const })],
      ["tags", encodingOf({ explode: false })],
    ]);

    expect(form(schema, [part("x", "1"), part("y", "2"), part("tags", "a,b")], { encoding }).value).to.deep.equal({
      point: { x: 1, y: 2 },
      tags: ["a", "b"],
    });
  });

  it("do not hurt in great numbers", () => {
    const declared = mediaType("multipart/form-data", { type: "object", additionalProperties: integer });
    const bodies = [
      Array.from({ length: 19_000 }, (_, index) => part(`n${index}`, "1")),
      Array.from({ length: 19_000 }, () => part("n", "x")),
      Array.from({ length: MAX_PARTS + 1 }, () => part("n", "x")),
      [part("n", `${" ".repeat(5_000_000)}?`, "Content-Transfer-Encoding: base64")],
      [part("__proto__", "1"), part("constructor", "1"), part("a", "--b\u0000--b")],
    ];
    for (const parts of bodies) {
      const begin = performance.now();
      const { value } = readAs(declared, joined(parts), "multipart/form-data; boundary=b");
      expect(Object.getPrototypeOf(value ?? {})).to.equal(Object.prototype);
      expect(performance.now() - begin).to.be.below(SLOW);
    }
  }).timeout(120_000);

  it("never make the reader throw, cut wherever it is", () => {
    const whole = joined([part("a", "é", "Content-Type: text/plain"), file4("f", Buffer.from([0xff]), "image/png")]);

    fc.assert(
      fc.property(fc.nat(whole.length), (end) => {
        expect(
          readAs(
            mediaType("multipart/form-data", object({ a: text, f: file })),
            whole.subarray(0, end),
            "multipart/form-data; boundary=b",
          ).violations,
        ).to.be.an("array");
      }),
    );
  });
});

function object(properties: object): object {
  return { type: "object", properties };
}

function encodingOf(parts: Partial<Encoding>): Encoding {
  return { allowReserved: false, headers: [], ...parts };
}

function headerOf(name: string, schema: object, required = false): Encoding["headers"][number] {
  return { name, required, explode: false, schema: schemaOf(schema), examples: [], pointer: "" };
}

function part(name: string, value: string, ...fields: string[]): Buffer {
  const own = fields.some((field) => field.startsWith("Content-Disposition"))
    ? []
    : [`Content-Disposition: form-data; name="${name}"`];
  return Buffer.from(`${[...own, ...fields].join("\r\n")}\r\n\r\n${value}`);
}

function file4(name: string, bytes: Buffer, type: string): Buffer {
  const head = `Content-Disposition: form-data; name="${name}"; filename="f"\r\nContent-Type: ${type}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

function joined(parts: readonly Buffer[]): Buffer {
  const pieces = parts.flatMap((one) => [Buffer.from("--b\r\n"), one, Buffer.from("\r\n")]);
  return Buffer.concat([...pieces, Buffer.from("--b--\r\n")]);
}

function mixed(...parts: string[]): Buffer {
  return joined(parts.map((one) => Buffer.from(one)));
}

function form(properties: object, parts: readonly Buffer[], declared: Partial<MediaType> = {}): BodyReading {
  return readAs(
    mediaType("multipart/form-data", object(properties), declared),
    joined(parts),
    "multipart/form-data; boundary=b",
  );
}
