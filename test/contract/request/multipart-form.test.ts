import { expect } from "chai";
import fc from "fast-check";
import type { MediaType } from "../../../src/contract/operation.ts";
import { type BodyReading, readBody } from "../../../src/contract/request/body.ts";
import { mediaType, operation, request } from "../../helpers/operation.ts";

/** Bodies are written by the platform's own `FormData`, which knows nothing of ours. */
describe("multipart forms", () => {
  it("gives fields the types of the schema", async () => {
    const schema = object({ age: { type: "integer" }, wild: { type: "boolean" }, born: { type: ["string", "null"] } });

    expect(await read(schema, { age: "3", wild: "true", born: "2020" })).to.deep.equal({
      age: 3,
      wild: true,
      born: "2020",
    });
    expect(await codes(schema, { age: "three" })).to.deep.equal(["body-invalid"]);
  });

  it("makes a list of parts of one name, also of one part", async () => {
    const schema = object({ ids: { type: "array", items: { type: "integer" } } });

    expect(await read(schema, { ids: ["1", "2"] })).to.deep.equal({ ids: [1, 2] });
    expect(await read(schema, { ids: ["1"] })).to.deep.equal({ ids: [1] });
    expect(await read(schema, { ids: ["[1,2]"] })).to.deep.equal({ ids: [1, 2] });
    expect(await read(schema, { "ids[]": ["1", "2"] })).to.deep.equal({ ids: [1, 2] });
  });

  it("takes a list that a field calls JSON for the whole list, also where the schema rejects it", () => {
    const schema = object({ rules: { type: "array", minItems: 1, items: { type: "string" } } });
    const field = (text: string, type: string): BodyReading => {
      const head = `Content-Disposition: form-data; name="rules"\r\nContent-Type: ${type}`;
      const body = `--b\r\n${head}\r\n\r\n${text}\r\n--b--\r\n`;
      const declared = operation("POST /x", {
        body: { required: true, content: [mediaType("multipart/form-data", schema)], pointer: "" },
      });
      return readBody(declared, request("POST", "/x", { "content-type": "multipart/form-data; boundary=b" }, body));
    };

    expect(field('["a"]', "application/json").value).to.deep.equal({ rules: ["a"] });
    expect(field("[]", "application/json").violations.map(({ instancePath }) => instancePath)).to.deep.equal([
      "/rules",
    ]);
    expect(field("[]", "text/plain").value).to.deep.equal({ rules: ["[]"] });
  });

  it("makes a list of what nothing is known of where it is sent twice", async () => {
    expect(await read({ type: "object" }, { tag: ["a", "b"], one: "1" })).to.deep.equal({ tag: ["a", "b"], one: "1" });
  });

  it("reads JSON where an object is meant, by itself and in a list", async () => {
    const point = object({ x: { type: "integer" } });
    const schema = object({ at: point, path: { type: "array", items: point } });

    expect(await read(schema, { at: '{"x":1}', path: ['{"x":1}', '{"x":2}'] })).to.deep.equal({
      at: { x: 1 },
      path: [{ x: 1 }, { x: 2 }],
    });
    expect(await read(schema, { "at[x]": "1" })).to.deep.equal({ at: { x: 1 } });
    expect(await codes(schema, { at: '{"x":' })).to.deep.equal(["body-invalid"]);
  });

  it("reads JSON where the part or the document says so", async () => {
    const either = object({ any: { type: ["number", "object"] }, open: {} });
    const encoding = new Map([["open", { contentType: "application/json", allowReserved: false, headers: [] }]]);

    expect(await read(either, { any: json({ a: 1 }), open: json([1]) })).to.deep.equal({ any: { a: 1 }, open: [1] });
    expect(await read(either, { open: '{"a":1}' }, { encoding })).to.deep.equal({ open: { a: 1 } });
  });

  it("leaves text alone where a string is meant, also of a file of JSON", async () => {
    const schema = object({ note: { type: "string" }, page: { type: "string", format: "binary" } });

    expect(await read(schema, { note: "007", page: json({ a: 1 }) })).to.deep.equal({ note: "007", page: '{"a":1}' });
  });

  it("takes files for strings, and for nothing else", async () => {
    const file = new File([Uint8Array.of(0x37)], "seven.bin");
    const files = { type: "array", items: { type: "string", format: "binary" } };

    expect(await read(object({ page: { type: "string", format: "binary" } }), { page: file })).to.deep.equal({
      page: "7",
    });
    expect(await read(object({ pages: files }), { pages: [file, file] })).to.deep.equal({ pages: ["7", "7"] });
    expect(await codes(object({ age: { type: "integer" } }), { age: file })).to.deep.equal(["body-invalid"]);
  });

  it("writes properties as their encoding says", async () => {
    const encoding = new Map([
      ["tags", { style: "pipeDelimited" as const, explode: false, allowReserved: false, headers: [] }],
    ]);
    const schema = object({ tags: { type: "array", items: { type: "string" } } });

    expect(await read(schema, { tags: "a|b+" }, { encoding })).to.deep.equal({ tags: ["a", "b+"] });
  });

  it("misses required parts", async () => {
    const schema = { ...object({ page: { type: "string", format: "binary" } }), required: ["page"] };

    const { violations, problem } = await reading(mediaType("multipart/form-data", schema), { title: "Hamlet" });

    expect(violations.map(({ message }) => message)).to.deep.equal(['The body needs the property "page".']);
    expect(problem).to.equal(undefined);
  });

  it("reads the text of every part without a schema", async () => {
    const declared = mediaType("multipart/form-data");

    expect((await reading(declared, { a: "1", b: json({}) })).value).to.deep.equal({ a: "1", b: "{}" });
  });

  it("keeps foreign names apart from the prototype", async () => {
    const value = (await read({ type: "object" }, { ["__proto__"]: "1" })) as object;

    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
  });

  it("reads what an independent writer writes", async () => {
    // A backslash before a quote means one thing to browsers and another to RFC 7578; "%22" stands for a quote.
    const names = fc.string({ unit: "grapheme" }).filter((name) => !/[\\%[\]]|^(?:l|n|b|o|file)$/.test(name));
    const texts = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\r\n|\r|\n/g, "\r\n"));
    const samples = fc.record({
      texts: fc.dictionary(names, texts),
      lists: fc.array(texts, { minLength: 1 }),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }),
      truth: fc.boolean(),
      object: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
      bytes: fc.uint8Array(),
    });

    await fc.assert(
      fc.asyncProperty(samples, async ({ texts, lists, number, truth, object: nested, bytes }) => {
        const schema = object({
          l: { type: "array", items: { type: "string" } },
          n: { type: "number" },
          b: { type: "boolean" },
          o: { type: "object" },
          file: { type: "string", format: "binary" },
          ...Object.fromEntries(Object.keys(texts).map((name) => [name, { type: "string" }])),
        });
        const file = new File([bytes as Uint8Array<ArrayBuffer>], "a.bin");
        const fields = {
          l: lists,
          n: JSON.stringify(number),
          b: String(truth),
          o: JSON.stringify(nested),
          file,
          ...texts,
        };

        const value = await read(schema, fields);

        const sent = { l: lists, n: number, b: truth, o: nested, file: Buffer.from(bytes).toString("latin1") };
        expect(value).to.deep.equal(JSON.parse(JSON.stringify({ ...sent, ...texts })));
      }),
    );
  });
});

