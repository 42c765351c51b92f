import { memberOf } from "../judge/body/members.ts";
import { type View, viewOf } from "../judge/body/view.ts";
import type { Place } from "../judge/document.ts";
import { kindOf, parseMediaType } from "../judge/media-type.ts";
import type { Encoding, Field } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";
import { type Content, concreteType, type Writing, writeContent } from "./content.ts";
import { encodeField } from "./encode.ts";
import { sampleFile } from "./files.ts";
import { samples } from "./sample.ts";

/** A body of any media type, multipart included. */
export function writeBody(writing: Writing): Content | undefined {
  const { essence } = parseMediaType(writing.media.range);
  return kindOf(essence) === "multipart" ? writeMultipart(writing, "judge-boundary") : writeContent(writing);
}

interface Part {
  readonly name?: string;
  readonly value: unknown;
  readonly place: Place | undefined;
  readonly view: View | undefined;
  readonly encoding: Encoding | undefined;
}

/** Fixed boundaries, so that both runs send the same bytes; nested content has a longer one. */
function writeMultipart(writing: Writing, boundary: string): Content | undefined {
  const { essence } = parseMediaType(writing.media.range);
  const chunks: Uint8Array[] = [];
  for (const part of partsOf(writing)) {
    const written = writePart(writing, part, boundary);
    if (written === undefined) return undefined;
    const disposition = part.name === undefined ? [] : [`Content-Disposition: ${dispositionOf(part, written)}`];
    const lines = [...disposition, `Content-Type: ${written.type}`, ...headerLines(writing, part.encoding)];
    chunks.push(Buffer.from(`--${boundary}\r\n${lines.join("\r\n")}\r\n\r\n`), written.bytes, Buffer.from("\r\n"));
  }
  const type = essence.includes("*") ? "multipart/form-data" : essence;
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { type: `${type}; boundary=${boundary}`, bytes: Buffer.concat(chunks) };
}

function partsOf({ judge, media, value }: Writing): Part[] {
  const { document } = judge;
  if (Array.isArray(value)) {
    const view = media.schema && viewOf(document, media.schema);
    return value.map((item, index) => {
      const place = view?.prefix[index] ?? view?.items ?? media.itemSchema;
      const encoding = media.encodings?.prefix[index] ?? media.encodings?.item;
      return { value: item, place, view: place && viewOf(document, place), encoding };
    });
  }
  return Object.entries(isTree(value) ? value : {}).flatMap(([name, member]) => {
    const { place, view, encoding } = memberOf(document, media, name);
    if (!Array.isArray(member) || !view?.types.has("array")) return [{ name, value: member, place, view, encoding }];
    const items = view.items && viewOf(document, view.items);
    return member.map((item) => ({ name, value: item, place: view.items, view: items, encoding }));
  });
}

function writePart({ judge }: Writing, part: Part, boundary: string): Content | undefined {
  const { view, encoding, value } = part;
  const range = encoding?.contentType?.split(",")[0]?.trim() ?? impliedType(view, value);
  const type = concreteType(range, view);
  const media = { range: type, schema: part.place, examples: [], encodings: encoding?.nested };
  if (kindOf(type) === "multipart") return writeMultipart({ judge, media, value }, `${boundary}-inner`);
  if (kindOf(type) === "text" && typeof value !== "string") return { type, bytes: Buffer.from(textOf(value)) };
  return writeContent({ judge, media, value });
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The default of OAS 3.1 §4.8.15.1.1. */
function impliedType(view: View | undefined, value: unknown): string {
  if (view?.contentMediaType !== undefined && sampleFile(view.contentMediaType)) return view.contentMediaType;
  if (view?.isBinary) return "application/octet-stream";
  return typeof value === "object" ? "application/json" : "text/plain";
}

function dispositionOf({ name = "" }: Part, { type }: Content): string {
  const quoted = name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const isFile = !["text", "json"].includes(kindOf(type));
  return `form-data; name="${quoted}"${isFile ? '; filename="judge.bin"' : ""}`;
}

function headerLines({ judge }: Writing, encoding: Encoding | undefined): string[] {
  return (encoding?.headers ?? []).flatMap((field: Field) => {
    const [sampled] = field.schema ? samples(judge.definitions, judge.definitions[judge.nameOf(field.schema)], "required") : [];
    const value = field.examples[0] ?? sampled ?? "sample";
    return [`${field.name}: ${encodeField({ ...field, in: "header" }, value)}`];
  });
}
