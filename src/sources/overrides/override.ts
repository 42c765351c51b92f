import type { Violation } from "../../base/violation.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Call } from "../../contract/request/call.ts";
import type { AnswerDefinition, OverrideDefinition, OverrideHandler } from "./definition.ts";
import { fitAnswer } from "./fit.ts";
import type { FixedAnswer } from "./fixed-answer.ts";
import { isMeant, matchViolations } from "./match.ts";
import { isNamed, operationNamed } from "./named-operation.ts";
import { asJson, readAnswer } from "./read-definition.ts";
import { HandlerError, OverrideError, overrideViolation, sentences } from "./violation.ts";

/** Where an override was set. */
export type OverrideOrigin = "file" | "control-plane" | "library";

/** What an override is set with. */
export interface OverrideSetting {
  readonly definition: OverrideDefinition;
  readonly handler?: OverrideHandler | undefined;
  readonly origin: OverrideOrigin;
  /** Where a part of the definition is written, e.g. "helix.overrides/users.yaml:7:3". @param pointer - JSON Pointer */
  readonly locate?: ((pointer: string) => string) | undefined;
}

/** A user-fixed answer, with how often it has answered. */
export class Override {
  readonly id: string;
  readonly setting: OverrideSetting;
  uses = 0;
  /** What the contract holds against it; it answers only as long as that is nothing. */
  violations: readonly Violation[] = [];
  /** Operations of an earlier contract still have requests in flight. */
  readonly #fitted = new WeakMap<Operation, readonly FixedAnswer[]>();

  constructor(id: string, setting: OverrideSetting) {
    this.id = id;
    this.setting = setting;
  }

  get isUsedUp(): boolean {
    return this.uses >= (this.setting.definition.times ?? Infinity);
  }

  /** Judges it by the documents as they are now. @param countsUses - whether this process sees all requests */
  judge(contracts: readonly Contract[], countsUses: boolean): void {
    const { definition } = this.setting;
    const operation = operationNamed(definition.operation, contracts);
    if ("message" in operation) {
      this.violations = [operation];
      return;
    }
    const fitted = this.#fit(operation);
    this.violations = [
      ...matchViolations(definition.match ?? {}, operation),
      ...("violations" in fitted ? fitted.violations : []),
      ...(countsUses ? [] : uncounted(definition)),
    ];
    if ("answers" in fitted && this.violations.length === 0) this.#fitted.set(operation, fitted.answers);
  }

  names(operation: Operation): boolean {
    return this.violations.length === 0 && isNamed(operation, this.setting.definition.operation);
  }

  /** Whether this call is to be answered by it. */
  covers(call: Call, session: string): boolean {
    const { match, session: only } = this.setting.definition;
    if (this.isUsedUp || (only !== undefined && only !== session)) return false;
    return match === undefined || isMeant(call, match);
  }

  /** The answer to one call; counts as a use. */
  answer(call: Call, session: string): FixedAnswer | Promise<FixedAnswer> | undefined {
    const turn = this.uses++;
    if (this.setting.handler) return this.#handle(this.setting.handler, call, session);
    const answers = this.#fitted.get(call.operation) ?? [];
    return answers[Math.min(turn, answers.length - 1)];
  }

  #fit(operation: Operation): { answers: readonly FixedAnswer[] } | { violations: readonly Violation[] } {
    const { definition, handler } = this.setting;
    if (handler) return { answers: [] };
    const { sequence } = definition;
    const fitted = (sequence ?? [definition]).map((answer, index) => {
      return this.#fitOne(answer, operation, sequence ? `/sequence/${index}` : "");
    });
    const violations = fitted.flatMap((one) => ("violations" in one ? one.violations : []));
    return violations.length > 0
      ? { violations }
      : { answers: fitted.flatMap((one) => ("answer" in one ? [one.answer] : [])) };
  }

  #fitOne(answer: AnswerDefinition, operation: Operation, at: string): ReturnType<typeof fitAnswer> {
    const isStrict = this.setting.definition.strict ?? true;
    return fitAnswer(answer, { id: this.id, operation, isStrict, at });
  }

  async #handle(handler: OverrideHandler, call: Call, session: string): Promise<FixedAnswer> {
    const { operation, parameters, body, request } = call;
    const { method, target, headers } = request;
    const named = `the handler of the override ${this.id} for ${operation.id}`;
    let returned: unknown;
    try {
      returned = await handler({ method, target, headers, parameters, body, operation: operation.id, session });
    } catch (error) {
      throw new HandlerError(`${named} threw: ${error instanceof Error ? error.message : String(error)}`, error);
    }
    const fitted = this.#fitReturned(returned, operation);
    if ("answer" in fitted) return fitted.answer;
    throw new HandlerError(`${named} gave an answer that the contract rejects: ${sentences(fitted.violations)}`);
  }

  #fitReturned(returned: unknown, operation: Operation): ReturnType<typeof fitAnswer> {
    try {
      return this.#fitOne(readAnswer(asJson(returned)), operation, "");
    } catch (error) {
      if (error instanceof OverrideError) return { violations: error.violations };
      throw error;
    }
  }
}

/** What depends on how often it was asked is another thing in each process. */
function uncounted({ times, sequence }: OverrideDefinition): Violation[] {
  const counted = [...(times === undefined ? [] : ["times"]), ...(sequence === undefined ? [] : ["sequence"])];
  return counted.map((name) => {
    return overrideViolation(
      `/${name}`,
      "workers",
      "counts requests, which several workers cannot; serve from one process (--workers 1)",
    );
  });
}
