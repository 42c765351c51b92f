import { isObject, type JsonValue, MAX_JSON_DEPTH, own, parseJsonText } from "../../base/json.ts";
import { isJson, isXml, parseMediaType, token } from "../../base/media-type.ts";
import { quoted } from "../document/document-error.ts";
import type { DeclaredHeader, Encoding, MediaType, NamedExample, ParameterStyle } from "../operation.ts";
import type { Direction } from "../schema/schema.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

/** Characters of a media type or a field name: clients read 8 to 16 KB of header section in all. */
const MAX_NAME_LENGTH = 1_000;

/**
 * Compiles a `content` map (OAS 3.1 §4.8.14). Keys that are no media type get a diagnostic; a word such as "xls" is
 * still sent as it stands, what could not stand in a header is left out.
 */
export function compileContent(
  content: unknown,
  pointer: string,
  direction: Direction,
  context: CompileContext,
): MediaType[] {
  const compiled: MediaType[] = [];
  for (const [range, media] of context.entries(content, pointer)) {
    const isWord = token.test(range) && range.length <= MAX_NAME_LENGTH;
    if (!parseMediaType(range) || range.length > MAX_NAME_LENGTH) {
      context.report("warning", "media-type-invalid", media.pointer, {
        message: `${quoted(range)} is not a media type`,
        remedy: `write a type such as "application/json" (RFC 9110 §8.3.1); until then ${isWord ? "it is sent as it stands" : "this content is left out"}`,
      });
      if (!isWord) continue;
    }
    compiled.push(compileMediaType(range, media, direction, context));
  }
  return compiled;
}

function compileMediaType(range: string, media: Placed, direction: Direction, context: CompileContext): MediaType {
  const { node, pointer } = media;
  const positional = Array.isArray(node["prefixEncoding"]) ? node["prefixEncoding"] : [];
  const prefix = positional.flatMap((at, index) => context.object(at, `${pointer}/prefixEncoding/${index}`) ?? []);
  const item = context.object(node["itemEncoding"], `${pointer}/itemEncoding`);
  return {
    range,
    schema: context.schema(node["schema"], `${pointer}/schema`, direction),
    itemSchema: context.schema(node["itemSchema"], `${pointer}/itemSchema`, direction),
    examples: compileExamples(node, pointer, context, range),
    encoding: compileEncodings(node["encoding"], `${pointer}/encoding`, direction, context),
    prefixEncoding: prefix.map((encoding) => compileEncoding(encoding, direction, context)),
    itemEncoding: item && compileEncoding(item, direction, context),
    pointer,
  };
}

/**
 * `example` and `examples` of a Parameter, Media Type or Header Object. External values are not fetched.
 *
 * @param range - the media type that `serializedValue` is written in
 */
export function compileExamples(
  node: Readonly<Record<string, unknown>>,
  pointer: string,
  context: CompileContext,
  range?: string,
): NamedExample[] {
  const found: NamedExample[] = [];
  const single = own(node, "example");
  if (single !== undefined) found.push({ name: "", value: single as JsonValue, pointer: `${pointer}/example` });
  if (!isObject(node["examples"])) return found;
  for (const [name, example] of context.entries(node["examples"], `${pointer}/examples`)) {
    const key = ["value", "dataValue", "serializedValue"].find((field) => own(example.node, field) !== undefined);
    const written = key === undefined ? undefined : own(example.node, key);
    const value = key === "serializedValue" ? deserialized(written, range) : written;
    if (value !== undefined) found.push({ name, value: value as JsonValue, pointer: `${example.pointer}/${key}` });
  }
  return found;
}

/** `serializedValue` (OAS 3.2 §4.19.1): JSON as its value, other types as the text that is read when it is used. */
function deserialized(text: unknown, range: string | undefined): unknown {
  if (typeof text !== "string" || range === undefined || isXml(range)) return undefined;
  if (!isJson(range)) return text;
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  return "value" in parsed ? parsed.value : undefined;
}

/** An `encoding` map (OAS 3.1 §4.8.15): how each property of a form is written. */
export function compileEncodings(
  value: unknown,
  pointer: string,
  direction: Direction,
  context: CompileContext,
): ReadonlyMap<string, Encoding> {
  const entries = context.entries(value, pointer);
  return new Map(entries.map(([name, placed]) => [name, compileEncoding(placed, direction, context)]));
}

function compileEncoding({ node, pointer }: Placed, direction: Direction, context: CompileContext): Encoding {
  return {
    contentType: typeof node["contentType"] === "string" ? node["contentType"] : undefined,
    style: typeof node["style"] === "string" ? (node["style"] as ParameterStyle) : undefined,
    explode: typeof node["explode"] === "boolean" ? node["explode"] : undefined,
    allowReserved: node["allowReserved"] === true,
    headers: compileHeaders(node["headers"], `${pointer}/headers`, direction, context),
  };
}

/** Header Objects by field name (OAS 3.1 §4.8.21), of a response or of a part of its body. */
export function compileHeaders(
  value: unknown,
  pointer: string,
  direction: Direction,
  context: CompileContext,
): DeclaredHeader[] {
  return context
    .entries(value, pointer)
    .flatMap(
      ([name, header]) =>
        context.once(header, `${direction} ${name}`, () => compileHeader(name, header, direction, context)) ?? [],
    );
}

function compileHeader(
  name: string,
  { node, pointer }: Placed,
  direction: Direction,
  context: CompileContext,
): DeclaredHeader | undefined {
  // The media type decides Content-Type (OAS 3.1 §4.8.17.1).
  if (name.toLowerCase() === "content-type") return undefined;
  // Anything else could not be sent, or would split the message.
  if (!token.test(name) || name.length > MAX_NAME_LENGTH) {
    context.report("warning", "header-name-invalid", pointer, {
      message: `${quoted(name)} cannot be a field name`,
      remedy: "use letters, digits and hyphens (RFC 9110 §5.1); until then the header is left out",
    });
    return undefined;
  }
  const [content] = compileContent(node["content"], `${pointer}/content`, direction, context);
  return {
    name,
    required: node["required"] === true,
    explode: node["explode"] === true,
    schema: content?.schema ?? context.schema(node["schema"], `${pointer}/schema`, direction),
    contentType: content?.range,
    examples: compileExamples(node, pointer, context),
    pointer,
  };
}
