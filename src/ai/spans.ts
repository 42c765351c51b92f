/** How often a bracket that is never closed is skipped. */
const MAX_UNCLOSED = 20;
/** How many parts are looked at. */
const MAX_SPANS = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The outermost parts of a text that stand in brackets or braces, in their order. One that is never closed reaches to
 * the end; parts within it are listed, too, because it may be none of JSON's.
 */
export function outermostSpans(text: string): readonly string[] {
  const spans: string[] = [];
  let unclosed = 0;
  let start = nextBracket(text, 0);
  while (start >= 0 && unclosed < MAX_UNCLOSED && spans.length < MAX_SPANS) {
    const end = closingOf(text, start);
    spans.push(text.slice(start, end ?? text.length).trim());
    if (end === undefined) unclosed++;
    start = nextBracket(text, end ?? start + 1);
  }
  return spans;
}

/** What may follow a bracket in JSON, or in what is meant to be some; prose has other things there. */
const beginning =
  /\[\s{0,40}(?:["'{[\]\d-]|true|false|null|True|False|None)|\{\s{0,40}(?:["'}]|[\w$]{1,100}\s{0,40}:)/y;

function nextBracket(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    if (!isOpening(text.charCodeAt(index))) continue;
    beginning.lastIndex = index;
    if (beginning.test(text)) return index;
  }
  return -1;
}

/** Where the bracket at `start` is closed, exclusively. */
function closingOf(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) inString = !inString;
    else if (inString) index += code === BACKSLASH ? 1 : 0;
    else if (isOpening(code)) depth++;
    else if (isClosing(code) && --depth === 0) return index + 1;
  }
  return undefined;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
