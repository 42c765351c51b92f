import { type JsonValue, own } from "../base/json.ts";
import type { NamedExample } from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import { isWritten, recorded } from "./entities/recorded.ts";
import { isSuccess, sameJson } from "./entities/value.ts";
import { exampleBody } from "./example-body.ts";
import type { Ask, Draft, ResponseSource } from "./source.ts";

/**
 * Answers a request that is one of the document's named examples with the response example of the same name. Where
 * several parts of a request have an example of that name, all must be equal. Of what a session has written to, the
 * document's examples say nothing any more.
 */
export const pairedSource: ResponseSource = {
  name: "paired",
  replayable: true,
  offer(ask) {
    const { call, mediaType, example } = ask;
    if (!mediaType || example !== undefined || isWritten(ask)) return undefined;
    for (const { name, value } of mediaType.examples) {
      const body = name !== "" && isExample(call, name) ? exampleBody(value, ask) : undefined;
      if (body !== undefined) return { body, note: name, ...recordedBy(ask, body) };
    }
    return undefined;
  },
};

function recordedBy(ask: Ask, body: JsonValue): Pick<Draft, "writes"> {
  const writes = isSuccess(ask.status) ? recorded(ask, body) : [];
  return writes.length > 0 ? { writes } : {};
}

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
