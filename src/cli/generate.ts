import { assemble } from "../assemble.ts";
import { HelixError, SettingsError } from "../base/errors.ts";
import type { Exchange } from "../base/exchange.ts";
import { suggestion } from "../base/nearest.ts";
import { seedOf } from "../base/random.ts";
import { type Config, referenceInstant } from "../config.ts";
import type { Contract } from "../contract/contract.ts";
import type { Operation, Webhook } from "../contract/operation.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { encode } from "../generate/encode/index.ts";
import type { GenerationSettings } from "../sources/source.ts";
import { webhookBody } from "../sources/webhook.ts";
import { EXIT } from "./exit-code.ts";
import { sampleTarget } from "./sample-target.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix generate`: prints the answer that the mock would give, without a server. */
export const generate: Verb = {
  name: "generate",
  aliases: [],
  operands: "<document> [operation]",
  documents: "one",
  groups: ["Document", "Answers"],
  maxOperands: 1,
  summary: 'Print the answer of one operation ("listPets" or "GET /pets"), the body of one webhook, or all of them',
  run,
};

async function run({ config, operands, output }: Invocation): Promise<number> {
  const [wanted] = operands;
  const answers: [string, unknown][] = [];
  let exitCode: number = EXIT.fine;
  for (const { name, content, refusal } of await contents(config, wanted)) {
    if (refusal === undefined) answers.push([name, content]);
    else {
      output.complain(`helix: ${refusal}\n`);
      exitCode = EXIT.contractFailures;
    }
  }
  const [first] = answers;
  if (wanted === undefined) output.print(asJson(Object.fromEntries(answers)));
  else if (first) output.print(typeof first[1] === "string" ? `${first[1]}\n` : asJson(first[1]));
  return exitCode;
}

/** What one operation answers, or one webhook sends. */
interface Content {
  readonly name: string;
  /** The value of JSON, the text of another type, `null` where there is none. */
  readonly content?: unknown;
  readonly refusal?: string;
}

async function contents(config: Config, wanted: string | undefined): Promise<Content[]> {
  // No request is sent that could be wrong: the answer is wanted, whatever the operation asks of its clients.
  const lenient: Config = { ...config, validateRequest: "off", auth: "off" };
  const { gateway, apis } = await assemble(lenient);
  const [{ contract }] = apis;
  const { operations, webhooks } = wanted === undefined ? contract : found(contract, wanted);
  const now = config.now === "real" ? referenceInstant : config.now;
  const answers: Content[] = [];
  for (const operation of operations) answers.push(await answerOf(operation, gateway, now));
  const settings = { ...config, seed: seedOf(config.seed), now };
  return [...answers, ...webhooks.map((webhook) => sentBody(webhook, contract, settings))];
}

async function answerOf(operation: Operation, gateway: Gateway, now: number): Promise<Content> {
  const target = sampleTarget(operation, now);
  const exchange = await gateway.handle({ method: operation.method, target, headers: {}, body: new Uint8Array(0) });
  return exchange.response.headers["X-Helix-Source"] === "refusal"
    ? { name: operation.id, refusal: `${operation.id} has no answer: ${textOf(exchange)}` }
    : { name: operation.id, content: content(exchange) };
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** An operation by its id, or by method and path as they stand in the document; a webhook by its name or id. */
function found({ operations, webhooks }: Contract, wanted: string): Pick<Contract, "operations" | "webhooks"> {
  const names = operations.flatMap((operation) => [operation.id, `${operation.method} ${operation.template}`]);
  const operation = operations.find(({ id }) => id === wanted) ?? operations[Math.floor(names.indexOf(wanted) / 2)];
  if (operation) return { operations: [operation], webhooks: [] };
  const named = webhooks.filter(({ name, operation: sent }) => name === wanted || sent.id === wanted);
  if (named.length > 0) return { operations: [], webhooks: named };
  const known = [...names, ...webhooks.flatMap(({ name, operation: sent }) => [name, sent.id])];
  throw new SettingsError(`the document has no operation "${wanted}"${suggestion(wanted, known)}`);
}

function sentBody({ name, operation }: Webhook, contract: Contract, settings: GenerationSettings): Content {
  try {
    const body = webhookBody(operation, contract, settings);
    if (!body) return { name, content: null };
    const { bytes, contentType } = encode(body.value, body.mediaType);
    const isJson = /[/+]json\b/.test(contentType);
    return { name, content: isJson ? body.value : Buffer.from(bytes).toString("utf8") };
  } catch (error) {
    if (!(error instanceof HelixError)) throw error;
    return { name, refusal: `${name} has nothing to send: ${error.message}` };
  }
}

/** The value of a JSON answer, the text of another, `null` for one without content. */
function content(exchange: Exchange): unknown {
  const text = textOf(exchange);
  if (text === "") return null;
  return /[/+]json\b/.test(String(exchange.response.headers["Content-Type"])) ? JSON.parse(text) : text;
}

function textOf({ response: { body = new Uint8Array(0) } }: Exchange): string {
  return Buffer.from(body).toString("utf8");
}
