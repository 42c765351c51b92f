import { Buffer } from "node:buffer";
import { checkAnswer } from "../../corpus/check.ts";
import { responseSchemas } from "../../corpus/examine.ts";
import { openDocument } from "../../corpus/judge/document.ts";
import { judgeFor } from "../../corpus/judge/judge.ts";
import { readOperations } from "../../corpus/judge/operations.ts";
import type { Reply } from "../../helpers/http-client.ts";

/** Says what is wrong with an answer to a valid request, in a sentence each. */
export type Judgement = (operation: string, reply: Reply) => Promise<readonly string[]>;

/** Judges answers of a document by validators that are not Helix's own. Answers that are alike are judged once. */
export function judgementOf(source: string | object): Judgement {
  const document = openDocument(source);
  const operations = readOperations(document);
  const judge = judgeFor(document, "response", operations.flatMap(responseSchemas));
  const known = new Map<string, Promise<readonly string[]>>();

  async function judged(name: string, { status, headers, text }: Reply): Promise<readonly string[]> {
    const operation = operations.find((one) => one.name === name);
    if (!operation) throw new Error(`the document has no ${name}`);
    const fields = Object.entries(headers).flatMap(([field, value = ""]): [string, string][] => [
      [field, String(value)],
    ]);
    const received = { status, headers: new Headers(fields), bytes: Buffer.from(text) };
    const { failures, ambiguous, body } = await checkAnswer(
      { document, judge, operation, sent: [] },
      { label: name, wishes: {} },
      received,
    );
    const doubts = [ambiguous, body?.unjudged].filter((doubt) => doubt !== undefined);
    return [...failures.map(({ kind, detail }) => `${kind}: ${detail}`), ...doubts];
  }

  return (name, reply) => {
    const { "x-request-id": _, date: __, ...fields } = reply.headers;
    const key = JSON.stringify([name, reply.status, fields, reply.text]);
    const found = known.get(key) ?? judged(name, reply);
    known.set(key, found);
    return found;
  };
}
