import type { Question } from "../../ai/question.ts";
import { SettingsError } from "../../base/errors.ts";
import { nearest } from "../../base/nearest.ts";
import type { Config } from "../../config.ts";
import type { Operation } from "../../contract/operation.ts";
import type { ModelRequest } from "../../models.ts";
import { isNamed } from "../../sources/overrides/named-operation.ts";
import { EXIT } from "../exit-code.ts";
import type { Invocation } from "../verb.ts";
import { type Assemble, openForSamples } from "./opened.ts";

/** How questions would be put to the provider that the settings name; `undefined` where they name none. */
export type DescribeRequests = (config: Config) => Promise<DescribeRequest | undefined>;
type DescribeRequest = (question: Question) => ModelRequest;

/** Prints what a model would be sent, and sends nothing. @returns the exit code */
export async function prompt(
  { config, operands, output }: Invocation,
  assemble: Assemble,
  requests: DescribeRequests,
): Promise<number> {
  const [wanted] = operands;
  const { format } = config;
  if (format !== undefined && format !== "text" && format !== "json") {
    throw new SettingsError(`helix prompt prints text or json, not ${format}`);
  }
  const describe = await requests(config);
  const opened = await openForSamples(config, assemble);
  const operations = opened.apis.flatMap(({ contract }) => contract.operations);
  const operation = found(operations, wanted);
  const { questions, reason } = await opened.sampler.sample({ operation });
  if (format === "json") output.print(asJson(operation, questions, reason, describe));
  else if (questions.length === 0) output.print(`${operation.id}: no model is asked, because ${reason}\n`);
  else output.print(questions.map((question) => asText(question, describe)).join("\n"));
  return EXIT.fine;
}

function found(operations: readonly Operation[], wanted: string | undefined): Operation {
  if (wanted === undefined) throw new SettingsError("no operation given; usage: helix prompt <document> <operation>");
  const operation = operations.find((candidate) => isNamed(candidate, wanted));
  if (operation) return operation;
  throw new SettingsError(`the document has no operation "${wanted}"; ${advice(operations, wanted)}`);
}

/** The operation that was meant, whatever is written in place of its parameters. */
function advice(operations: readonly Operation[], wanted: string): string {
  const names = operations.flatMap(({ id, method, mount, template }) => {
    return [id, `${method} ${template}`, `${method} ${mount}${template}`];
  });
  const byShape = new Map(names.reverse().map((name) => [shapeOf(name), name]));
  const [closest] = nearest(shapeOf(wanted), byShape.keys());
  return closest === undefined ? "helix routes lists those that it has" : `did you mean "${byShape.get(closest)}"?`;
}

function shapeOf(name: string): string {
  return name.replaceAll(/\{[^{}/]*\}|(?<=\/)\d+(?=\/|$)/g, "{}");
}

function asText(question: Question, describe: DescribeRequest | undefined): string {
  const { card, messages } = question;
  const parts = [
    ...messages.map(({ role, content }) => [role, content] as const),
    ...(describe ? [requestPart(describe(question))] : formParts(question)),
    ["recorded as", [card.operation, card.answer, card.intent, card.slot].filter(Boolean).join(", ")] as const,
  ];
  return parts.map(([title, text]) => `--- ${title}\n${text}\n`).join("");
}

type Part = readonly [title: string, text: string];

function requestPart({ provider, method, url, body }: ModelRequest): Part {
  return [`request to ${provider}: ${method} ${url}`, JSON.stringify(body, null, 2)];
}

function formParts({ wire, maxTokens }: Question): readonly Part[] {
  return [
    ["schema of the answer", JSON.stringify(wire.schema, null, 2)],
    ["at most", `${maxTokens} tokens`],
    ["request", "A provider gets all this in one body, with fields of its own; --ai-provider shows it"],
  ];
}

function asJson(
  { id }: Operation,
  questions: readonly Question[],
  reason: string,
  describe: DescribeRequest | undefined,
): string {
  const asked = questions.map((question) => {
    const { card, messages, wire, maxTokens } = question;
    return { card, messages, schema: wire.schema, maxTokens, request: describe?.(question) };
  });
  const report = { operation: id, questions: asked, ...(asked.length === 0 ? { reason } : {}) };
  return `${JSON.stringify(report, null, 2)}\n`;
}
