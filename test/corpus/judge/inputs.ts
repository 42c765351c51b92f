import { child, type Document, type Place } from "./document.ts";
import { examplesOf, readField } from "./field.ts";
import { readMedia } from "./media.ts";
import type { Body, Field } from "./reading.ts";
import { list, member, text } from "./tree.ts";

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
