import type { KeptRecording } from "../../ai/cassette/cassette.ts";
import type { CurrentAnswer, CurrentOperation } from "../../ai/cassette/compare.ts";
import type { Question } from "../../ai/question.ts";
import type { JsonValue } from "../../base/json.ts";
import { mountedNameOf, type Operation } from "../../contract/operation.ts";
import type { Opened } from "./opened.ts";
import type { Sampler } from "./sampler.ts";

/** What models are asked for by each operation of the documents, in the answers that operations give and those that are recorded. */
export async function currentOperations(
  { apis, sampler }: Opened,
  kept: readonly KeptRecording[],
): Promise<readonly CurrentOperation[]> {
  const current: CurrentOperation[] = [];
  for (const operation of apis.flatMap(({ contract }) => contract.operations)) {
    const found = await currentOperation(operation, sampler, kept);
    if (found.answers.length > 0) current.push(found);
  }
  return current;
}

/** What models are asked for by one operation; without answers where they are asked for nothing. */
export async function currentOperation(
  operation: Operation,
  sampler: Sampler,
  kept: readonly KeptRecording[],
): Promise<CurrentOperation> {
  const name = mountedNameOf(operation);
  const recorded = kept.map(({ recording }) => recording.card).filter((card) => card.operation === name);
  const { questions } = await sampler.sample({ operation });
  const answers = new Map(questions.map((question) => [question.card.answer, question]));
  for (const { answer } of recorded) {
    if (answers.has(answer)) continue;
    const others = await sampler.sample({ operation, answer });
    for (const question of others.questions) answers.set(question.card.answer, question);
  }
  return { operation: name, answers: [...answers.values()].map(currentAnswer) };
}

function currentAnswer(question: Question): CurrentAnswer {
  const { answer, schemaDigest, promptVersion } = question.card;
  return { answer, schemaDigest, promptVersion, defectsOf: (value) => defectsOf(question, value) };
}

/** Why a recorded value is no answer to a question. */
export function defectsOf(question: Question, recorded: JsonValue): readonly string[] {
  const { value, defects } = question.read(recorded, "cassette");
  return defects.length === 0 && value === undefined ? ["nothing of it can be used"] : defects;
}
