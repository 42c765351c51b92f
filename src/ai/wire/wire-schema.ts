import type { JsonObject, JsonValue } from "../../base/json.ts";

/** A schema as it is put to a model: in the strict subset that endpoints enforce, with the way back. */
export interface WireSchema {
  readonly schema: JsonObject;
  /** Turns an instance back into one of the schema that it stands for. Takes anything: models write what they like. */
  decode(written: JsonValue): JsonValue;
}
