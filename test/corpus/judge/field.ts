import { child, type Document, type Place } from "./document.ts";
import type { Field } from "./reading.ts";
import { entries, list, member, text } from "./tree.ts";

const STYLES: Readonly<Record<string, string>> = { path: "simple", header: "simple", query: "form", cookie: "form" };

/** A Parameter or Header Object. In Swagger 2.0 the object is its own schema. */
export function readField(document: Document, place: Place, name: string, where: string): Field {
  const node = document.at(place);
  const required = where === "path" || member(node, "required") === true;
  if (document.dialect === "2.0") {
    const collection = text(node, "collectionFormat") ?? "csv";
    const style = { ssv: "spaceDelimited", tsv: "tabDelimited", pipes: "pipeDelimited" }[collection];
    const examples = [member(node, "x-example"), member(node, "default")].filter((value) => value !== undefined);
    const common = { name, in: where, required, schema: place, examples, explode: collection === "multi" };
    return { ...common, style: style ?? STYLES[where] ?? "form" };
  }
  const style = text(node, "style") ?? STYLES[where] ?? "form";
  const [contentType] = entries(member(node, "content"))[0] ?? [];
  const content = contentType === undefined ? undefined : document.follow(child(place, "content", contentType));
  const holder = content ?? place;
  return {
    name,
    in: where,
    required,
    style,
    explode: (member(node, "explode") ?? (style === "form" || style === "cookie")) === true,
    contentType,
    schema: member(document.at(holder), "schema") === undefined ? undefined : child(holder, "schema"),
    examples: [...examplesOf(document, place), ...examplesOf(document, holder)],
  };
}

/** The Header Objects that stand below a place, but for one that says nothing: the content type (OAS 3.0.3 §4.7.17.1). */
export function readHeaders(document: Document, at: Place): Field[] {
  const fields: Field[] = [];
  for (const [name] of entries(member(document.at(at), "headers"))) {
    const place = document.follow(child(at, "headers", name));
    if (place !== undefined && name.toLowerCase() !== "content-type") {
      fields.push(readField(document, place, name, "header"));
    }
  }
  return fields;
}

/** Values of `example` and `examples`, then those of the schema; nothing says that they are valid. */
export function examplesOf(document: Document, place: Place): unknown[] {
  const node = document.at(place);
  const found: unknown[] = [];
  if (member(node, "example") !== undefined) found.push(member(node, "example"));
  for (const [name] of entries(member(node, "examples"))) {
    const at = document.follow(child(place, "examples", name));
    const example = at === undefined ? undefined : document.at(at);
    found.push(member(example, "value") ?? member(example, "dataValue"));
  }
  const schemaPlace = member(node, "schema") === undefined ? undefined : document.follow(child(place, "schema"));
  const schema = schemaPlace === undefined ? undefined : document.at(schemaPlace);
  found.push(member(schema, "example"), member(schema, "default"), ...list(member(schema, "examples")));
  return found.filter((value) => value !== undefined);
}
