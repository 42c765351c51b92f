import type { Member, Outline } from "./outline.ts";

/** The outline of a JSON text that `JSON.parse` accepted; the handle of a value is its offset. */
export function jsonOutline(text: string): Outline {
  const start = skipSpace(text, 0);
  return { root: { offset: start, value: start }, membersOf: (value) => membersAt(text, value) };
}

function membersAt(text: string, container: number): Map<string, Member> {
  const members = new Map<string, Member>();
  const open = text[container];
  if (open !== "{" && open !== "[") return members;
  let at = skipSpace(text, container + 1);
  for (let index = 0; text[at] !== "}" && text[at] !== "]"; index++) {
    const offset = at;
    let key = String(index);
    if (open === "{") {
      const end = endOfString(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    members.set(key, { offset, value: at });
    at = endOfValue(text, at);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return members;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** Just behind the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** The comma or closing bracket behind a value of a container. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth < 0 || (depth === 0 && character === ",")) return at;
  }
  return text.length;
}
