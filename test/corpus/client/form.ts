import { memberOf } from "../judge/body/members.ts";
import type { Document } from "../judge/document.ts";
import type { Media } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";
import { encodeField } from "./encode.ts";

/** A form: each member as its Encoding Object says; lists repeat, objects are JSON without one (OAS 3.1 §4.8.15). */
export function writeForm(document: Document, media: Media, value: unknown): string {
  return Object.entries(isTree(value) ? value : {})
    .flatMap(([name, member]) => writeMember(document, media, name, member))
    .join("&");
}

function writeMember(document: Document, media: Media, name: string, value: unknown): string[] {
  const { encoding } = memberOf(document, media, name);
  const isJson = encoding?.contentType !== undefined && /json/.test(encoding.contentType);
  const isStyled = encoding?.style !== undefined || encoding?.explode !== undefined;
  if (isStyled && !isJson && typeof value === "object" && value !== null) {
    const style = encoding.style ?? "form";
    const explode = encoding.explode ?? style === "form";
    return [encodeField({ name, in: "query", required: true, style, explode, examples: [] }, value)];
  }
  const items = Array.isArray(value) && !isJson ? value : [value];
  return items.map((item) => {
    const text = typeof item === "object" ? JSON.stringify(item) : String(item);
    return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
  });
}
