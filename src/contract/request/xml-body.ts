import type { Schema } from "../schema/schema.ts";
import { parseXml } from "../xml/xml-document.ts";
import { untyped } from "../xml/xml-element.ts";
import { readXmlDocument } from "../xml/xml-reader.ts";
import { decodeText } from "./charset.ts";
import type { Content, ContentReading } from "./content-reading.ts";
import { bodyViolation, judgeBody } from "./judge.ts";
import { textShapesOf } from "./text-shape.ts";

/** Reads and judges an XML body. One that is declared as a string is taken as the text that it is, if that is XML. */
export function readXmlBody({ bytes, mediaType: { schema }, sent, settings }: Content): ContentReading {
  const text = decodeText(bytes, sent?.parameters.get("charset") ?? declaredEncoding(bytes));
  if (text === undefined) return { fault: "is not text in the charset that it declares", keyword: "encoding" };
  const parsed = parseXml(text);
  if (schema && isString(schema) && !("fault" in parsed && parsed.isMalformed)) {
    return { value: text, violations: judgeBody(schema, text, settings) };
  }
  if ("fault" in parsed) return { fault: parsed.fault, keyword: "parse" };
  if (!schema) return { value: untyped(parsed.root), violations: [] };
  const { value, defects } = readXmlDocument(parsed.root, schema);
  const misshapen = defects.map(({ at, predicate }) => bodyViolation("xml", predicate, "xml", at));
  return { value, violations: [...misshapen, ...judgeBody(schema, value, settings)] };
}

/** A document says itself how it is encoded, where neither a byte order mark nor the message does (RFC 7303 §3). */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
}

function isString({ node, graph }: Schema): boolean {
  return textShapesOf(node, graph).every(({ types }) => types?.length === 1 && types[0] === "string");
}
