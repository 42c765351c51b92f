import type { Random } from "../../base/random.ts";
import type { PatternSource } from "./pattern.ts";

/**
 * A text that several patterns may match: what begins it, what is anywhere in it and what ends it, one after the other;
 * or, where a pattern describes the whole text, what the others ask for laid over a text of that one.
 *
 * @param sample - writes a text of one pattern
 */
export function joinedSample(
  sources: readonly PatternSource[],
  random: Random,
  sample: (source: PatternSource) => string | undefined,
): string | undefined {
  const whole = sources.find(({ open }) => !open.before && !open.after);
  const parts = sources.filter((source) => source !== whole).toSorted((one, other) => rank(one) - rank(other));
  const texts = parts.map((part) => sample(part));
  const base = whole === undefined ? "" : sample(whole);
  if (base === undefined || texts.includes(undefined)) return undefined;
  if (whole === undefined) return texts.join("");
  const characters = [...base];
  for (const [index, text = ""] of texts.entries()) {
    const wanted = [...text];
    const room = Math.max(0, characters.length - wanted.length);
    const at = [0, random.integer(0, room), room][rank(parts[index] as PatternSource)] ?? 0;
    characters.splice(at, wanted.length, ...wanted);
  }
  return characters.join("");
}

/** Where a pattern's text stands: at the start, anywhere, at the end. */
function rank({ open }: PatternSource): number {
  if (!open.before) return 0;
  return open.after ? 1 : 2;
}
