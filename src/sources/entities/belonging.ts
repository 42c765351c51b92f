import { type JsonObject, own } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";
import type { ResourceUse } from "../../contract/resource/resource-model.ts";
import { nodeAt, typeOf } from "../../contract/resource/structure.ts";
import { asType, withValue } from "./value.ts";

/** What was posted under a path that says to whom it belongs: that is part of it, whatever the body says. */
export function belonging(posted: JsonObject, { resource, belongsTo = [] }: ResourceUse, call: Call): JsonObject {
  const { schema } = resource;
  return belongsTo.reduce((whole, { parameter, pointers: [pointer = ""] }) => {
    const value = asType(own(call.parameters.path, parameter), typeOf(schema.graph, nodeAt(schema, pointer) ?? true));
    return value === undefined ? whole : (withValue(whole, pointer, value) as JsonObject);
  }, posted);
}
