import type { BodyCase } from "./body-case.ts";

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

const FORM = crlf(`--b
Content-Disposition: form-data; name="title"

My scan
--b
Content-Disposition: form-data; name="meta"
Content-Type: application/json
X-Checksum: 12

{"pages":3}
--b
Content-Disposition: form-data; name="tags"

a
--b
Content-Disposition: form-data; name="tags"

b
--b--
`);

const MIXED = crlf(`--b
Content-Type: application/json

{"pages":3}
--b
Content-Type: text/csv

a,b
1,2
--b--
`);

const meta = { type: "object", required: ["pages"], properties: { pages: { type: "integer" } } };

const INVOICE = `<?xml version="1.0"?>
<i:invoice xmlns:i="urn:invoices" number="7"><i:buyer>A &amp; B</i:buyer><lines><line price="2.5"><![CDATA[<b>]]></line></lines></i:invoice>`;

const invoice = {
  type: "object",
  required: ["number", "buyer", "lines"],
  xml: { name: "invoice", namespace: "urn:invoices", prefix: "i" },
  properties: {
    number: { type: "integer", xml: { nodeType: "attribute" } },
    buyer: { type: "string", xml: { namespace: "urn:invoices", prefix: "i" } },
    lines: {
      type: "array",
      minItems: 1,
      xml: { nodeType: "element" },
      items: {
        type: "object",
        required: ["price", "text"],
        xml: { name: "line" },
        properties: {
          price: { type: "number", xml: { nodeType: "attribute" } },
          text: { type: "string", xml: { nodeType: "cdata" } },
        },
      },
    },
  },
};

