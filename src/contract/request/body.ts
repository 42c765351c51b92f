import type { RequestMessage } from "../../base/exchange.ts";
import { MAX_JSON_DEPTH, parseJson } from "../../base/json.ts";
import {
  isForm,
  isJson,
  isMultipart,
  isText,
  mediaRangeMatches,
  type ParsedMediaType,
  parseMediaType,
} from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import type { MediaType, Operation } from "../operation.ts";
import { decodeContent } from "./content-coding.ts";
import { violationsOf } from "./explain.ts";
import { readForm } from "./form.ts";
import { parseMultipart } from "./multipart.ts";
import { readMultipartForm } from "./multipart-form.ts";
import { textShapesOf } from "./text-shape.ts";

/** A request's body as far as it could be read. */
export interface BodyReading {
  /** The declared media type that it was read as. */
  readonly mediaType?: MediaType | undefined;
  /** Typed by the schema; `undefined` where nothing was sent or the media type is accepted without being read. */
  readonly value?: unknown;
  readonly violations: readonly Violation[];
  /**
   * Why the body could not be judged by a schema: not of a declared media type or coding (415), larger than allowed
   * once decompressed (413), not even well-formed (400).
   */
  readonly problem?: "media-type" | "size" | "syntax" | undefined;
}

const nothing: BodyReading = { violations: [] };

/** Decodes and judges the body of a request (OAS 3.1 §4.8.13). A body where none is declared is ignored. */
export function readBody(operation: Operation, request: RequestMessage): BodyReading {
  const { body } = operation;
  if (!body) return nothing;
  const field = request.headers["content-type"];
  // A form without fields has no bytes.
  if (request.body.length === 0 && !(body.required && isEmptyForm(field))) {
    if (!body.required) return nothing;
    return { violations: [violation("required", "is required", "missing")] };
  }
  if (body.content.length === 0) return nothing;
  const mediaType = declaredFor(field, body.content);
  if (!mediaType) return unsupported(field, body.content);
  const content = decodeContent(request.body, request.headers["content-encoding"]);
  if (!("bytes" in content)) return undecoded(content.failure, content.coding);
  return decode(content.bytes, mediaType, parseMediaType(field ?? mediaType.range));
}

function isEmptyForm(field: string | undefined): boolean {
  const sent = field === undefined ? undefined : parseMediaType(field);
  return sent !== undefined && isForm(`${sent.type}/${sent.subtype}`);
}

/** The declared range that covers a content type, the closest first; the only one there is where none was sent. */
function declaredFor(field: string | undefined, content: readonly MediaType[]): MediaType | undefined {
  if (field === undefined || field.trim() === "") return content.length === 1 ? content[0] : undefined;
  const fitting = content.filter(({ range }) => mediaRangeMatches(range, field));
  return fitting.sort((one, other) => distance(one.range, field) - distance(other.range, field))[0];
}

/** How much a range leaves open, then how many of its parameters the content type does not have. */
function distance(range: string, field: string): number {
  const given = parseMediaType(field)?.parameters;
  const wanted = [...(parseMediaType(range)?.parameters.keys() ?? [])];
  const missing = wanted.filter((name) => !given?.has(name)).length;
  const unmentioned = [...(given?.keys() ?? [])].filter((name) => name !== "charset" && !wanted.includes(name)).length;
  return (range.split("*").length - 1) * 100 + missing + unmentioned;
}

function decode(bytes: Uint8Array, mediaType: MediaType, sent: ParsedMediaType | undefined): BodyReading {
  const type = sent ? `${sent.type}/${sent.subtype}` : mediaType.range;
  if (isJson(type)) return decodeJson(bytes, mediaType);
  if (isForm(type) && allowsFields(mediaType)) return decodeForm(bytes, mediaType);
  if (isText(type)) return judged(decodeText(bytes, sent?.parameters.get("charset")), mediaType);
  if (isMultipart(type) && allowsFields(mediaType))
    return decodeMultipart(bytes, mediaType, type, sent?.parameters.get("boundary"));
  // XML, binary content and forms that are no objects are taken as they are.
  return { mediaType, violations: [] };
}

function decodeJson(bytes: Uint8Array, mediaType: MediaType): BodyReading {
  const parsed = parseJson(bytes, MAX_JSON_DEPTH);
  if ("value" in parsed) return judged(parsed.value, mediaType);
  const { reason, message } = parsed.refusal;
  return malformed(mediaType, "parse", reason === "syntax" ? `is not valid JSON: ${message}` : message);
}

/** Fields make an object; what a form is whose schema allows none is left open (OAS 3.1 §4.8.14.4). */
function allowsFields({ schema }: MediaType): boolean {
  if (!schema) return true;
  return textShapesOf(schema.node, schema.graph).some(({ types }) => types?.includes("object") ?? true);
}

function decodeForm(bytes: Uint8Array, mediaType: MediaType): BodyReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) return malformed(mediaType, "encoding", "is not valid UTF-8");
  let value: unknown;
  try {
    value = readForm(text, mediaType);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return malformed(mediaType, "encoding", "is not valid percent-encoded UTF-8");
  }
  return judged(value, mediaType);
}

/** Only forms say what their parts mean; other kinds of multipart content are taken as they are. */
function decodeMultipart(bytes: Uint8Array, mediaType: MediaType, type: string, boundary = ""): BodyReading {
  if (boundary === "") return malformed(mediaType, "parse", "has a multipart Content-Type without a boundary");
  if (type !== "multipart/form-data") return { mediaType, violations: [] };
  const multipart = parseMultipart(bytes, boundary);
  if ("fault" in multipart) return malformed(mediaType, "parse", multipart.fault);
  return judged(readMultipartForm(multipart.parts, mediaType), mediaType);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An unknown charset is read as UTF-8: it is the client's label that is wrong more often than its bytes. */
function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function judged(value: unknown, mediaType: MediaType): BodyReading {
  const { schema } = mediaType;
  return { mediaType, value, violations: schema ? violationsOf(schema, value, "body") : [] };
}

function malformed(mediaType: MediaType, keyword: string, predicate: string): BodyReading {
  return { mediaType, violations: [violation(keyword, predicate, "syntax")], problem: "syntax" };
}

function unsupported(field: string | undefined, content: readonly MediaType[]): BodyReading {
  const declared = content.map(({ range }) => range).join(", ");
  const sent = field === undefined ? "none was sent" : `not ${field.slice(0, 100)}`;
  return {
    violations: [violation("content", `must have one of the content types ${declared}; ${sent}`, "media-type")],
    problem: "media-type",
  };
}

function undecoded(failure: "unknown" | "broken" | "large", coding: string): BodyReading {
  switch (failure) {
    case "unknown": {
      const predicate = `has the content coding ${JSON.stringify(coding)}; gzip, deflate and br are understood`;
      return { violations: [violation("encoding", predicate, "coding")], problem: "media-type" };
    }
    case "broken":
      return { violations: [violation("encoding", `is not valid ${coding}`, "coding")], problem: "syntax" };
    case "large":
      return { violations: [violation("encoding", "is too large once decompressed", "size")], problem: "size" };
  }
}

function violation(keyword: string, predicate: string, code: string): Violation {
  return { in: "body", instancePath: "", keyword, message: `The body ${predicate}.`, code: `body-${code}` };
}
