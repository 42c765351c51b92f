import type { Told } from "../../ai/question.ts";

/** An answer may have thousands of leaves: more say no more. */
const MAX_REPAIRS = 20;

/** For `X-Helix-Source`. */
export function noteOf(told: Told | undefined): string | undefined {
  return told?.isRecorded ? "cassette" : undefined;
}

/** What became of what a model wrote on its way into the answer. @param grafted - pointers of what was made anew */
export function repairsOf(told: Told | undefined, grafted: readonly string[]): readonly string[] | undefined {
  const { repairs = [] } = told ?? {};
  const all = [...repairs, ...grafted.map((pointer) => `${pointer || "the value"} was made anew`)];
  return all.length > 0 ? all.slice(0, MAX_REPAIRS) : undefined;
}
