import { stringify } from "yaml";
import { type View, viewOf } from "../judge/body/view.ts";
import type { Judge } from "../judge/judge.ts";
import { kindOf, type MediaKind, parseMediaType } from "../judge/media-type.ts";
import type { Media } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";
import { sampleFile, writableTypes } from "./files.ts";
import { writeForm } from "./form.ts";
import { writeXml } from "./xml.ts";

/** A body as it goes over the wire. */
export interface Content {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** How to write a value as a body of a declared media type. */
export interface Writing {
  readonly judge: Judge;
  readonly media: Media;
  readonly value: unknown;
}

/** The type that a range becomes: what its schema needs, and what this client can write. */
export function concreteType(range: string, view: View | undefined): string {
  if (!range.includes("*")) return range;
  const { essence } = parseMediaType(range);
  if (essence === "text/*") return "text/plain";
  const found = writableTypes.find((type) => type.startsWith(essence.replace(/\*$/, "")));
  if (/^(image|audio|video)\//.test(essence)) return found ?? essence.replace("*", "octet-stream");
  return view?.isBinary === true ? "application/octet-stream" : "application/json";
}

/** @returns nothing for a type that this client cannot write. */
export function writeContent({ judge, media, value }: Writing): Content | undefined {
  const { document } = judge;
  const view = media.schema && viewOf(document, media.schema);
  const type = concreteType(media.range, view);
  const kind = kindOf(type);
  const text = writeText(kind, type, { judge, media, value }, view);
  if (text !== undefined) return { type, bytes: new TextEncoder().encode(text) };
  if (kind === "multipart") return undefined;
  const file = sampleFile(parseMediaType(type).essence) ?? (kind === "binary" ? bytesOf(value) : undefined);
  if (file === undefined) return undefined;
  const isEncoded = view?.contentEncoding?.startsWith("base64") === true;
  return { type, bytes: isEncoded ? Buffer.from(Buffer.from(file).toString("base64")) : file };
}

function writeText(kind: MediaKind, type: string, writing: Writing, view: View | undefined): string | undefined {
  const { judge, media, value } = writing;
  switch (kind) {
    case "json":
      return JSON.stringify(value);
    case "yaml":
      return stringify(value);
    case "sequence":
      return sequence(value, parseMediaType(type).essence.endsWith("json-seq"));
    case "events":
      return [value].flat().map(event).join("");
    case "xml":
      return writeXml(judge.document, media.schema, value);
    case "form":
      return writeForm(judge.document, media, value);
    case "csv":
      return typeof value === "string" ? value : csv([value].flat(1), view, judge, separatorOf(type));
    case "text":
      return typeof value === "string" ? value : JSON.stringify(value);
    default:
      return undefined;
  }
}

function sequence(value: unknown, isRecords: boolean): string {
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => `${isRecords ? "\u001e" : ""}${JSON.stringify(item)}\n`).join("");
}

function event(item: unknown): string {
  const fields = isTree(item) && typeof item["data"] === "string" ? Object.entries(item) : [["data", item]];
  const lines = fields.flatMap(([name, field]) => {
    const text = typeof field === "string" ? field : JSON.stringify(field);
    return text.split("\n").map((line) => `${name}: ${line}`);
  });
  return `: a comment\n${lines.join("\n")}\n\n`;
}

function separatorOf(type: string): string {
  return parseMediaType(type).essence === "text/tab-separated-values" ? "\t" : ",";
}

/** A row of names, then one for each object; or rows of cells alone. */
function csv(rows: readonly unknown[], view: View | undefined, { document }: Judge, separator: string): string {
  const line = (cells: readonly unknown[]) => `${cells.map((each) => cell(each, separator)).join(separator)}\r\n`;
  const row = view?.types.has("array") && view.items ? viewOf(document, view.items) : view;
  if (!rows.every(isTree)) return rows.map((each) => line([each].flat())).join("");
  const known = [...(row?.properties.keys() ?? [])];
  const used = new Set(rows.flatMap((each) => Object.keys(Object(each))));
  const names = [...new Set([...known, ...used])].filter((name) => used.has(name));
  return [names, ...rows.map((each) => names.map((name) => Object(each)[name]))].map(line).join("");
}

function cell(value: unknown, separator: string): string {
  const text =
    value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : `${value}`;
  // Between tabs nothing can be quoted: what cannot be written so is read back as something else, and not sent.
  if (separator === "\t") return text;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function bytesOf(value: unknown): Uint8Array {
  return typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.from(JSON.stringify(value ?? ""));
}
