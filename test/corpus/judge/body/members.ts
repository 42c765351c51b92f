import type { Document, Place } from "../document.ts";
import type { Encoding, Media } from "../reading.ts";
import { type View, viewOf } from "./view.ts";

/** A member of a form, as the schema or a Swagger 2.0 field describes it. */
export interface Member {
  readonly place?: Place | undefined;
  readonly view: View | undefined;
  readonly encoding: Encoding | undefined;
  readonly isRequired: boolean;
}

/** What is said of the member of this name; nothing where the schema does not list it. */
export function memberOf(document: Document, media: Media, name: string): Member {
  const field = media.fields?.find((candidate) => candidate.name === name);
  if (field !== undefined) {
    const view = field.schema && viewOf(document, field.schema);
    const encoding = { style: field.style, explode: field.explode, headers: [], nested: NONE };
    return { place: field.schema, view, encoding, isRequired: field.required };
  }
  const whole = media.schema && viewOf(document, media.schema);
  const place = whole?.properties.get(name) ?? whole?.additional;
  return {
    place,
    view: place && viewOf(document, place, ...(whole?.restated.get(name) ?? [])),
    encoding: media.encodings?.byName.get(name),
    isRequired: whole?.required.has(name) === true,
  };
}

const NONE = { byName: new Map<string, Encoding>(), prefix: [] };

/** Names of all members that are described. */
export function memberNames(document: Document, media: Media): string[] {
  if (media.fields !== undefined) return media.fields.map(({ name }) => name);
  return media.schema === undefined ? [] : [...viewOf(document, media.schema).properties.keys()];
}
