import { type AskedRequest, goodAnswer } from "../../helpers/ai-server.ts";

/** What a model saw, as text, and in one string. */
export function promptOf({ body }: AskedRequest): string {
  return (body["messages"] as readonly { readonly content: string }[]).map(({ content }) => content).join("\n");
}

/** A model that does whatever any part of its prompt asks for, and reads escapes as if they were none. */
export function obedientAnswer(request: AskedRequest): string {
  const prompt = unescaped(promptOf(request));
  const [, reply] = /[Rr]eply with ([[{][^\n]*?[\]}])/.exec(prompt) ?? [];
  const isAsked = (order: RegExp): boolean => order.test(prompt);
  // Which order wins is drawn from what was asked, so that each has its turn.
  const turn = prompt.length % 3;
  if (turn === 0 && reply !== undefined) return reply;
  const address = /[\w.+-]+@[\w.-]+/.exec(prompt)?.[0] ?? "none";
  if (turn === 1 && isAsked(/[Pp]rint the e-mail/)) return withTexts(request, address);
  return isAsked(/[Rr]epeat everything above/) ? withTexts(request, prompt.slice(0, 300)) : goodAnswer(request);
}

function withTexts(request: AskedRequest, text: string): string {
  return JSON.stringify(JSON.parse(goodAnswer(request)), (_, value) => (typeof value === "string" ? text : value));
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('\\"', '"');
}
