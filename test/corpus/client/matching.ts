import fc from "fast-check";
import { regexOf } from "../judge/keywords.ts";

/** What a text has to be like. */
export interface Demand {
  readonly pattern: string;
  /** In characters. */
  readonly least: number;
  readonly most: number;
}

/** Texts found for expressions: most fields of a document share a few, and making up some takes a tenth of a second. */
const known = new Map<string, string | undefined>();

/**
 * A text that meets an expression, if one is found.
 *
 * @param isPlain - rather one that people write, which can be sent where one that is made up cannot
 */
export function matching(demand: Demand, isPlain: boolean): string | undefined {
  const key = `${isPlain} ${demand.least} ${demand.most} ${demand.pattern}`;
  if (!known.has(key)) known.set(key, search(demand, isPlain));
  return known.get(key);
}

function search(demand: Demand, isPlain: boolean): string | undefined {
  const expression = regexOf(demand.pattern);
  if (expression === undefined) return "sample";
  const fits = (text: string) => text.length >= demand.least && text.length <= demand.most && text.length > 0;
  const plain = () => PLAIN.find((text) => fits(text) && expression.test(text)) ?? whole(demand);
  const invented = () => madeUp(expression, Math.max(demand.least, Math.min(demand.most, 40)));
  const texts = isPlain ? [plain(), ...invented()] : invented();
  const found = texts.filter((text) => text !== undefined);
  return found.find(fits) ?? plain() ?? found[0];
}

/** Longer than most expressions ask for. */
const MAX_WHOLE = 300;

/** A text that is all of what the expression describes, without anything around it. */
function whole({ pattern, least, most }: Demand): string | undefined {
  // Which of several matches an expression takes first is nothing to a text that is to match.
  const greedy = pattern.replaceAll(/(?<!\\)(\}|[*+?])\?/g, (_, quantifier: string) => quantifier);
  const expression = regexOf(`^(?:${greedy})$`);
  const fitting = regexOf(pattern);
  const texts = expression ? madeUp(expression, Math.max(least, Math.min(most, MAX_WHOLE))) : [];
  return texts.find((text) => text.length >= least && text.length <= most && text !== "" && fitting?.test(text));
}

/** Each repetition without an end multiplies how much is made up before it is cut to length: of many, each stays small. */
const MANY_REPETITIONS = 4;

function madeUp(expression: RegExp, maxLength: number): string[] {
  const isVast = expression.source.split(/[*+]/).length > MANY_REPETITIONS;
  const limits = isVast ? { maxLength, size: "xsmall" as const } : { maxLength };
  const sample = (each: typeof limits | { readonly size: "xsmall" }) =>
    fc.sample(fc.stringMatching(expression, each), { seed: 1, numRuns: 40 });
  try {
    // Where everything is too long, the maker would go on for ever looking for something shorter.
    const isShort = sample({ size: "xsmall" }).some((text) => text.length <= maxLength);
    return isShort ? sample(limits) : [];
  } catch {
    return [];
  }
}

const HEX = "0123456789abcdef";

/** What expressions in documents are most often about. */
const PLAIN: readonly string[] = [
  ...["sample", "Sample", "SAMPLE", "a", "A", "1", "sample1", "Sample-1", "sample_1", "sample.txt", "a@example.com"],
  ...["12", "123", "1234", "123456", "12345678", "123456789012", "1.0", "1.0.0", "1.0.0/1", "true", "/", "/sample"],
  ...["2024-05-06", "2024-05-06T07:08:09Z", "07:08", "us-east-1", "en", "en-US", "EUR", "US", "example.com"],
  ...["https://example.com/a", "s3://sample/a", "192.0.2.1", "192.0.2.0/24", "+4930123456", "text/plain"],
  ...["123e4567-e89b-42d3-a456-426614174000", HEX, HEX + HEX, HEX + HEX + HEX + HEX, "aGVsbG8=", "#1a2b3c"],
  "arn:aws:service:us-east-1:123456789012:sample/name",
  "arn:aws:iam::123456789012:role/sample",
];
