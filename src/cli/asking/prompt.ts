import type { Question } from "../../ai/question.ts";
import { SettingsError } from "../../base/errors.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Operation } from "../../contract/operation.ts";
import { isNamed } from "../../sources/overrides/named-operation.ts";
import { EXIT } from "../exit-code.ts";
import type { Invocation, Verb } from "../verb.ts";
import { type Assemble, openForSamples } from "./opened.ts";

/** `helix prompt`: prints what a model would be sent, and sends nothing. */
export function promptVerb(assemble: Assemble): Verb {
  return {
    name: "prompt",
    aliases: [],
    operands: "<document> <operation>",
    documents: "one",
    groups: ["Document", "Answers"],
    settings: ["aiIntent", "aiRedact", "format"],
    maxOperands: 1,
    summary: 'Print what a model would be sent for an operation ("listPets" or "GET /pets"), and send nothing',
    notes: ["The request is a sample; what clients really send is put and redacted in the same way."],
    run: (invocation) => prompt(invocation, assemble),
  };
}

async function prompt({ config, operands, output }: Invocation, assemble: Assemble): Promise<number> {
  const [wanted] = operands;
  const { format } = config;
  if (format !== undefined && format !== "text" && format !== "json") {
    throw new SettingsError(`helix prompt prints text or json, not ${format}`);
  }
  const opened = await openForSamples(config, assemble);
  const operations = opened.apis.flatMap(({ contract }) => contract.operations);
  const operation = found(operations, wanted);
  const { questions, reason } = await opened.sampler.sample({ operation });
  if (format === "json") output.print(asJson(operation, questions, reason));
  else if (questions.length === 0) output.print(`${operation.id}: no model is asked, because ${reason}\n`);
  else output.print(questions.map(asText).join("\n"));
  return EXIT.fine;
}

function found(operations: readonly Operation[], wanted: string | undefined): Operation {
  if (wanted === undefined) throw new SettingsError("no operation given; usage: helix prompt <document> <operation>");
  const operation = operations.find((candidate) => isNamed(candidate, wanted));
  if (operation) return operation;
  const names = operations.flatMap(({ id, method, template }) => [id, `${method} ${template}`]);
  throw new SettingsError(`the document has no operation "${wanted}"${suggestion(wanted, names)}`);
}

function asText({ card, messages, wire, maxTokens }: Question): string {
  const parts = [
    ...messages.map(({ role, content }) => [role, content] as const),
    ["schema of the answer", JSON.stringify(wire.schema, null, 2)] as const,
    ["at most", `${maxTokens} tokens`] as const,
    ["recorded as", [card.operation, card.answer, card.intent, card.slot].filter(Boolean).join(", ")] as const,
  ];
  return parts.map(([title, text]) => `--- ${title}\n${text}\n`).join("");
}

function asJson({ id }: Operation, questions: readonly Question[], reason: string): string {
  const asked = questions.map(({ card, messages, wire, maxTokens }) => {
    return { card, messages, schema: wire.schema, maxTokens };
  });
  const report = { operation: id, questions: asked, ...(asked.length === 0 ? { reason } : {}) };
  return `${JSON.stringify(report, null, 2)}\n`;
}
