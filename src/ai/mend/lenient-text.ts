/** Closing quotes by the opening ones that models write. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "“": "“”",
  "”": "“”",
  "‘": "‘’",
  "’": "‘’",
};

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** What ends a word without quotes. */
const isDelimiter = /[\s,:[\]{}"“”]/;

/** White space that is looked over for what stands behind a quote: more would make long texts slow. */
const MAX_LOOK = 64;

/** A text that is read from its start to its end, word by word. Each step takes something, or tells that it did not. */
export class LenientText {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Skips white space and comments. */
  skip(): void {
    for (;;) {
      while (/\s/.test(this.#text[this.#at] ?? "x")) this.#at++;
      if (this.#text.startsWith("/*", this.#at)) this.#behind("*/", this.#at + 2);
      else if (this.#text.startsWith("//", this.#at) || this.#text[this.#at] === "#") this.#behind("\n", this.#at);
      else return;
    }
  }

  isAtEnd(): boolean {
    this.skip();
    return this.#at >= this.#text.length;
  }

  /** Whether this comes next. */
  sees(character: string): boolean {
    this.skip();
    return this.#text[this.#at] === character;
  }

  /** Takes it if it comes next. */
  takes(character: string): boolean {
    const isThere = this.sees(character);
    if (isThere) this.#at++;
    return isThere;
  }

  atQuote(): boolean {
    this.skip();
    return Object.hasOwn(quotes, this.#text[this.#at] ?? "");
  }

  /** What stands in quotes, without escapes. A quote that nothing follows which could follow a text belongs to it. */
  quoted(): string {
    const closing = quotes[this.#text[this.#at++] ?? ""] ?? "";
    const parts: string[] = [];
    let start = this.#at;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? "";
      if (character === "\\") {
        parts.push(this.#text.slice(start, this.#at), this.#escape());
        start = this.#at + 1;
      } else if (closing.includes(character) && this.#mayEnd()) break;
    }
    parts.push(this.#text.slice(start, this.#at));
    this.#at++;
    return parts.join("");
  }

  /** What stands without quotes: at least one character. */
  word(): string {
    const start = this.#at++;
    while (this.#at < this.#text.length && !isDelimiter.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** Leaves the last character of the escape to be passed by. */
  #escape(): string {
    const [, digits] = /^u([0-9a-f]{4})/i.exec(this.#text.slice(this.#at + 1, this.#at + 6)) ?? [];
    const character = this.#text[this.#at + 1] ?? "";
    this.#at += digits === undefined ? 1 : 5;
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
    return Object.hasOwn(escapes, character) ? (escapes[character] ?? "") : character;
  }

  /** Whether what stands behind the quote may stand behind a text. */
  #mayEnd(): boolean {
    const behind = this.#text.slice(this.#at + 1, this.#at + 1 + MAX_LOOK).trimStart();
    return behind === "" || /^(?:[,:\]}+"#]|\/[/*])/.test(behind);
  }

  #behind(sign: string, from: number): void {
    const found = this.#text.indexOf(sign, from);
    this.#at = found < 0 ? this.#text.length : found + sign.length;
  }
}
