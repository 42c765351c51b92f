import { assemble } from "../assemble.ts";
import { SettingsError } from "../base/errors.ts";
import type { Exchange } from "../base/exchange.ts";
import { suggestion } from "../base/nearest.ts";
import { type Config, referenceInstant } from "../config.ts";
import type { Operation } from "../contract/operation.ts";
import { EXIT } from "./exit-code.ts";
import { sampleTarget } from "./sample-target.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix generate`: prints the answer that the mock would give, without a server. */
export const generate: Verb = {
  name: "generate",
  aliases: [],
  operands: "<document> [operation]",
  documents: "one",
  maxOperands: 1,
  summary: 'Print the answer of one operation ("listPets" or "GET /pets"), or of all',
  run,
};

async function run({ config, operands, output }: Invocation): Promise<number> {
  const [wanted] = operands;
  // No request is sent that could be wrong: the answer is wanted, whatever the operation asks of its clients.
  const lenient: Config = { ...config, validateRequest: "off", auth: "off" };
  const { gateway, apis } = await assemble(lenient);
  const [{ contract }] = apis;
  const operations = wanted === undefined ? contract.operations : [findOperation(contract.operations, wanted)];
  const answers: [string, unknown][] = [];
  let exitCode: number = EXIT.fine;
  for (const operation of operations) {
    const target = sampleTarget(operation, config.now === "real" ? referenceInstant : config.now);
    const exchange = await gateway.handle({ method: operation.method, target, headers: {}, body: new Uint8Array(0) });
    if (exchange.response.headers["X-Helix-Source"] === "refusal") {
      output.complain(`helix: ${operation.id} has no answer: ${textOf(exchange)}\n`);
      exitCode = EXIT.contractFailures;
    } else answers.push([operation.id, content(exchange)]);
  }
  const [first] = answers;
  if (wanted === undefined) output.print(asJson(Object.fromEntries(answers)));
  else if (first) output.print(typeof first[1] === "string" ? `${first[1]}\n` : asJson(first[1]));
  return exitCode;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** By its id, or by method and path as they stand in the document. */
function findOperation(operations: readonly Operation[], wanted: string): Operation {
  const names = operations.flatMap((operation) => [operation.id, `${operation.method} ${operation.template}`]);
  const found = operations.find(({ id }) => id === wanted) ?? operations[Math.floor(names.indexOf(wanted) / 2)];
  if (!found) throw new SettingsError(`the document has no operation "${wanted}"${suggestion(wanted, names)}`);
  return found;
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
