const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Follows how deep JSON is nested while its bytes come in (UTF-8, or anything else that has ASCII in its place). */
export class DepthMeter {
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** @returns whether nesting went beyond the limit */
  exceeds(limit: number, bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      if (this.#inString) this.#inside(byte);
      else if (byte === QUOTE) this.#inString = true;
      else if (byte === 0x5b || byte === 0x7b) this.#depth++;
      else if (byte === 0x5d || byte === 0x7d) this.#depth--;
      if (this.#depth > limit) return true;
    }
    return false;
  }

  #inside(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }
}
