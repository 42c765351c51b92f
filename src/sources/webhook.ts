import type { JsonValue } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { Contract } from "../contract/contract.ts";
import type { MediaType, Operation } from "../contract/operation.ts";
import { generate } from "../generate/instance.ts";
import { SessionState } from "../session/state.ts";
import { World } from "./entities/world.ts";
import type { GenerationSettings } from "./source.ts";

/** The body of a request that the API sends by itself. */
export interface SentBody {
  readonly value: JsonValue;
  readonly mediaType: MediaType;
}

/**
 * What a webhook sends: the first valid example, else a value made from the schema; `undefined` where it has no body.
 * Of several media types it is JSON, else the first.
 *
 * @throws {UnsatisfiableError} where no value exists
 * @throws {BudgetError} where none was found within the budget
 */
export function webhookBody(
  operation: Operation,
  contract: Contract,
  settings: GenerationSettings,
): SentBody | undefined {
  const content = operation.body?.content ?? [];
  const mediaType = content.find(({ range }) => /[/+]json\b/i.test(range)) ?? content[0];
  if (!mediaType) return undefined;
  const { schema, examples } = mediaType;
  const shown = settings.dynamic || settings.ignoreExamples ? [] : examples;
  const example = shown.find(({ value }) => !schema || schema.graph.accepts(schema.node, value));
  if (example) return { value: example.value, mediaType };
  if (!schema) return { value: {}, mediaType };
  const parameters = { path: {}, query: {}, header: {}, cookie: {}, querystring: {} };
  const request = { method: operation.method, target: "/", headers: {}, body: new Uint8Array(0) };
  const call = { operation, request, prefix: "", parameters, violations: [] };
  const options = new World(contract.resources, settings, { call, state: new SessionState() }).optionsFor(
    derive(settings.seed, operation.id),
    undefined,
  );
  return { value: generate(schema, options), mediaType };
}
