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
  maxOperands: 1,
  summary: 'Print the answer of one operation ("listPets" or "GET /pets"), or of all',
  run,
};

async function run({ config, operands, output }: Invocation): Promise<number> {
  const [wanted] = operands;
  // No request is sent that could be wrong: the answer is wanted, whatever the operation asks of its clients.
  const lenient: Config = { ...config, validateRequest: "off", auth: "off" };
  const { gateway, contract } = await assemble(lenient);
  const answer = async (operation: Operation): Promise<unknown> => {
    const target = sampleTarget(operation, config.now === "real" ? referenceInstant : config.now);
    return content(await gateway.handle({ method: operation.method, target, headers: {}, body: new Uint8Array(0) }));
  };
  if (wanted !== undefined) {
    const value = await answer(findOperation(contract.operations, wanted));
    output.print(typeof value === "string" ? `${value}\n` : `${JSON.stringify(value, null, 2)}\n`);
    return EXIT.fine;
  }
  const answers: [string, unknown][] = [];
  for (const operation of contract.operations) answers.push([operation.id, await answer(operation)]);
  output.print(`${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`);
  return EXIT.fine;
}

/** By its id, or by method and path as they stand in the document. */
function findOperation(operations: readonly Operation[], wanted: string): Operation {
  const names = operations.flatMap((operation) => [operation.id, `${operation.method} ${operation.template}`]);
  const found = operations.find(({ id }) => id === wanted) ?? operations[Math.floor(names.indexOf(wanted) / 2)];
  if (!found) throw new SettingsError(`the document has no operation "${wanted}"${suggestion(wanted, names)}`);
  return found;
}

/** The value of a JSON answer, the text of another, `null` for one without content. */
function content({ response }: Exchange): unknown {
  if (!response.body || response.body.length === 0) return null;
  const text = Buffer.from(response.body).toString("utf8");
  return /[/+]json\b/.test(String(response.headers["Content-Type"])) ? JSON.parse(text) : text;
}
