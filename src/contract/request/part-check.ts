import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isJson, mediaRangeMatches, splitOutsideQuotes } from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import type { DeclaredHeader, Encoding } from "../operation.ts";
import { coerce } from "./coerce.ts";
import { violationsOf } from "./explain.ts";
import { bodyViolation } from "./judge.ts";
import type { Part } from "./multipart.ts";
import { readText } from "./parameter-style.ts";
import { readJson } from "./part-content.ts";
import { structuresOf, textShapesOf } from "./text-shape.ts";
import { undoTransferEncoding } from "./transfer-encoding.ts";

/**
 * What is wrong with a part itself, whatever its schema says of its content: its type and header fields by the Encoding
 * Object (OAS 3.1 §4.8.15), and whether it is what its fields say.
 *
 * @param at - where the part's value stands in the body
 */
export function checkPart(part: Part, encoding: Encoding | undefined, at: string): Violation[] {
  const { fault } = undoTransferEncoding(part);
  const found = fault === undefined ? [] : [bodyViolation("encoding", fault, "part-encoding", at)];
  found.push(...checkType(part, encoding, at));
  if (isJson(part.contentType ?? "") && !readJson(part))
    found.push(bodyViolation("parse", "has the type of JSON, but is not valid JSON", "part-syntax", at));
  for (const header of encoding?.headers ?? []) found.push(...checkHeader(part, header, at));
  return found;
}

/** A part that does not say its type is taken for what is declared. */
function checkType({ contentType }: Part, encoding: Encoding | undefined, at: string): Violation[] {
  if (contentType === undefined || encoding?.contentType === undefined || encoding.style !== undefined) return [];
  const ranges = splitOutsideQuotes(encoding.contentType, ",").map((range) => range.trim());
  if (ranges.some((range) => mediaRangeMatches(range, contentType))) return [];
  const predicate = `must have one of the content types ${ranges.join(", ")}; not ${contentType.slice(0, 100)}`;
  return [bodyViolation("contentType", predicate, "part-media-type", at)];
}

function checkHeader({ headers }: Part, header: DeclaredHeader, at: string): Violation[] {
  const { name, required, schema } = header;
  const raw = headers.get(name.toLowerCase());
  if (raw === undefined) {
    const predicate = `needs the header ${JSON.stringify(name)} in its part`;
    return required ? [bodyViolation("required", predicate, "part-header", at)] : [];
  }
  if (!schema) return [];
  return violationsOf(schema, headerValue(raw, header), "header", `/${name}`).map((violation) => ({
    ...violation,
    in: "body",
    instancePath: at,
    message: `In the part at ${at}: ${violation.message}`,
    code: "body-part-header",
  }));
}

/** JSON where the header has `content` of it; else headers have the style `simple` (OAS 3.1 §4.8.21). */
function headerValue(raw: string, { name, schema, explode, contentType }: DeclaredHeader): unknown {
  if (!schema) return raw;
  if (contentType !== undefined && isJson(contentType)) {
    const parsed = parseJsonText(raw, MAX_JSON_DEPTH);
    return "value" in parsed ? parsed.value : raw;
  }
  const { node, graph } = schema;
  let first: { value: unknown } | undefined;
  for (const shape of textShapesOf(node, graph)) {
    for (const structure of structuresOf(shape)) {
      const tree = readText(raw, { name, style: "simple", explode }, structure, (text) => text.trim());
      if (tree === undefined) continue;
      const value = coerce(tree, node, graph);
      if (graph.accepts(node, value)) return value;
      first ??= { value };
    }
  }
  return first ? first.value : raw;
}
