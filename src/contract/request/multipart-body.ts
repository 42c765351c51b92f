import type { Content, ContentReading } from "./content-reading.ts";
import { judgeBody } from "./judge.ts";
import { type Part, parseMultipart } from "./multipart.ts";
import { type NamedPart, readMultipartForm } from "./multipart-form.ts";
import { isPartList, readPartList } from "./multipart-list.ts";
import { structuresOf, textShapesOf } from "./text-shape.ts";

/**
 * Reads and judges a multipart body: a form where an object is meant, a list of parts where one is. Other kinds than
 * forms are read as one where all their parts have names, as OAS 3.0 describes them; else they are taken as they are.
 *
 * @param type - the concrete type
 */
export function readMultipart({ bytes, mediaType, sent, settings }: Content, type: string): ContentReading {
  const boundary = sent?.parameters.get("boundary") ?? "";
  if (boundary === "") return { fault: "has a multipart Content-Type without a boundary", keyword: "parse" };
  const isList = isPartList(mediaType);
  const { schema } = mediaType;
  const isForm = type === "multipart/form-data";
  if (isForm && !isList && schema && !isObject(schema)) return { violations: [] };
  const multipart = parseMultipart(bytes, boundary);
  if ("fault" in multipart) return { fault: multipart.fault, keyword: "parse" };
  const { parts } = multipart;
  if (isList) return readPartList(parts, mediaType, type, settings);
  if (!parts.every(isNamed)) {
    if (isForm) return { fault: "has a part without a name in its Content-Disposition", keyword: "parse" };
    return { violations: [] };
  }
  if (!isForm && (!schema || !isObject(schema))) return { violations: [] };
  const { value, violations } = readMultipartForm(parts, mediaType, settings.form);
  return { value, violations: [...violations, ...judgeBody(schema, value, settings)] };
}

function isNamed(part: Part): part is NamedPart {
  return part.name !== undefined;
}

function isObject({ node, graph }: NonNullable<Content["mediaType"]["schema"]>): boolean {
  return textShapesOf(node, graph).some(
    (shape) => shape.types?.includes("object") ?? structuresOf(shape)[0] !== "array",
  );
}
