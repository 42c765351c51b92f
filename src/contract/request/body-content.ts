import { textOfBytes } from "../../base/binary-text.ts";
import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isBinary, isForm, isJson, isMultipart, isSequential, isText, isXml, isYaml } from "../../base/media-type.ts";
import { DocumentError } from "../document/document-error.ts";
import { parseText } from "../document/parse.ts";
import type { MediaType } from "../operation.ts";
import type { JsonType, Schema } from "../schema/schema.ts";
import { decodeJson, decodeLenient, decodeText } from "./charset.ts";
import { coerce } from "./coerce.ts";
import type { Content, ContentReading } from "./content-reading.ts";
import { readForm } from "./form.ts";
import { judgeBody } from "./judge.ts";
import { readMultipart } from "./multipart-body.ts";
import { readStream } from "./stream-body.ts";
import { isTable, readTable } from "./table.ts";
import { structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";
import { readXmlBody } from "./xml-body.ts";

/** Nothing in the document says how to read it: the body is taken as it is. */
const unread: ContentReading = { violations: [] };

const notText: ContentReading = { fault: "is not text in the charset of its Content-Type", keyword: "encoding" };

interface BodyKind {
  /** Whether bodies of a type are read so, given what is declared of them. */
  fits(type: string, declared: MediaType): boolean;
  read(content: Content, type: string): ContentReading;
}

/** The first kind that fits is taken. */
const kinds: readonly BodyKind[] = [
  { fits: isJson, read: readJson },
  { fits: isXml, read: readXmlBody },
  { fits: (type, { schema }) => isYaml(type) && !(schema && meansText(schema)), read: readYaml },
  { fits: (type, { schema }) => isForm(type) && allows(schema, "object"), read: readFormBody },
  { fits: isForm, read: () => unread },
  { fits: isMultipart, read: readMultipart },
  { fits: (type, declared) => isSequential(type) && !isOnlyText(declared), read: readSequential },
  { fits: (type, { schema }) => isTableType(type) && schema !== undefined && isTable(schema), read: readTableBody },
  { fits: (type, { schema }) => isBinary(type) && schema !== undefined && allows(schema, "string"), read: readBytes },
  { fits: isBinary, read: () => unread },
  { fits: (type, { schema }) => isText(type) || isSequential(type) || allows(schema, "string"), read: readPlain },
];

/** Reads and judges a body by the type that the client sent it as. */
export function readContent(content: Content): ContentReading {
  const { mediaType, sent } = content;
  const type = sent ? `${sent.type}/${sent.subtype}` : mediaType.range;
  const kind = kinds.find(({ fits }) => fits(type, mediaType));
  return kind ? kind.read(content, type) : unread;
}

function isTableType(type: string): boolean {
  return /^(?:text|application)\/(?:csv|tab-separated-values)$/.test(type);
}

function readJson(content: Content): ContentReading {
  const text = decodeJson(content.bytes, charsetOf(content));
  if (text === undefined) return { fault: "is not valid UTF-8", keyword: "encoding" };
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  if ("value" in parsed) return judged(parsed.value, content);
  const { reason, message } = parsed.refusal;
  return { fault: reason === "syntax" ? `is not valid JSON: ${message}` : message, keyword: "parse" };
}

/** YAML 1.2 with the limits that documents have; text is left alone where the schema means text. */
function readYaml(content: Content): ContentReading {
  const text = decodeText(content.bytes, charsetOf(content));
  if (text === undefined) return notText;
  try {
    return judged(parseText(text, "body.yaml").value, content);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { fault: error.what, keyword: "parse" };
  }
}

/** Fields of one form: each costs more than the bytes it is made of. */
const MAX_FIELDS = 100_000;

function readFormBody(content: Content): ContentReading {
  const text = decodeText(content.bytes, charsetOf(content));
  if (text === undefined) return notText;
  if (text.split("&", MAX_FIELDS + 1).length > MAX_FIELDS)
    return { fault: `has more than ${MAX_FIELDS} fields`, keyword: "parse" };
  try {
    return judged(readForm(text, content.mediaType, content.settings.form), content);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { fault: "is not valid percent-encoded UTF-8", keyword: "encoding" };
  }
}

function readSequential(content: Content, type: string): ContentReading {
  const text = decodeText(content.bytes, charsetOf(content));
  if (text === undefined) return notText;
  const reading = readStream(text, content.mediaType, type, content.settings);
  return "fault" in reading ? { fault: reading.fault, keyword: "parse" } : reading;
}

function readTableBody(content: Content, type: string): ContentReading {
  const text = decodeText(content.bytes, charsetOf(content));
  const { schema } = content.mediaType;
  if (text === undefined || !schema) return notText;
  const header = content.sent?.parameters.get("header")?.toLowerCase();
  const hasHeader = header === "present" ? true : header === "absent" ? false : undefined;
  const reading = readTable(text, schema, type.endsWith("csv") ? "," : "\t", hasHeader);
  return "fault" in reading ? { fault: reading.fault, keyword: "parse" } : judged(reading.value, content);
}

/** A string with a character for each byte: lengths count bytes. */
function readBytes(content: Content): ContentReading {
  return judged(textOfBytes(content.bytes), content);
}

function readPlain(content: Content): ContentReading {
  const text = decodeLenient(content.bytes, charsetOf(content));
  const { schema } = content.mediaType;
  return judged(schema ? coerce(text, schema.node, schema.graph) : text, content);
}

function judged(value: unknown, { mediaType, settings }: Content): ContentReading {
  return { value, violations: judgeBody(mediaType.schema, value, settings) };
}

function charsetOf({ sent }: Content): string | undefined {
  return sent?.parameters.get("charset");
}

/** Whether a value of a type may meet a schema. What a form is whose schema allows no object is left open. */
function allows(schema: Schema | undefined, type: JsonType): boolean {
  if (!schema) return true;
  return textShapesOf(schema.node, schema.graph).some(({ types }) => types?.includes(type) ?? true);
}

/** Whether a schema speaks of text, or says so little that text is as good as anything; not where it describes members. */
function meansText({ node, graph }: Schema): boolean {
  return textShapesOf(node, graph).some((shape) => shape.types?.includes("string") ?? isScalar(shape));
}

function isScalar(shape: TextShape): boolean {
  return structuresOf(shape).includes("scalar");
}

/** A stream that is declared as one string. */
function isOnlyText({ schema, itemSchema }: MediaType): boolean {
  if (!schema || itemSchema) return false;
  return textShapesOf(schema.node, schema.graph).every(({ types }) => types?.length === 1 && types[0] === "string");
}
