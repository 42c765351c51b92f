import type { Explanation } from "./explanation.ts";

/** What can be wrong with a parameter, for each place that it can stand in. */
const parameterExplanations = Object.fromEntries(
  ["path", "query", "header", "cookie"].flatMap((place): [string, Explanation][] => [
    [
      `${place}-encoding`,
      {
        meaning: `A parameter in ${inPlace(place)} is not valid percent-encoded UTF-8.`,
        remedy: "Encode its value, with %25 for a percent sign (RFC 3986 §2.1).",
      },
    ],
    [
      `${place}-invalid`,
      {
        meaning: `A parameter in ${inPlace(place)} breaks its schema.`,
        remedy: "Send a value that the document allows; the message says what was expected.",
      },
    ],
    [
      `${place}-missing`,
      {
        meaning: `A parameter that the document requires in ${inPlace(place)} was not sent.`,
        remedy: "Send it.",
      },
    ],
    [
      `${place}-style`,
      {
        meaning: `A parameter in ${inPlace(place)} is not written in the style that the document declares for it.`,
        remedy: "Write arrays and objects as `style` and `explode` of the parameter say (OAS 3.1 §4.8.12).",
      },
    ],
    [
      `${place}-syntax`,
      {
        meaning: `A parameter in ${inPlace(place)} has a media type and cannot be parsed as one of its values.`,
        remedy: "Send a value of the media type under `content` of the parameter, usually JSON.",
      },
    ],
  ]),
);

function inPlace(place: string): string {
  return place === "cookie" ? "a cookie" : `the ${place}`;
}

