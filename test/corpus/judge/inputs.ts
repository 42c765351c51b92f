import { child, type Document, type Place } from "./document.ts";
import type { Body, Field, Media } from "./reading.ts";
import { entries, list, member, text } from "./tree.ts";

export interface Inputs {
  readonly fields: readonly Field[];
  /** Swagger 2.0 `formData`. */
  readonly formFields: readonly Field[];
  /** Swagger 2.0 `body`. */
  readonly bodyParameter?: Place | undefined;
}

/** Parameters of the operation over those of its path item; the last of equal name and place wins. */
export function readParameters(document: Document, pathPlace: Place, place: Place): Inputs {
  const byKey = new Map<string, Field>();
  let bodyParameter: Place | undefined;
  for (const owner of [pathPlace, place]) {
    list(member(document.at(owner), "parameters")).forEach((_, index) => {
      const at = document.follow(child(owner, "parameters", index));
      const node = at === undefined ? undefined : document.at(at);
      const name = text(node, "name");
      const where = text(node, "in");
      if (at === undefined || name === undefined || where === undefined) return;
      if (where === "body") bodyParameter = at;
      else if (!isIgnored(document, where, name)) byKey.set(`${where} ${name}`, readField(document, at, name, where));
    });
  }
  const all = [...byKey.values()];
  return {
    fields: all.filter((field) => field.in !== "formData"),
    formFields: all.filter((field) => field.in === "formData"),
    bodyParameter,
  };
}

/** Header parameters of these names say nothing (OAS 3.0.3 §4.7.12.1). */
function isIgnored(document: Document, where: string, name: string): boolean {
  return document.dialect !== "2.0" && where === "header" && /^(accept|content-type|authorization)$/i.test(name);
}

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

export function readMedia(document: Document, holder: Place): Media[] {
  return entries(member(document.at(holder), "content")).map(([range]) => {
    const place = document.follow(child(holder, "content", range)) ?? child(holder, "content", range);
    const node = document.at(place);
    return {
      range,
      schema: member(node, "schema") === undefined ? undefined : child(place, "schema"),
      itemSchema: member(node, "itemSchema") === undefined ? undefined : child(place, "itemSchema"),
      examples: examplesOf(document, place),
    };
  });
}

export function readBody(
  document: Document,
  place: Place,
  formFields: readonly Field[],
  bodyParameter: Place | undefined,
): Body | undefined {
  if (document.dialect !== "2.0") {
    const at = document.follow(child(place, "requestBody"));
    if (at === undefined || member(document.at(place), "requestBody") === undefined) return undefined;
    return { required: member(document.at(at), "required") === true, media: readMedia(document, at) };
  }
  const consumes = typesOf(document, place, "consumes");
  if (bodyParameter !== undefined) {
    const schema = child(bodyParameter, "schema");
    const examples = examplesOf(document, bodyParameter);
    const ranges = consumes.length > 0 ? consumes : ["application/json"];
    const required = member(document.at(bodyParameter), "required") === true;
    return { required, media: ranges.map((range) => ({ range, schema, examples })) };
  }
  if (formFields.length === 0) return undefined;
  const hasFile = formFields.some((field) => field.schema && text(document.at(field.schema), "type") === "file");
  const forms = consumes.filter((range) => /form-data|urlencoded/.test(range));
  const ranges = forms.length > 0 ? forms : [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"];
  const required = formFields.some((field) => field.required);
  return { required, media: ranges.map((range) => ({ range, fields: formFields, examples: [] })) };
}

/** `produces` or `consumes` of the operation, else of the document (Swagger 2.0). */
export function typesOf(document: Document, place: Place, key: "produces" | "consumes"): string[] {
  const own = member(document.at(place), key) ?? member(document.at(document.root), key);
  return list(own).filter((range): range is string => typeof range === "string");
}
