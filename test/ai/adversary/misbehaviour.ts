import { instanceOf } from "../../helpers/ai/instance.ts";
import { type AiAnswer, type AskedRequest, schemaOf } from "../../helpers/ai-server.ts";

/** What a model server does that it should not. */
export interface Misbehaviour {
  readonly name: string;
  /**
   * What has to come of it: all answers without the model ("generated"), most of them with what is left of what it wrote
   * ("used"), or either.
   */
  readonly comesTo: "generated" | "used" | "either";
  answer(request: AskedRequest, around: Around): AiAnswer;
}

/** What is there beside the model server. */
export interface Around {
  /** URL of a server that no question, and no key, must ever reach. */
  readonly stranger: string;
}

/** JSON that can be changed. */
export type Written = null | boolean | number | string | Written[] | { [name: string]: Written };

/** What a well-behaved model would write: the answer in the wrapper that the schema asks for. */
export function goodValue(request: AskedRequest): Written {
  return instanceOf(schemaOf(request)) as Written;
}

/** A row whose model writes this text, made from what it should have written. */
export function writes(
  name: string,
  comesTo: Misbehaviour["comesTo"],
  text: (json: string, request: AskedRequest) => string,
): Misbehaviour {
  return { name, comesTo, answer: (request) => ({ text: text(JSON.stringify(goodValue(request)), request) }) };
}

/** A row whose model writes another value than it should have. */
export function tells(
  name: string,
  comesTo: Misbehaviour["comesTo"],
  change: (value: Written) => unknown,
): Misbehaviour {
  return { name, comesTo, answer: (request) => ({ text: JSON.stringify(change(goodValue(request))) }) };
}

/** A row whose server answers like this, whatever it is asked. */
export function answers(
  name: string,
  answer: AiAnswer | Misbehaviour["answer"],
  comesTo: Misbehaviour["comesTo"] = "generated",
): Misbehaviour {
  return { name, comesTo, answer: typeof answer === "function" ? answer : () => answer };
}
