import type { BodyCase } from "./body-case.ts";

const order = {
  type: "object",
  required: ["id", "total"],
  properties: { id: { type: "integer" }, total: { type: "number" }, note: { type: "string", maxLength: 10 } },
};

const CHUNK = { type: "object", required: ["delta"], properties: { delta: { type: "string" } } };

/** Tables, streams, text, strings that hold something else, and bytes. */
export const flatCases: readonly BodyCase[] = [
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
    what: "tables of single values",
    range: "text/csv",
    media: { schema: { type: "array", maxItems: 3, items: { type: "integer" } } },
    good: ["1\r\n2\r\n", "1,2,3\r\n", ""],
    bad: { "a value that is no number": "1\r\ntwo\r\n", "too many": "1\r\n2\r\n3\r\n4\r\n", names: "value\r\n1\r\n" },
  },
  {
    what: "tables of one object",
    range: "text/csv",
    media: { schema: order },
    good: ["id,total\r\n1,2\r\n"],
    bad: { "no row": "id,total\r\n", "two rows": "id,total\r\n1,2\r\n2,3\r\n", nothing: "" },
  },
  {
    what: "tables of which nothing is said",
    range: "text/csv",
    media: { schema: {} },
    good: ["id,total\r\n1,2\r\n2,3\r\n", "id\r\n"],
    bad: { "rows of different lengths": "id,total\r\n1\r\n" },
  },
  {
    what: "tables with tabs",
    range: "text/tab-separated-values",
    media: { schema: { type: "array", minItems: 1, items: order } },
    good: ['id\ttotal\tnote\n1\t2.5\ta "b"\n'],
    bad: {
      commas: "id,total\n1,2\n",
      "a cell that is no number": "id\ttotal\n1\tmuch\n",
      "a missing cell": "id\ttotal\n1\n",
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