type Field = string | File | Blob;

function object(properties: object): { type: string; properties: object } {
  return { type: "object", properties };
}

function json(value: unknown): Blob {
  return new Blob([JSON.stringify(value)], { type: "application/json" });
}

async function reading(
  declared: MediaType,
  fields: Readonly<Record<string, Field | readonly Field[]>>,
): Promise<BodyReading> {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    // One call for text and one for blobs: that is how the platform overloads it.
    for (const value of [values].flat())
      typeof value === "string" ? form.append(name, value) : form.append(name, value as Blob);
  }
  const sent = new Request("http://localhost", { method: "POST", body: form });
  const headers = { "content-type": sent.headers.get("content-type") ?? undefined };
  const content = { required: true, content: [declared], pointer: "" };
  const body = new Uint8Array(await sent.arrayBuffer());
  return readBody(operation("POST /x", { body: content }), request("POST", "/x", headers, body));
}

/** The value; fails where the schema rejects it. */
async function read(
  schema: object,
  fields: Readonly<Record<string, Field | readonly Field[]>>,
  parts: Partial<MediaType> = {},
): Promise<unknown> {
  const { value, violations } = await reading(mediaType("multipart/form-data", schema, parts), fields);
  expect(violations).to.deep.equal([]);
  return value;
}

async function codes(schema: object, fields: Readonly<Record<string, Field>>): Promise<string[]> {
  const { violations } = await reading(mediaType("multipart/form-data", schema), fields);
  return violations.map(({ code }) => code);
}
