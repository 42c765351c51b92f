import { type JsonValue, setOwn } from "../base/json.ts";
import { isBinary } from "../base/media-type.ts";
import { exampleNamed, type NamedExample } from "../contract/operation.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { echoes } from "./echo.ts";
import { isSuccess } from "./entities/value.ts";
import { dividesEvenly } from "./even-multiples.ts";
import { exampleBody } from "./example-body.ts";
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
    if (example !== undefined) return named(ask, mediaType.examples, example);
    const isResource = isSuccess(ask.status) && contract.resources.uses.has(call.operation.id);
    if (settings.dynamic || settings.ignoreExamples || isResource) return undefined;
    return firstValid(ask, mediaType.examples, mediaType.schema);
  },
};

/** What breaks the contract is offered all the same: the gateway says so. But text is no file. */
function named(ask: Ask, examples: readonly NamedExample[], name: string): Draft | undefined {
  const found = exampleNamed(examples, name);
  if (!found) return undefined;
  const body = exampleBody(found.value, ask) ?? (isBinary(ask.contentType ?? "") ? undefined : found.value);
  return body === undefined ? undefined : { body, note: name };
}

function firstValid(ask: Ask, examples: readonly NamedExample[], schema: Schema | undefined): Draft | undefined {
  for (const { value, name } of examples) {
    const body = exampleBody(value, ask);
    if (body === undefined || (schema && !dividesEvenly(body, schema))) continue;
    const echoed = schema && isSuccess(ask.status) ? withEchoes(body, ask, schema) : body;
    return { body: echoed, ...(name === "" ? {} : { note: name }) };
  }
  return undefined;
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
