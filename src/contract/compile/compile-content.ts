import { isObject, type JsonValue, own } from "../../base/json.ts";
import { parseMediaType, token } from "../../base/media-type.ts";
import type { Encoding, MediaType, NamedExample, ParameterStyle } from "../operation.ts";
import type { Direction } from "../schema/schema.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

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
    const isWord = token.test(range);
    if (!parseMediaType(range)) {
      context.report("warning", "media-type-invalid", media.pointer, {
        message: `${JSON.stringify(range)} is not a media type`,
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
  return {
    range,
    schema: context.schema(node["schema"], `${pointer}/schema`, direction),
    itemSchema: context.schema(node["itemSchema"], `${pointer}/itemSchema`, direction),
    examples: compileExamples(node, pointer, context),
    encoding: compileEncoding(node["encoding"], `${pointer}/encoding`, context),
    pointer,
  };
}

/** `example` and `examples` of a Parameter, Media Type or Header Object. External values are not fetched. */
export function compileExamples(
  node: Readonly<Record<string, unknown>>,
  pointer: string,
  context: CompileContext,
): NamedExample[] {
  const found: NamedExample[] = [];
  const single = own(node, "example");
  if (single !== undefined) found.push({ name: "", value: single as JsonValue, pointer: `${pointer}/example` });
  if (!isObject(node["examples"])) return found;
  for (const [name, example] of context.entries(node["examples"], `${pointer}/examples`)) {
    // 3.2 calls the value before serialisation `dataValue`.
    const value = own(example.node, "value") ?? own(example.node, "dataValue");
    if (value !== undefined) found.push({ name, value: value as JsonValue, pointer: `${example.pointer}/value` });
  }
  return found;
}

function compileEncoding(value: unknown, pointer: string, context: CompileContext): ReadonlyMap<string, Encoding> {
  const compiled = new Map<string, Encoding>();
  for (const [name, { node }] of context.entries(value, pointer)) {
    compiled.set(name, {
      contentType: typeof node["contentType"] === "string" ? node["contentType"] : undefined,
      style: typeof node["style"] === "string" ? (node["style"] as ParameterStyle) : undefined,
      explode: typeof node["explode"] === "boolean" ? node["explode"] : undefined,
      allowReserved: node["allowReserved"] === true,
    });
  }
  return compiled;
}
