/** Bodies of one declared media type that the judge must accept, and broken ones that it must reject. */
export interface BodyCase {
  readonly what: string;
  readonly version?: string;
  /** The media type as declared; what is sent if `type` is left out. */
  readonly range: string;
  readonly type?: string;
  /** The Media Type Object. */
  readonly media: object;
  readonly schemas?: object;
  readonly good: readonly (string | Uint8Array)[];
  readonly bad: Readonly<Record<string, string | Uint8Array>>;
}

const order = {
  type: "object",
  required: ["id", "total"],
  properties: { id: { type: "integer" }, total: { type: "number" }, note: { type: "string", maxLength: 10 } },
};

const CHUNK = { type: "object", required: ["delta"], properties: { delta: { type: "string" } } };

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

export const bodyCases: readonly BodyCase[] = [
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
  {
    what: "tables with a row of names",
    range: "text/csv",
    media: { schema: { type: "array", minItems: 1, items: order } },
    good: ['id,total,note\r\n1,2.5,\r\n2,3,"a,""b"""\r\n', "total,id\n2,1\n"],
    bad: {
      "a cell that is no number": "id,total\r\n1,much\r\n",
      "a missing column": "id\r\n1\r\n",
      "rows of different lengths": "id,total\r\n1\r\n",
      "a cell that is too long": "id,total,note\r\n1,2,more than ten\r\n",
      "a quote that is not closed": 'id,total\r\n"1,2\r\n',
      "no row": "id,total\r\n",
      JSON: '[{"id":1,"total":2}]',
    },
  },
  {
    what: "tables without names",
    range: "text/csv; header=absent",
    media: { schema: { type: "array", items: { type: "array", minItems: 2, items: { type: "integer" } } } },
    good: ["1,2\r\n3,4\r\n"],
    bad: {
      "a cell that is no number": "1,b\r\n",
      "a row that is too short": "1\r\n",
      "rows of different lengths": "1,2\r\n1,2,3\r\n",
    },
  },
  {
    what: "JSON lines",
    version: "3.2.0",
    range: "application/x-ndjson",
    media: { itemSchema: order },
    good: ['{"id":1,"total":2}\n{"id":2,"total":3}\n', ""],
    bad: {
      "an item that the schema rejects": '{"id":1,"total":2}\n{"id":"2","total":3}\n',
      "a line that is not JSON": '{"id":1,"total":2}\n{"id":2\n',
      "an empty line": '{"id":1,"total":2}\n\n{"id":2,"total":3}\n',
      "a list": '[{"id":1,"total":2}]',
    },
  },
  {
    what: "JSON lines before itemSchema",
    range: "application/jsonl",
    media: { schema: order },
    good: ['{"id":1,"total":2}\n{"id":2,"total":3}'],
    bad: { "a wrong item": '{"id":1,"total":2}\n{"id":2}', "a text": "id\n", nothing: "" },
  },
  {
    what: "JSON text sequences",
    version: "3.2.0",
    range: "application/json-seq",
    media: { schema: { type: "array", minItems: 2, items: order } },
    good: ['\u001e{"id":1,"total":2}\n\u001e{"id":2,\n"total":3}\n'],
    bad: {
      "lines without separators": '{"id":1,"total":2}\n{"id":2,"total":3}\n',
      "no line feed at the end": '\u001e{"id":1,"total":2}\n\u001e{"id":2,"total":3}',
      "an item too few": '\u001e{"id":1,"total":2}\n',
      "a wrong item": '\u001e{"id":1,"total":2}\n\u001e{"id":2}\n',
    },
  },
  {
    what: "events by itemSchema, with what their data holds",
    version: "3.2.0",
    range: "text/event-stream",
    media: {
      itemSchema: {
        type: "object",
        required: ["data"],
        properties: { event: { enum: ["delta"] }, retry: { type: "integer", maximum: 5000 } },
        anyOf: [
          { properties: { data: { contentMediaType: "application/json", contentSchema: CHUNK } } },
          { properties: { data: { const: "[DONE]" } } },
        ],
      },
    },
    good: [
      'data: {"delta":\ndata: "a"}\n\n: comment\nevent: delta\nid: 7\nretry: 3000\ndata: {"delta":"b"}\n\ndata: [DONE]\n\n',
      'data:{"delta":"a"}\r\n\r\n',
    ],
    bad: {
      "data that contentSchema rejects": 'data: {"delta":1}\n\n',
      "data that is not JSON": "data: {delta}\n\n",
      "another end than the one that is declared": "data: [END]\n\n",
      "an event of another name": 'event: other\ndata: {"delta":"a"}\n\n',
      "a retry that is too long": 'retry: 9000\ndata: {"delta":"a"}\n\n',
      "a retry that is no number": 'retry: soon\ndata: {"delta":"a"}\n\n',
      "an event that is not ended": 'data: {"delta":"a"}\n',
      "an event without data": "event: delta\n\n",
      "JSON lines": '{"delta":"a"}\n{"delta":"b"}\n',
      nothing: "",
    },
  },
  {
    what: "events before itemSchema",
    range: "text/event-stream",
    media: { schema: CHUNK },
    good: ['data: {"delta":"a"}\n\ndata: {"delta":"b"}\n\ndata: [DONE]\n\n'],
    bad: {
      "a wrong event": 'data: {"delta":"a"}\n\ndata: {"delta":2}\n\n',
      "an end in the middle": 'data: [DONE]\n\ndata: {"delta":"b"}\n\n',
      "plain JSON": '{"delta":"a"}',
    },
  },
  {
    what: "text",
    range: "text/html",
    type: "text/html; charset=utf-8",
    media: { schema: { type: "string", pattern: "^<" } },
    good: ["<p>Grüße</p>"],
    bad: {
      "what its schema rejects": "p",
      "other bytes than its charset has": new Uint8Array([0x3c, 0xff]),
      nothing: "",
    },
  },
  {
    what: "YAML",
    range: "application/yaml",
    media: { schema: order },
    good: ["id: 1\ntotal: 2.5\n", '{"id": 1, "total": 2}'],
    bad: { "a wrong member": "id: one\ntotal: 2\n", "broken YAML": "id: [1\n", "a missing member": "id: 1\n" },
  },
  {
    what: "strings that hold something else",
    version: "3.1.0",
    range: "application/json",
    media: {
      schema: {
        type: "object",
        properties: {
          picture: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
          paper: { type: "string", contentEncoding: "base64", contentMediaType: "application/pdf" },
          page: { type: "string", contentMediaType: "application/xml" },
          order: { type: "string", contentMediaType: "application/json", contentSchema: order },
          token: { type: "string", contentEncoding: "base64url" },
        },
      },
    },
    good: [
      JSON.stringify({ page: "<a/>", order: '{"id":1,"total":2}', token: "a-_b" }),
      JSON.stringify({ paper: Buffer.from("%PDF-1.4").toString("base64") }),
    ],
    bad: {
      "a picture that is not base64": '{"picture":"%"}',
      "a picture that is none": '{"picture":"aGVsbG8="}',
      "a paper that is none": '{"paper":"aGVsbG8="}',
      "XML that is not well-formed": '{"page":"<a>"}',
      "JSON that is none": '{"order":"{"}',
      "JSON that contentSchema rejects": '{"order":"{\\"id\\":1}"}',
      "another alphabet": '{"token":"a+/b"}',
    },
  },
  {
    what: "bytes that are counted",
    range: "application/octet-stream",
    media: { schema: { type: "string", format: "binary", minLength: 2, maxLength: 3 } },
    good: [new Uint8Array([255, 254]), "abc"],
    bad: { "too many": new Uint8Array([255, 254, 253, 252]), "too few": "a", none: "" },
  },
  {
    what: "files that are written as base64",
    version: "3.1.0",
    range: "application/gzip",
    media: { schema: { type: "string", contentEncoding: "base64" } },
    good: ["H4sIAAAAAAAAA0tMSgYAwkEkNQMAAAA="],
    bad: { "other base64": "aGVsbG8=", "no base64": "!", "raw bytes": new Uint8Array([31, 139, 8, 0]) },
  },
];
