import type { Wishes } from "./client/write.ts";
import { isNameable } from "./judge/media-type.ts";
import type { Answer, JudgedOperation, Media } from "./judge/reading.ts";

/** One thing to ask of an operation with a valid request. */
export interface Ask {
  readonly label: string;
  readonly wishes: Wishes;
  /** Status that was asked for; `undefined` for the plain request. */
  readonly status?: number | undefined;
  readonly media?: Media | undefined;
}

/** Every declared status with every declared media type, and the plain request under the base path. */
export function asksFor(operation: JudgedOperation): Ask[] {
  const asks: Ask[] = [{ label: "plain", wishes: { underBasePath: true } }];
  for (const answer of operation.answers) {
    const status = codeFor(answer, operation.answers);
    if (status === undefined) continue;
    const prefer = `code=${status}`;
    if (answer.media.length === 0) asks.push({ label: prefer, wishes: { prefer }, status });
    for (const media of answer.media) {
      // What is no media type nobody can ask for (RFC 9110 §12.5.1).
      if (answer.media.length > 1 && !isNameable(media.range)) continue;
      asks.push({ label: `${prefer} ${media.range}`, wishes: { prefer, accept: media.range }, status, media });
    }
  }
  return asks;
}

/** A code that leads to the answer; none for informational ones, which no client sees as answers. */
function codeFor(answer: Answer, answers: readonly Answer[]): number | undefined {
  const declared = new Set(answers.map(({ status }) => status));
  if (/^\d{3}$/.test(answer.status)) return answer.status.startsWith("1") ? undefined : Number(answer.status);
  const isFree = (code: number) => !declared.has(String(code));
  if (answer.status === "default") {
    const hasSuccess = answers.some(({ status }) => status.startsWith("2"));
    const isRangeFree = (code: number) => isFree(code) && !declared.has(`${String(code)[0]}XX`);
    return (hasSuccess ? [500, 503, 400, 418] : [200, 201, 500, 503]).find(isRangeFree);
  }
  const hundreds = Number(answer.status[0]) * 100;
  return hundreds === 100 ? undefined : [0, 1, 2, 3, 5, 6, 9].map((offset) => hundreds + offset).find(isFree);
}

/** The answer that the document declares for a status: exact before range before default (OAS 3.1 §4.8.16). */
export function answerFor(operation: JudgedOperation, status: number): Answer | undefined {
  const find = (key: string) => operation.answers.find((answer) => answer.status === key);
  return find(String(status)) ?? find(`${String(status)[0]}XX`) ?? find("default");
}
