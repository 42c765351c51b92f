import { derive, Random } from "../../src/base/random.ts";
import { EXIT } from "../../src/cli/exit-code.ts";
import { main } from "../../src/cli/main.ts";
import { createMock } from "../../src/index.ts";
import { asksFor } from "../corpus/asks.ts";
import { checkAnswer, type Received } from "../corpus/check.ts";
import { planRequest } from "../corpus/client/request.ts";
import { writeRequest } from "../corpus/client/write.ts";
import { requestSchemas, responseSchemas } from "../corpus/examine.ts";
import { type Document, openDocument } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import { readOperations } from "../corpus/judge/operations.ts";
import type { JudgedOperation } from "../corpus/judge/reading.ts";

/** A mutant, as a file. */
export interface Task {
  readonly path: string;
  readonly seed: number;
}

/** What became of it. */
export interface Result {
  readonly outcome: "refused" | "served" | "served with findings";
  /** Answers that were checked, and those of them that an independent judge has judged. */
  readonly answers: number;
  readonly judged: number;
  /** Bugs, and answers that are not valid. */
  readonly failures: readonly string[];
}

/** How many operations of a mutant are asked. */
const MAX_OPERATIONS = 4;
/** With how many of their declared answers each. */
const MAX_ASKS = 2;

/** Findings that leave open what the document means: two readers need not agree on what is valid then. */
const UNCLEAR =
  /^(schema|ref|json|yaml|key|version|status|header|media-type|parameters?|path|swagger|discriminator)-|^not-an-object$/;

process.on("message", async (task: Task) => {
  const failures: string[] = [];
  const partial = await run(task, failures).catch((error: unknown) => {
    failures.push(error instanceof Error ? String(error.stack) : String(error));
    return undefined;
  });
  process.send?.({ outcome: "refused", answers: 0, judged: 0, ...partial, failures } satisfies Result);
});

async function run({ path, seed }: Task, failures: string[]): Promise<Partial<Result>> {
  const { exit, printed } = await validate(path, failures);
  if (exit === EXIT.unusable || exit === EXIT.bug) return {};
  const { findings } = JSON.parse(printed) as { findings: { code: string }[] };
  const isClear = !findings.some(({ code }) => UNCLEAR.test(code));
  const complain = console.error;
  console.error = (error: unknown) => failures.push(error instanceof Error ? String(error.stack) : String(error));
  const mock = await createMock({ document: path });
  const asking: Asking = { fetch: (request) => mock.fetch(request), isClear, failures, answers: 0, judged: 0 };
  try {
    await askSome(path, new Random(derive(seed, "requests")), asking);
  } finally {
    await mock.close();
    console.error = complain;
  }
  const { answers, judged } = asking;
  return { outcome: findings.length === 0 ? "served" : "served with findings", answers, judged };
}

async function validate(document: string, failures: string[]): Promise<{ exit: number; printed: string }> {
  let printed = "";
  let complaint = "";
  const exit = await main(["validate", document, "--format", "json"], {
    directory: process.cwd(),
    environment: {},
    output: {
      print: (text) => {
        printed += text;
      },
      complain: (text) => {
        complaint += text;
      },
      colour: false,
    },
    stopped: async () => 0,
  });
  if (exit === EXIT.bug) failures.push(complaint);
  return { exit, printed };
}

interface Asking {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Whether nothing in the document is open to interpretation: only then two readers must agree about its answers. */
  readonly isClear: boolean;
  readonly failures: string[];
  answers: number;
  judged: number;
}

async function askSome(path: string, random: Random, asking: Asking): Promise<void> {
  const read = readLeniently(path);
  if (!read) return;
  const { document, operations } = read;
  const sendable = operations.filter(
    ({ method, template }) =>
      /^[A-Z]+$/.test(method) && !/TRACE|CONNECT|TRACK/.test(method) && template.startsWith("/"),
  );
  for (const operation of random.shuffle(sendable).slice(0, MAX_OPERATIONS)) await askOne(document, operation, asking);
}

/** The judge reads what is as it should be; what it cannot read of a mutant is not asked for. */
function readLeniently(path: string): { document: Document; operations: JudgedOperation[] } | undefined {
  try {
    const document = openDocument(path);
    return { document, operations: readOperations(document) };
  } catch {
    return undefined;
  }
}

async function askOne(document: Document, operation: JudgedOperation, asking: Asking): Promise<void> {
  const planned = await planOf(document, operation);
  if (!planned) return;
  const { judge, requests } = planned;
  for (const { ask, request } of requests) {
    const received = await receive(await asking.fetch(request));
    asking.answers++;
    const name = `${operation.name} [${ask.label}]`;
    const problem = problemOf(received);
    if (problem?.endsWith("/internal")) asking.failures.push(`${name} is answered with a bug`);
    // What cannot be answered says so.
    if (!asking.isClear || (problem !== undefined && received.status >= 500)) continue;
    asking.judged++;
    const findings = await checkAnswer({ document, judge, operation, sent: operation.fields }, ask, received).catch(
      () => undefined,
    );
    for (const { kind, detail } of findings?.failures ?? []) {
      if (kind === "invalid body" || kind === "header") asking.failures.push(`${name} ${kind}: ${detail}`);
    }
  }
}

/** Requests that the judge calls valid; `undefined` where it can make nothing of the operation. */
async function planOf(document: Document, operation: JudgedOperation) {
  try {
    const judge = judgeFor(document, "response", responseSchemas(operation));
    const plan = await planRequest(judgeFor(document, "request", requestSchemas(operation)), operation, "required");
    const asks = asksFor(operation).slice(0, MAX_ASKS);
    return { judge, requests: asks.map((ask) => ({ ask, request: writeRequest(plan, ask.wishes) })) };
  } catch {
    return undefined;
  }
}

async function receive(response: Response): Promise<Received> {
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

function problemOf({ headers, bytes }: Received): string | undefined {
  if (headers.get("content-type") !== "application/problem+json") return undefined;
  try {
    return String((JSON.parse(new TextDecoder().decode(bytes)) as { type?: unknown }).type);
  } catch {
    return undefined;
  }
}
