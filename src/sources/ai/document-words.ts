import type { Redactor } from "../../ai/redact.ts";
import type { WireSchema } from "../../ai/wire/wire-schema.ts";
import { isObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";

const known = new WeakMap<WireSchema, { readonly redactor: Redactor; readonly redacted: WireSchema }>();

/** The same form with its descriptions redacted: documents are written for colleagues, with a key that works in them. */
export function redactedForm(form: WireSchema, redactor: Redactor): WireSchema {
  const before = known.get(form);
  if (before?.redactor === redactor) return before.redacted;
  const schema = described(form.schema, redactor) as JsonObject;
  const redacted: WireSchema = { schema, decode: (written) => form.decode(written) };
  known.set(form, { redactor, redacted });
  return redacted;
}

/** @param isNames - whether its members are named by the document: "description" may be one of them */
function described(value: JsonValue, redactor: Redactor, isNames = false): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => described(item, redactor));
  if (!isObject(value)) return value;
  const kept = {};
  for (const [key, member] of Object.entries(value) as [string, JsonValue][]) {
    const isDescription = !isNames && key === "description";
    setOwn(
      kept,
      key,
      isDescription ? redactor.fromDocument(member) : described(member, redactor, !isNames && key === "properties"),
    );
  }
  return kept;
}

/** A text of a document, redacted. */
export function documentText<Text extends string | undefined>(text: Text, redactor: Redactor): Text {
  return (text === undefined ? text : redactor.fromDocument(text)) as Text;
}
