import { patternSource } from "./leaf/pattern.ts";
import { textsOf } from "./leaf/pattern-language.ts";
import type { Shape } from "./shape.ts";

/** The fewest and most characters of texts of a format, where the format says it. */
const lengths: Readonly<Record<string, readonly [least: number, most: number]>> = {
  uuid: [36, 36],
  date: [10, 10],
  "date-time": [20, Number.POSITIVE_INFINITY],
  time: [9, Number.POSITIVE_INFINITY],
  duration: [3, Number.POSITIVE_INFINITY],
  ipv4: [7, 15],
  ipv6: [2, 45],
  hostname: [1, 253],
  email: [3, Number.POSITIVE_INFINITY],
  uri: [2, Number.POSITIVE_INFINITY],
};

/** All texts that a shape leaves, where a pattern spells them out. */
export function listedTexts({ string }: Shape): readonly string[] | undefined {
  for (const pattern of string.patterns) {
    const texts = textsOf(pattern);
    if (texts !== undefined) return texts;
  }
  return undefined;
}

/** Whether patterns, formats and bounds leave no length that a text could have. */
export function noTextLeft({ string }: Shape): boolean {
  const { minLength, maxLength, patterns, formats } = string;
  const spans = patterns.flatMap((pattern) => patternSource(pattern)?.span ?? []);
  const known = formats.flatMap((format) => (Object.hasOwn(lengths, format) ? [lengths[format] ?? []] : []));
  const least = Math.max(minLength, ...spans.map(({ min }) => min), ...known.map(([min = 0]) => min));
  const most = Math.min(maxLength, ...spans.map(({ max }) => max), ...known.map(([, max = Infinity]) => max));
  return least > most;
}
