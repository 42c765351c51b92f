import { likeliest } from "../../ai/wire/alternative.ts";
import { type Merged, mergedOf } from "../../ai/wire/merged.ts";
import { isOwned } from "../../ai/wire/owned.ts";
import { type JsonValue, own, pointerTokens } from "../../base/json.ts";
import type { Schema, SchemaError } from "../../contract/schema/schema.ts";

/**
 * Whether a member that is missing in what a model wrote is one that it was asked for. What is ours is missing where it
 * wrote more than we had decided, and of members that only a condition calls for it was never told.
 */
export function isAskedFor({ instancePath, params }: SchemaError, { graph, node }: Schema, value: JsonValue): boolean {
  const name = String(params["missingProperty"]);
  let merged: Merged | undefined = mergedOf(graph, node);
  let at: unknown = value;
  for (const token of pointerTokens(instancePath)) {
    const around = likeliest(merged, at as JsonValue);
    merged = Array.isArray(at) ? around.item(Number(token)) : around.member(token);
    if (!merged) return true;
    at = own(at, token);
  }
  const object = likeliest(merged, at as JsonValue);
  const member = object.names.includes(name) ? object.member(name) : undefined;
  return member !== undefined && !isOwned(name, member.node, graph);
}
