import type { JsonValue } from "../../base/json.ts";

/** The text of a value that is written as one: strings as they are, null as nothing, the rest as JSON. */
export function scalarText(value: JsonValue): string {
  return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Text of an element. A carriage return would be read as a line feed (XML 1.0 §2.11). */
export function contentText(text: string): string {
  return escaped(text, /[&<>"\r]/g);
}

/** Text of an attribute, where all white space would be read as spaces (XML 1.0 §3.3.3). */
export function attributeText(text: string): string {
  return escaped(text, /[&<>"\r\n\t]/g);
}

/** A CDATA section, or several where the text holds the end of one (XML 1.0 §2.7). */
export function cdata(text: string): string {
  return `<![CDATA[${legible(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

function escaped(text: string, markup: RegExp): string {
  return legible(text).replaceAll(markup, (character) => escapes[character] ?? character);
}

/** Leaves out the control characters that XML 1.0 cannot carry at all (§2.2). */
function legible(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

/** What is passed over from its beginning to its end: nothing in it is a tag. */
const passages: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
  ["<!DOCTYPE", ">"],
];

const tag = /<(\/?)([^\s<>/"'=]+)((?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(\/?)>/y;

/**
 * Whether a text is a document by itself: one root element, in which every element is closed. Linear in its length,
 * but for the attributes of one tag.
 */
export function isXmlDocument(text: string): boolean {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  for (let next = text.indexOf("<"); next >= 0; next = text.indexOf("<", at)) {
    const isOutside = open.length === 0;
    if (isOutside && text.slice(at, next).trim() !== "") return false;
    const piece = passageAt(text, next) ?? tagAt(text, next, open);
    if (!piece) return false;
    if (piece.isElement && isOutside) roots++;
    at = piece.end;
  }
  return roots === 1 && open.length === 0 && at <= text.length && text.slice(at).trim() === "";
}

interface Piece {
  /** Where the text goes on. */
  readonly end: number;
  readonly isElement: boolean;
}

/** What is no tag, if such stands here; without its end it reaches beyond the text. */
function passageAt(text: string, at: number): Piece | undefined {
  const passage = passages.find(([start]) => text.startsWith(start, at));
  if (!passage) return undefined;
  const [start, end] = passage;
  const found = text.indexOf(end, at + start.length);
  return { end: found < 0 ? Number.POSITIVE_INFINITY : found + end.length, isElement: false };
}

/** @param open - names of the elements that are not closed yet; changed by what is read */
function tagAt(text: string, at: number, open: string[]): Piece | undefined {
  tag.lastIndex = at;
  const [whole = "", closing = "", name = "", , empty = ""] = tag.exec(text) ?? [];
  if (whole === "" || (closing !== "" && open.pop() !== name)) return undefined;
  if (closing === "" && empty === "") open.push(name);
  return { end: at + whole.length, isElement: closing === "" };
}