/** XML, forms and parts. */
export const structuredCases: readonly BodyCase[] = [
  {
    what: "XML with namespaces, attributes, wrapped lists and CDATA",
    version: "3.2.0",
    range: "application/xml",
    media: { schema: invoice },
    good: [INVOICE, INVOICE.replaceAll("i:", "other:").replace(":i=", ":other=")],
    bad: {
      "another namespace": INVOICE.replace("urn:invoices", "urn:others"),
      "no namespace": INVOICE.replaceAll("i:", "").replace(' xmlns:i="urn:invoices"', ""),
      "an unbound prefix": INVOICE.replace(' xmlns:i="urn:invoices"', ""),
      "an attribute that is no number": INVOICE.replace('"7"', '"seven"'),
      "an attribute as element": INVOICE.replace(' number="7">', "><number>7</number>"),
      "text instead of CDATA": INVOICE.replace("<![CDATA[<b>]]>", "b"),
      "no line": INVOICE.replace(/<line .*<\/line>/, ""),
      "lines that are not wrapped": INVOICE.replaceAll(/<\/?lines>/g, ""),
      "lines of another name": INVOICE.replaceAll("<line ", "<row ").replace("</line>", "</row>"),
      "two buyers": INVOICE.replace("<lines>", "<i:buyer>C</i:buyer><lines>"),
      "stray text": INVOICE.replace("<lines>", "and <lines>"),
      "a missing end": INVOICE.slice(0, -12),
      "two roots": `${INVOICE}<more/>`,
    },
  },
  {
    what: "XML as 3.0 describes it",
    range: "application/xml",
    media: { schema: { $ref: "#/components/schemas/Shelf" } },
    schemas: {
      Shelf: {
        type: "object",
        required: ["size"],
        xml: { name: "shelf" },
        properties: {
          size: { type: "integer", xml: { attribute: true } },
          book: { type: "array", items: { type: "string", xml: { name: "title" } } },
        },
      },
    },
    good: ['<shelf size="2"><title>A</title><title>B</title></shelf>', '<shelf size="0"/>'],
    bad: {
      "another root": '<rack size="2"/>',
      "no size": "<shelf/>",
      "two documents": '<shelf size="2"/><shelf size="2"/>',
      JSON: '{"size":2}',
    },
  },
  {
    what: "forms by their encoding",
    range: "application/x-www-form-urlencoded",
    media: {
      schema: {
        type: "object",
        required: ["id", "ids", "filter", "page"],
        properties: {
          id: { type: "integer" },
          ids: { type: "array", items: { type: "integer" } },
          filter: {
            type: "object",
            required: ["from"],
            properties: { from: { type: "string" }, max: { type: "integer" } },
          },
          page: { type: "object", required: ["size"], properties: { size: { type: "integer" } } },
        },
        additionalProperties: false,
      },
      encoding: {
        ids: { style: "pipeDelimited", explode: false },
        filter: { style: "deepObject", explode: true },
        page: { contentType: "application/json" },
      },
    },
    good: [
      "id=1&ids=1|2&filter[from]=a+b&filter[max]=3&page=%7B%22size%22%3A1%7D",
      "id=1&ids=1%7C2&filter%5Bfrom%5D=a&page=%7B%22size%22:1%7D",
    ],
    bad: {
      "a text for a number": "id=one&ids=1|2&filter[from]=a&page=%7B%22size%22%3A1%7D",
      "another separator": "id=1&ids=1,2&filter[from]=a&page=%7B%22size%22%3A1%7D",
      "a member that is missing": "id=1&ids=1|2&filter[max]=3&page=%7B%22size%22%3A1%7D",
      "a member that is no JSON": "id=1&ids=1|2&filter[from]=a&page=size",
      "an unknown member": "id=1&ids=1|2&filter[from]=a&page=%7B%22size%22%3A1%7D&more=1",
      "a stray percent sign": "id=1&ids=1|2&filter[from]=%a&page=%7B%22size%22%3A1%7D",
      JSON: '{"id":1}',
    },
  },
  {
    what: "the parts of a form",
    range: "multipart/form-data",
    type: "multipart/form-data; boundary=b",
    media: {
      schema: {
        type: "object",
        required: ["title", "meta"],
        properties: {
          title: { type: "string" },
          meta,
          tags: { type: "array", items: { type: "string", maxLength: 3 } },
          photo: { type: "string", format: "binary" },
        },
      },
      encoding: {
        meta: {
          contentType: "application/json",
          headers: { "X-Checksum": { required: true, schema: { type: "integer" } } },
        },
        photo: { contentType: "image/png, image/jpeg" },
      },
    },
    good: [FORM],
    bad: {
      "a missing part": FORM.replace('name="title"', 'name="headline"'),
      "a part of another type": FORM.replace("application/json", "text/plain"),
      "a part that its schema rejects": FORM.replace('"pages":3', '"pages":"three"'),
      "a part that is not JSON": FORM.replace('{"pages":3}', "{pages:3}"),
      "an item that its schema rejects": FORM.replace("\r\n\r\na\r\n", "\r\n\r\nabcd\r\n"),
      "a missing header": FORM.replace("X-Checksum: 12\r\n", ""),
      "a header that its schema rejects": FORM.replace("X-Checksum: 12", "X-Checksum: twelve"),
      "a picture that is none": FORM.replace(
        "--b--",
        '--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--',
      ),
      "a part without a name": FORM.replace('; name="title"', ""),
      "no end": FORM.replace("--b--", "--b"),
      "another boundary": FORM.replaceAll("--b", "--c"),
      "bare line feeds": FORM.replaceAll("\r\n", "\n"),
      nothing: "",
    },
  },
  {
    what: "parts in their order",
    version: "3.2.0",
    range: "multipart/mixed",
    type: 'multipart/mixed; boundary="b"',
    media: {
      schema: { type: "array", prefixItems: [meta, { type: "string" }], minItems: 2, maxItems: 2 },
      prefixEncoding: [{ contentType: "application/json" }, { contentType: "text/csv" }],
    },
    good: [MIXED],
    bad: {
      "the parts in another order": crlf(
        `--b\nContent-Type: text/csv\n\na\n--b\nContent-Type: application/json\n\n{"pages":3}\n--b--\n`,
      ),
      "one part too few": crlf('--b\nContent-Type: application/json\n\n{"pages":3}\n--b--\n'),
      "a part that its schema rejects": MIXED.replace('"pages":3', '"pages":"3"'),
      "a part of another type": MIXED.replace("text/csv", "text/html"),
    },
  },
  {
    what: "a stream of parts",
    version: "3.2.0",
    range: "multipart/mixed",
    type: "multipart/mixed; boundary=b",
    media: { itemSchema: meta, itemEncoding: { contentType: "application/json" } },
    good: [
      crlf(
        '--b\nContent-Type: application/json\n\n{"pages":1}\n--b\nContent-Type: application/json\n\n{"pages":2}\n--b--\n',
      ),
    ],
    bad: {
      "an item that the schema rejects": crlf('--b\nContent-Type: application/json\n\n{"pages":"1"}\n--b--\n'),
      "an item of another type": crlf('--b\nContent-Type: text/plain\n\n{"pages":1}\n--b--\n'),
      "an item that is not JSON": crlf("--b\nContent-Type: application/json\n\npages\n--b--\n"),
    },
  },
];
