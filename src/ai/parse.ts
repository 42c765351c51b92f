import { isObject, type JsonValue, MAX_JSON_DEPTH, parseJsonText } from "../base/json.ts";
import { readLenientJson } from "./mend/lenient-json.ts";
import { outermostSpans } from "./spans.ts";

/** What was found in a text: a value, and what had to be done to find it; or what is wrong, to complete "the text …". */
export type Parsed = { readonly value: JsonValue; readonly repairs: readonly string[] } | { readonly defect: string };

/**
 * Finds the JSON in what a model wrote, with whatever it put around it and however it broke it. Of equal keys the last
 * one counts; "__proto__" is a key like others.
 */
export function parseWritten(text: string): Parsed {
  const bare = text.replace(/^\uFEFF/, "").trim();
  if (bare === "") return { defect: "is blank" };
  const found = find(bare);
  if ("defect" in found || typeof found.value !== "string") return found;
  // Some models write JSON into a string.
  const inner = /^\s*[[{]/.test(found.value) ? strictly(found.value, []) : undefined;
  if (!inner || "defect" in inner) return found;
  return { value: inner.value, repairs: [...found.repairs, "took the JSON out of a string"] };
}

function find(text: string): Parsed {
  const whole = strictly(text, []);
  if (!("defect" in whole)) return whole;
  if (whole.isFinal) return { defect: whole.defect };
  const { answer, repairs } = withoutThoughts(text);
  const spans = [...fencedIn(answer), ...outermostSpans(answer)].sort((one, other) => other.length - one.length);
  const [longest = ""] = spans;
  if (longest === "") return { defect: "holds no JSON" };
  const without = longest === answer ? repairs : [...repairs, "left out what stood around the JSON"];
  const strict = strictly(longest, without);
  if (!("defect" in strict)) return strict;
  return strict.isFinal ? { defect: strict.defect } : mended(longest, without);
}

type Strict = Exclude<Parsed, { defect: string }> | { readonly defect: string; readonly isFinal: boolean };

/** @returns a defect that is final where no repair could help */
function strictly(text: string, repairs: readonly string[]): Strict {
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  if ("refusal" in parsed) return { defect: parsed.refusal.message, isFinal: parsed.refusal.reason === "depth" };
  const value = parsed.value as JsonValue;
  if (!isWithinJson(value)) return { defect: "holds a number that is too large", isFinal: true };
  return { value, repairs };
}

/** `JSON.parse` makes infinity of 1e999. */
function isWithinJson(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isWithinJson);
  return !isObject(value) || Object.values(value as Readonly<Record<string, JsonValue>>).every(isWithinJson);
}

function mended(text: string, without: readonly string[]): Parsed {
  const value = readLenientJson(text);
  if (value === undefined) return { defect: "is not JSON" };
  if (!isWithinJson(value)) return { defect: "holds a number that is too large" };
  return { value, repairs: [...without, "mended the syntax of the JSON"] };
}

/** What models that think aloud write before their answer. */
function withoutThoughts(text: string): { answer: string; repairs: readonly string[] } {
  const ends = ["</think>", "</thinking>"].map((tag) => text.toLowerCase().lastIndexOf(tag) + tag.length);
  const answer = text.slice(Math.max(...ends.filter((end) => end >= "</thinking>".length), 0)).trim();
  return answer === "" || answer === text ? { answer: text, repairs: [] } : { answer, repairs: ["left out thoughts"] };
}

/** What stands in code fences, without the name of a language. */
function fencedIn(text: string): readonly string[] {
  const parts = text.split("```");
  return parts.filter((_, index) => index % 2 === 1).map((part) => part.replace(/^[a-z0-9]*\s*\n/i, "").trim());
}
