import { type JsonValue, setOwn } from "../base/json.ts";
import type { NamedExample } from "../contract/operation.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { echoes } from "./echo.ts";
import { isSuccess } from "./entities/value.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

/**
 * Answers with the document's examples: the one that `Prefer: example=` names, as it is; else the first valid one, with
 * what the request says written over it. Resource operations only draw values from theirs, so they are left alone.
 */
export const exampleSource: ResponseSource = {
  name: "example",
  replayable: true,
  offer(ask) {
    const { mediaType, example, settings, contract, call } = ask;
    if (!mediaType || mediaType.examples.length === 0) return undefined;
    if (example !== undefined) return named(mediaType.examples, example);
    const isResource = isSuccess(ask.status) && contract.resources.uses.has(call.operation.id);
    if (settings.dynamic || settings.ignoreExamples || isResource) return undefined;
    return firstValid(ask, mediaType.examples, mediaType.schema);
  },
};

function named(examples: readonly NamedExample[], name: string): Draft | undefined {
  const found = examples.find((example) => example.name === name);
  return found && { body: found.value, note: name };
}

function firstValid(ask: Ask, examples: readonly NamedExample[], schema: Schema | undefined): Draft | undefined {
  const found = examples.find(({ value }) => !schema || schema.graph.accepts(schema.node, value));
  if (!found) return undefined;
  const body = schema && isSuccess(ask.status) ? withEchoes(found.value, ask, schema) : found.value;
  return { body, ...(found.name === "" ? {} : { note: found.name }) };
}

/** Writes over the example what the request says, each part only where the result stays valid. */
function withEchoes(example: JsonValue, { call }: Ask, schema: Schema): JsonValue {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return example;
  let body = example;
  for (const [name, value] of Object.entries(echoes(call, schema) ?? {})) {
    // An example without an optional property says that it may be missing; it stays so.
    if (!Object.hasOwn(body, name)) continue;
    const changed = { ...body };
    setOwn(changed, name, value);
    if (schema.graph.accepts(schema.node, changed)) body = changed;
  }
  return body;
}
