import { HelixError } from "../../base/errors.ts";
import type { JsonValue } from "../../base/json.ts";
import { derive, seedOf } from "../../base/random.ts";
import { referenceInstant } from "../../config.ts";
import type { DeclaredHeader } from "../../contract/operation.ts";
import { generate } from "../instance.ts";
import { headerText } from "./header-text.ts";
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
    const text = validText(header, derive(seed, header.name));
    return text === undefined ? [] : [`${header.name}: ${text}`];
  });
}

/** `undefined` where nothing can be said: a schema that allows no value asks for the field to be absent. */
function validText(header: DeclaredHeader, seed: number): string | undefined {
  const { name, schema, examples } = header;
  const example = examples.find(({ value }) => !schema || schema.graph.accepts(schema.node, value));
  if (example) return writable(example.value, header);
  if (!schema) return undefined;
  try {
    return writable(generate(schema, { seed, name, now: referenceInstant, rootItems: 2 }), header);
  } catch (error) {
    if (error instanceof HelixError) return undefined;
    throw error;
  }
}

function writable(value: JsonValue, header: DeclaredHeader): string | undefined {
  const text = headerText(value, header);
  return fieldValue.test(text) ? text : undefined;
}
