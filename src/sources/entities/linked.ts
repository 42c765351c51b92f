import { HelixError } from "../../base/errors.ts";
import { isObject, type JsonObject, type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import type { Parameter } from "../../contract/operation.ts";
import type { LinkedValue, Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import { core, typeOf } from "../../contract/resource/structure.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../generate/instance.ts";
import type { Place } from "../../generate/site.ts";
import { asType } from "./value.ts";

/** The parameters that take a resource's id: the path's, and those that links pass it to. */
export function idParameters({ key, identity, idParameter }: Resource, model: ResourceModel): readonly Parameter[] {
  const linked = model.linked(key).filter(({ pointer }) => pointer === identity);
  const parameters = [...(idParameter ? [idParameter] : []), ...linked.map(({ parameter }) => parameter)];
  return [...new Set(parameters)].filter(({ schema }) => schema !== undefined);
}

/** Whether a request with this value passes: it is read in the type that the parameter has. */
export function fitsParameter(value: JsonValue, { schema }: Parameter): boolean {
  if (!schema) return true;
  const typed = asType(value, typeOf(schema.graph, schema.node));
  return typed !== undefined && schema.graph.accepts(schema.node, typed);
}

/** A value that a parameter takes, in the type of the place; `undefined` where any value of that type will do. */
export function valueFor({ schema }: Parameter, place: Place, now: number): JsonValue | undefined {
  if (!schema) return undefined;
  const { graph, node } = schema;
  const said = core(graph, node);
  const isFree = typeof said === "object" && Object.keys(said).every((keyword) => keyword === "type");
  if (isFree && ["string", place.type].includes(String(said.type))) return undefined;
  return asType(attempted(schema, { seed: place.seed, now, name: place.name, useExamples: false }), place.type);
}

/** A value of the schema, if there is one: a parameter that nothing meets is no reason to refuse an answer. */
export function attempted(schema: Schema, options: GenerationOptions): JsonValue | undefined {
  try {
    return generate(schema, options);
  } catch (error) {
    if (error instanceof HelixError) return undefined;
    throw error;
  }
}

/** The value that a link passes on from a place in an entity or body. */
export function linkedAt(linked: readonly LinkedValue[], path: readonly (string | number)[]): LinkedValue[] {
  return linked.filter(({ pointer }) => {
    const tokens = pointerTokens(pointer);
    return tokens.length === path.length && tokens.every((token, index) => token === String(path[index]));
  });
}

/** A value without what links pass on as the id of something else: which that is, is not the document's to say. */
export function withoutLinked(value: JsonObject, linked: readonly LinkedValue[]): JsonObject {
  return linked.reduce(
    (kept, { pointer, resource }) => (resource === undefined ? kept : without(kept, pointerTokens(pointer))),
    value,
  );
}

function without(value: JsonObject, [token, ...rest]: readonly string[]): JsonObject {
  if (token === undefined || !Object.hasOwn(value, token)) return value;
  const copy = {};
  for (const [name, member] of Object.entries(value)) if (name !== token) setOwn(copy, name, member);
  const inner = own(value, token);
  if (rest.length > 0) setOwn(copy, token, isObject(inner) ? without(inner as JsonObject, rest) : inner);
  return copy;
}
