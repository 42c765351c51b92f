import { expect } from "chai";
import type { WireOptions } from "../../../src/ai/wire/translation.ts";
import { wireSchemaOf } from "../../../src/ai/wire/wire.ts";
import type { WireSchema } from "../../../src/ai/wire/wire-schema.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { schemaOf } from "../../helpers/schema.ts";
import { breachesOf } from "./strict-subset.ts";

/** Translates, and holds what comes of it to the strict subset. */
export function wireOf(schema: unknown, components: object = {}, options: WireOptions = {}): WireSchema {
  const wire = wireSchemaOf(schemaOf(schema, components, "response"), options);
  if ("tooLarge" in wire) throw new Error(wire.tooLarge);
  expect(breachesOf(wire.schema)).to.deep.equal([]);
  return wire;
}

/** What stands in the wrapper. */
export function bodyOf(wire: WireSchema): Record<string, JsonValue> {
  return (wire.schema["properties"] as { body: Record<string, JsonValue> }).body;
}

export function membersOf(wire: WireSchema): Record<string, JsonValue> {
  return bodyOf(wire)["properties"] as Record<string, JsonValue>;
}

/** An object with one member, which is text. */
export function named(name: string): object {
  return { type: "object", properties: { [name]: { type: "string" } }, required: [name] };
}

/** An object with a tag and one member of its own. */
export function animal(name: string): object {
  return {
    type: "object",
    properties: { [name]: { type: "string" }, kind: { type: "string" } },
    required: ["kind", name],
  };
}
