import {
  type AnswerDefinition,
  answerMembers,
  type HandledRequest,
  type OverrideDefinition,
} from "./sources/overrides/definition.ts";
import type { Overrides } from "./sources/overrides/overrides.ts";
import { asJson, readDefinition } from "./sources/overrides/read-definition.ts";
import { OverrideError, overrideViolation } from "./sources/overrides/violation.ts";

/** An answer as a program fixes it: anything that becomes JSON is a body. */
export type MockAnswer = Omit<AnswerDefinition, "body"> & { readonly body?: unknown };

/** An override as a program sets it, with an answer, several in a row, or a function that makes them. */
export interface MockOverride
  extends MockAnswer,
    Omit<OverrideDefinition, keyof AnswerDefinition | "match" | "sequence"> {
  readonly match?: { readonly [Place in "path" | "query" | "header"]?: object } & { readonly body?: unknown };
  readonly sequence?: readonly MockAnswer[];
  /** Its answers are checked like all others. One that throws is answered with a 500 that says so. */
  readonly handler?: (request: HandledRequest) => MockAnswer | Promise<MockAnswer>;
}

/** An override that is set. */
export interface OverrideHandle {
  readonly id: string;
  /** Requests that it has answered. */
  readonly uses: number;
  remove(): void;
}

/** @throws {OverrideError} where it is malformed, or the contract rejects what it answers */
export function setOverride({ handler, ...written }: MockOverride, overrides: Overrides): OverrideHandle {
  const definition = readDefinition(asJson(written));
  const fixed = handler ? [...answerMembers, "sequence"].filter((name) => Object.hasOwn(definition, name)) : [];
  if (fixed.length > 0) {
    throw new OverrideError(fixed.map((name) => overrideViolation(`/${name}`, "handler", "is the handler's to say")));
  }
  const override = overrides.add({
    definition,
    handler: handler as ((request: HandledRequest) => AnswerDefinition) | undefined,
    origin: "library",
  });
  return {
    id: override.id,
    get uses() {
      return override.uses;
    },
    remove() {
      overrides.remove(override.id);
    },
  };
}
