import { HelixError } from "../../base/errors.ts";
import { isObject, type JsonValue } from "../../base/json.ts";
import { derive, seedOf } from "../../base/random.ts";
import { referenceInstant } from "../../config.ts";
import type { DeclaredHeader } from "../../contract/operation.ts";
import { generate } from "../instance.ts";
import type { Part } from "./part.ts";

/** What Helix itself says of a part. */
const ownFields: ReadonlySet<string> = new Set(["content-disposition", "content-type", "content-transfer-encoding"]);

/** What may stand in a field of a part (RFC 5322 §2.2, RFC 6532). */
const fieldValue = /^[^\r\n\0]*$/;

/** The lines of the header fields that an Encoding Object declares: the valid example, else a generated value. */
export function partHeaders({ encoding, path }: Part): string[] {
  const seed = seedOf(`part ${path.join("/")}`);
  return (encoding?.headers ?? []).flatMap((header) => {
    if (ownFields.has(header.name.toLowerCase())) return [];
    const text = headerText(header, derive(seed, header.name));
    return text === undefined ? [] : [`${header.name}: ${text}`];
  });
}

/** `undefined` where nothing can be said: a schema that allows no value asks for the field to be absent. */
function headerText({ name, schema, examples, explode }: DeclaredHeader, seed: number): string | undefined {
  const example = examples.find(({ value }) => !schema || schema.graph.accepts(schema.node, value));
  if (example) return writable(example.value, explode);
  if (!schema) return undefined;
  try {
    return writable(generate(schema, { seed, name, now: referenceInstant, rootItems: 2 }), explode);
  } catch (error) {
    if (error instanceof HelixError) return undefined;
    throw error;
  }
}

/** Style `simple`, the only one for headers (OAS 3.1 §4.8.21). */
function writable(value: JsonValue, explode: boolean): string | undefined {
  const members = isObject(value) ? Object.entries(value as Record<string, JsonValue>) : undefined;
  const parts = members?.flatMap(([name, member]) =>
    explode ? [`${name}=${textOf(member)}`] : [name, textOf(member)],
  );
  const text = (parts ?? [value].flat().map((item) => textOf(item as JsonValue))).join(",");
  return fieldValue.test(text) ? text : undefined;
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
