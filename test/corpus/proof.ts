import { type Ask, answerFor } from "./asks.ts";
import { type Context, excerpt, type Received } from "./check.ts";
import { samples } from "./client/sample.ts";
import type { Place } from "./judge/document.ts";
import type { Answer, JudgedOperation } from "./judge/reading.ts";
import type { Outcome } from "./outcome.ts";

/** The proof that no valid response exists, if that is what the answer is. */
export function proofIn(received: Received): string | undefined {
  const isRefusal = received.headers.get("x-helix-source") === "refusal";
  if (received.status !== 500 || !isRefusal || !isProblem(received)) return undefined;
  const problem = JSON.parse(new TextDecoder().decode(received.bytes)) as { type?: unknown; detail?: unknown };
  return String(problem.type).includes("unsatisfiable") ? String(problem.detail) : undefined;
}

export function isProblem({ headers }: Received): boolean {
  return /problem\+json/.test(headers.get("content-type") ?? "");
}

/** A claim that no valid answer exists is believed only as long as the judge's own sampler finds none. */
export async function weighProof(
  context: Context,
  ask: Ask,
  proof: string,
  received: Received,
): Promise<Partial<Outcome>> {
  const asked = ask.status === undefined ? successes(context.operation) : [];
  const media = ask.media ? [ask.media] : asked.flatMap((answer) => answer.media);
  for (const { schema } of media) {
    const instance = schema && (await instanceOf(context, schema));
    if (instance === undefined) continue;
    const detail = `${JSON.stringify(instance.value).slice(0, 200)} is valid, but: ${excerpt(received)}`;
    return { failures: [{ kind: "false proof", detail }] };
  }
  return { proof };
}

/** Whether what is declared for a refusal has no instance that the judge's own sampler finds. */
export async function isRefusalImpossible(
  context: Context,
  statuses: readonly number[] = [400, 422],
): Promise<boolean> {
  const answers = statuses.map((status) => answerFor(context.operation, status));
  const schemas = answers.flatMap((answer) => answer?.media ?? []).map(({ schema }) => schema);
  for (const schema of schemas)
    if (schema === undefined || (await instanceOf(context, schema)) !== undefined) return false;
  return schemas.length > 0;
}

/** A value that the judge accepts, if its own sampler finds one. */
async function instanceOf({ judge }: Context, schema: Place): Promise<{ readonly value: unknown } | undefined> {
  for (const value of samples(judge.definitions, judge.definitions[judge.nameOf(schema)], "required")) {
    if ((await judge.complaints(schema, value)).length === 0) return { value };
  }
  return undefined;
}

/** The default is a success where none is declared (OAS 3.1 §4.8.16). */
function successes({ answers }: JudgedOperation): readonly Answer[] {
  const declared = answers.filter(({ status }) => status.startsWith("2"));
  return declared.length > 0 ? declared : answers.filter(({ status }) => status === "default");
}