/** Codes of problems and violations: what clients do, and what becomes of their requests. */
export const requestExplanations: Readonly<Record<string, Explanation>> = {
  ...parameterExplanations,
  "body-coding": {
    meaning: "The body has a Content-Encoding that is not supported, or is not valid in the one that it names.",
    remedy: "Send the body as it is, or compressed once with gzip, deflate or br.",
  },
  "body-invalid": {
    meaning: "The body breaks the schema of its media type.",
    remedy: "Send a body that the document allows; the message says where it differs.",
  },
  "body-malformed": {
    meaning: "The body cannot be parsed as the media type that its Content-Type names.",
    remedy: "Correct the body; the detail says where parsing stopped.",
  },
  "body-media-type": {
    meaning: "The body has a Content-Type that the operation does not declare.",
    remedy: "Send one of the declared types; the message lists them.",
  },
  "body-missing": {
    meaning: "The operation requires a body, and the request has none.",
    remedy: "Send one, with its Content-Type.",
  },
  "body-part-encoding": {
    meaning: "A part of the body has a Content-Transfer-Encoding that is unknown, or is not valid in it.",
    remedy: "Send the part as it is, without that field (RFC 7578 §4.7).",
  },
  "body-part-header": {
    meaning: "A header field that the Encoding Object declares for a part is missing or breaks its schema.",
    remedy: "Send the field with the part, as `headers` of its Encoding Object says.",
  },
  "body-part-media-type": {
    meaning: "A part of the body has a Content-Type that its Encoding Object does not allow.",
    remedy: "Send the part as one of the types that the message lists.",
  },
  "body-part-syntax": {
    meaning: "A part of the body is not what its Content-Type says: it cannot be parsed.",
    remedy: "Correct the part, or its Content-Type.",
  },
  "body-size": {
    meaning: "The body is larger than the mock accepts once it is decompressed.",
    remedy: "Send less.",
  },
  "body-syntax": {
    meaning: "The body is not what its Content-Type says: it cannot be parsed.",
    remedy: "Correct the body; the message says where parsing stopped.",
  },
  "body-too-large": {
    meaning: "The request body is larger than the mock accepts.",
    remedy: "Send less, or raise the limit with --max-body.",
  },
  "body-undeclared": {
    meaning: "With --strict: the body has a property that the document does not declare.",
    remedy: "Leave it out, declare it, or say `additionalProperties: true` in the schema.",
  },
  "body-xml": {
    meaning: "A part of the document is not named or placed as the XML Object of its schema says.",
    remedy: "Write the element or attribute that the message names (OAS 3.1 §4.8.26).",
  },
  "coding-unsupported": {
    meaning:
      "The body has a Content-Encoding that is not supported, or more than one. Accept-Encoding lists those that are.",
    remedy: "Send the body as it is, or compressed once with one of them.",
  },
  "credential-malformed": {
    meaning: "With --auth strict: a credential is there, but not in the form that its scheme prescribes.",
    remedy: "Send a well-formed one, or start Helix with --auth present.",
  },
  "credential-missing": {
    meaning: "The operation asks for a credential, and the request has none of the declared kinds. Any value will do.",
    remedy: "Send one as the message says, or start Helix with --auth off.",
  },
  "example-unknown": {
    meaning: "The request prefers an example by a name that the response does not have.",
    remedy: "Use one of the names that the problem lists.",
  },
  "server-unknown": {
    meaning: "The request names, with `__server`, a server that the document does not list.",
    remedy: "Use one of the URLs that the problem lists, or leave the parameter out.",
  },
  "host-ambiguous": {
    meaning: "The request names more than one host (RFC 9112 §3.2).",
    remedy: "Send one Host header.",
  },
  internal: {
    meaning: "Helix failed in a way that nobody foresaw. The request may have been fine.",
    remedy: "Report it with the lines that the log printed.",
  },
  "media-type-unsupported": {
    meaning: "The body has a Content-Type that the operation does not declare.",
    remedy: "Use one of the types that the problem lists.",
  },
  "method-not-allowed": {
    meaning: "The document has this path, but not with this method. The Allow header lists those it has.",
    remedy: "Use another method, or add the operation to the document.",
  },
  "method-refused": {
    meaning: "TRACE would repeat the request with its credentials to the client, CONNECT would open a tunnel.",
    remedy: "Use another method.",
  },
  "not-acceptable": {
    meaning: "The response exists in no media type that the Accept header allows.",
    remedy: "Accept one of the types that the problem lists.",
  },
  "precondition-failed": {
    meaning: "The condition of If-Match does not hold: the answer has another entity tag (RFC 9110 §13.1.1).",
    remedy: "Ask again without the condition, and go on with the ETag of that answer.",
  },
  "entity-exists": {
    meaning: "A client creates an entity under an id that was written before in its session.",
    remedy: "Choose another id, change the entity that there is, or begin another session.",
  },
  "entity-not-found": {
    meaning:
      "The entity was deleted in this session, or belongs to one that was; with --strict-state: no list shows it and nobody wrote it.",
    remedy: "Ask for one that its list shows, create it, or begin another session with X-Session-ID.",
  },
  "patch-conflict": {
    meaning: "A JSON Patch does not fit the entity: a path leads nowhere, or a test fails (RFC 6902 §5).",
    remedy: "Read the entity and make the patch anew.",
  },
  "idempotency-key-invalid": {
    meaning: "The Idempotency-Key is empty, or longer than 255 characters.",
    remedy: "Send a text that no other request has, such as a UUID.",
  },
  "idempotency-key-reused": {
    meaning: "Another request of this session had the same Idempotency-Key.",
    remedy: "Send the same request again to have its first answer, or another key with another request.",
  },
  "session-contended": {
    meaning:
      "Other processes wrote to the session whenever this request was about to write to it, a hundred times over.",
    remedy: "Send the request again, or give each client a session of its own.",
  },
  "session-invalid": {
    meaning: "X-Session-ID, the cookie helix_session or the path /_s/<id>/… names a session by what is no id of one.",
    remedy: "Use 1 to 128 of the characters A-Z a-z 0-9 . _ ~ - and send one id.",
  },
  "store-away": {
    meaning: "The control plane was asked for sessions, and the Redis that keeps them is out of reach.",
    remedy: "Ask again when Redis is back. The mock itself goes on meanwhile, and marks its answers.",
  },
  "preference-malformed": {
    meaning: "A preference in the Prefer header, or a query parameter such as __code, has a value that makes no sense.",
    remedy: "Correct it; the message says what is expected.",
  },
  "query-undeclared": {
    meaning: "With --strict: the query has a parameter that the document does not declare.",
    remedy: "Leave it out, or declare it.",
  },
  "request-invalid": {
    meaning: "The request breaks the contract. Each violation has its place, and a code of its own.",
    remedy: "Correct the request, or let it pass with --validate-request warn or `Prefer: handling=lenient`.",
  },
  "response-unknown": {
    meaning: "The request prefers a status code that the operation does not declare.",
    remedy: "Use one of the codes that the problem lists, or declare it in the document.",
  },
  "route-unknown": {
    meaning: "No path of the document matches the request.",
    remedy: "Compare it with the nearest routes that the problem lists. A trailing slash makes another path.",
  },
  settings: {
    meaning: "A flag, a variable or an entry of a config file is unknown or not allowed, or the port cannot be opened.",
    remedy: "See `helix --help` for every setting.",
  },
  "target-malformed": {
    meaning: "The request target is neither a path nor an http URL, or its path is not valid percent-encoded UTF-8.",
    remedy: "Send a target that starts with a slash, with %25 for a percent sign (RFC 9112 §3.2).",
  },
  unauthorized: {
    meaning:
      "The operation asks for a credential that the request does not have. The WWW-Authenticate header names it.",
    remedy: "Send one of the declared kind, with any value, or start Helix with --auth off.",
  },
  "violations-omitted": {
    meaning: "The request has more violations than are listed.",
    remedy: "Correct those that are listed first.",
  },
};
