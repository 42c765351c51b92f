import type { JsonObject } from "../base/json.ts";
import { derive, Random, type Seed } from "../base/random.ts";
import { isoDate } from "./leaf/instant.ts";
import { stringValue } from "./leaf/leaf.ts";

const ROWS = 3;
const DAY = 86_400_000;
const plain = { minLength: 1, maxLength: Number.POSITIVE_INFINITY, patterns: [], formats: [] };

/**
 * A small table for content that is one, but of which no schema says what stands in it.
 *
 * @param now - in milliseconds since the epoch
 */
export function table(seed: Seed, now: number): readonly JsonObject[] {
  return Array.from({ length: ROWS }, (_, ordinal) => {
    const row = derive(seed, ordinal);
    const text = (name: string) =>
      stringValue(plain, { name, parents: [], objectSeed: row, seed: derive(row, name), ordinal, now }) ?? name;
    const random = new Random(row);
    return {
      id: ordinal + 1,
      name: text("name"),
      email: text("email"),
      amount: random.integer(100, 99_999) / 100,
      created: isoDate(now - random.integer(1, 300) * DAY),
    };
  });
}
