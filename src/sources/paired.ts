import { own } from "../base/json.ts";
import type { NamedExample } from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import { sameJson } from "./entities/value.ts";
import type { ResponseSource } from "./source.ts";

/**
 * Answers a request that is one of the document's named examples with the response example of the same name. Where
 * several parts of a request have an example of that name, all must be equal.
 */
export const pairedSource: ResponseSource = {
  name: "paired",
  replayable: true,
  offer({ call, mediaType, example }) {
    if (!mediaType || example !== undefined) return undefined;
    const { schema, examples } = mediaType;
    const found = examples.find(({ name, value }) => {
      if (name === "" || !isExample(call, name)) return false;
      return !schema || schema.graph.accepts(schema.node, value);
    });
    return found && { body: found.value, note: found.name };
  },
};

function isExample({ operation, parameters, defaulted, mediaType, body }: Call, name: string): boolean {
  const found = operation.parameters.flatMap((parameter) => {
    const value = own(parameters[parameter.in], parameter.name);
    return comparison(parameter.examples, name, value, !defaulted?.has(parameter));
  });
  const all = [...found, ...comparison(mediaType?.examples ?? [], name, body, true)];
  return all.some(({ isSent }) => isSent) && all.every(({ isEqual }) => isEqual);
}

interface Comparison {
  readonly isEqual: boolean;
  /** A default may complete an example, but who sends nothing asks for none. */
  readonly isSent: boolean;
}

/** Compares a part of the request with its example of a name; nothing where it has none. */
function comparison(examples: readonly NamedExample[], name: string, value: unknown, isSent: boolean): Comparison[] {
  const example = examples.find((candidate) => candidate.name === name);
  return example ? [{ isEqual: value !== undefined && sameJson(example.value, value), isSent }] : [];
}
