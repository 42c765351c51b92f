import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { Random, type Seed } from "../../base/random.ts";
import { joinedSample } from "./pattern-join.ts";
import { longestSample, PatternWriter, type Span, spanOf } from "./pattern-sample.ts";

/** A pattern taken apart so that strings for it can be written. */
export interface PatternSource {
  readonly alternatives: readonly AST.Alternative[];
  /** Lengths that a matching string can have, as far as the pattern tells. */
  readonly span: Span;
  /** Positive look-aheads and look-behinds anywhere in the pattern. */
  readonly lookarounds: readonly AST.LookaroundAssertion[];
  /** Whether text may stand before or after the match. */
  readonly open: { readonly before: boolean; readonly after: boolean };
}

/** More lengths than this are not tried where nothing bounds them. */
const openLength = 24;

const letters: readonly string[] = [..."abcdefghijklmnopqrstuvwxyz"];

/** So many samples choose their own lengths before lengths are asked for. */
const freeTries = 8;

const sources = new Map<string, PatternSource | undefined>();
const maxSources = 5000;

/** Parses a pattern, whichever of the usual dialects it is written in; `undefined` where none of them reads it. */
export function patternSource(pattern: string): PatternSource | undefined {
  if (!sources.has(pattern)) {
    if (sources.size >= maxSources) sources.clear();
    sources.set(pattern, readPattern(pattern));
  }
  return sources.get(pattern);
}

function readPattern(pattern: string): PatternSource | undefined {
  const root = parse(pattern, true) ?? parse(pattern, false) ?? parse(translate(pattern), false);
  if (root === undefined) return undefined;
  const lookarounds = root.alternatives.flatMap(positiveLookarounds);
  const open = {
    before: !root.alternatives.every((alternative) => isAnchored(alternative, "start")),
    after: !root.alternatives.every((alternative) => isAnchored(alternative, "end")),
  };
  const body = spanOf(root.alternatives);
  const least = Math.max(body.min, ...lookarounds.map((lookaround) => spanOf(lookaround.alternatives).min));
  return {
    alternatives: root.alternatives,
    span: { min: least, max: open.before || open.after ? Number.POSITIVE_INFINITY : body.max },
    lookarounds,
    open,
  };
}

function parse(pattern: string, unicode: boolean): AST.Pattern | undefined {
  try {
    return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern, 0, pattern.length, { unicode });
  } catch {
    return undefined;
  }
}

/** Rewrites what Perl, Python and Java have beyond ECMAScript. The result only guides the writing of samples. */
function translate(pattern: string): string {
  return pattern
    .replaceAll(/\(\?[a-z]+(?:-[a-z]+)?\)/g, "")
    .replaceAll("(?P<", "(?<")
    .replaceAll("(?>", "(?:")
    .replaceAll(/\\A/g, "^")
    .replaceAll(/\\[zZ]/g, "$")
    .replaceAll("\\h", "[ \\t]")
    .replaceAll(/([+*?}])\+/g, "$1");
}

function isAnchored(alternative: AST.Alternative, edge: "start" | "end"): boolean {
  const elements = edge === "start" ? alternative.elements : alternative.elements.toReversed();
  for (const element of elements) {
    if (element.type === "Assertion") {
      if (element.kind === edge) return true;
    } else if (element.type === "Group" || element.type === "CapturingGroup") {
      return element.alternatives.every((inner) => isAnchored(inner, edge));
    } else return false;
  }
  return false;
}

function positiveLookarounds(alternative: AST.Alternative): AST.LookaroundAssertion[] {
  return alternative.elements.flatMap((element) => {
    if (element.type === "Assertion") return "alternatives" in element && !element.negate ? [element] : [];
    if (element.type === "Group" || element.type === "CapturingGroup")
      return element.alternatives.flatMap(positiveLookarounds);
    return [];
  });
}

/**
 * Strings that probably match all the patterns and lie within the bounds, at most `tries`. The caller tests them:
 * assertions, further patterns and characters of other dialects are only guessed at here.
 */
export function* patternSamples(
  patterns: readonly string[],
  bounds: Span,
  seed: Seed,
  tries: number,
): Generator<string> {
  const read = patterns.map(patternSource).filter((source) => source !== undefined);
  const least = Math.max(bounds.min, ...read.map((source) => source.span.min));
  const most = Math.min(bounds.max, ...read.map((source) => source.span.max));
  if (read.length === 0 || least > Math.min(most, longestSample)) return;
  const random = new Random(seed);
  const within: Span = { min: least, max: most };
  for (let attempt = 0; attempt < tries; attempt++) {
    const isJoined = read.length > 1 && attempt % 2 === 1;
    const turn = read.length > 1 ? Math.floor(attempt / 2) : attempt;
    const source = read[turn % read.length] as PatternSource;
    const text = isJoined ? joinedWithin(read, within, random, attempt) : singleSample(source, within, random, attempt);
    if (text !== undefined) yield text;
  }
}

function joinedWithin(
  read: readonly PatternSource[],
  { min, max }: Span,
  random: Random,
  attempt: number,
): string | undefined {
  const joined = joinedSample(read, random, (source) => sampleOf(source, random, undefined, attempt));
  const length = joined === undefined ? -1 : [...joined].length;
  return length >= min && length <= max ? joined : undefined;
}

/** The first ones are as long as they come, the others as long as they are told to be. */
function singleSample(source: PatternSource, bounds: Span, random: Random, attempt: number): string | undefined {
  const text = attempt < freeTries ? boundedSample(source, bounds, random, attempt, undefined) : undefined;
  const wanted = random.integer(bounds.min, Math.min(bounds.max, bounds.min + openLength));
  return text ?? boundedSample(source, bounds, random, attempt, wanted);
}

function boundedSample(
  source: PatternSource,
  bounds: Span,
  random: Random,
  attempt: number,
  length: number | undefined,
): string | undefined {
  const text = sampleOf(source, random, length, attempt);
  return text === undefined ? undefined : fit(text, source, bounds, random);
}

function sampleOf(
  source: PatternSource,
  random: Random,
  length: number | undefined,
  attempt: number,
): string | undefined {
  const writer = new PatternWriter(random, attempt >= 16);
  const text = writer.write(source.alternatives, length);
  if (text === undefined || source.lookarounds.length === 0) return text;
  return withLookarounds(text, source.lookarounds, writer, random);
}

/** Lays what each look-ahead asks for over the text, at places of chance; a look-behind mostly asks for the end. */
function withLookarounds(
  text: string,
  lookarounds: readonly AST.LookaroundAssertion[],
  writer: PatternWriter,
  random: Random,
): string {
  const characters = [...text];
  for (const { kind, alternatives } of lookarounds) {
    const essential = random.pick(alternatives).elements.filter((element) => !isFiller(element));
    if (essential.length === 0) continue;
    const wanted = [...(writer.write([{ elements: essential } as AST.Alternative], undefined) ?? "")];
    const last = Math.max(0, characters.length - wanted.length);
    const at = kind === "lookbehind" && random.chance(0.7) ? last : random.integer(0, last);
    characters.splice(at, wanted.length, ...wanted);
  }
  return characters.join("");
}

/** Parts of a look-around that only skip or count, such as ".*" and ".{8,}". */
function isFiller(element: AST.Element): boolean {
  return (
    element.type === "Quantifier" &&
    element.element.type !== "Group" &&
    element.element.type !== "CapturingGroup" &&
    (element.min === 0 || element.max > 1)
  );
}

/** Pads where the pattern leaves room; `undefined` where the length cannot be helped. */
function fit(text: string, { open }: PatternSource, bounds: Span, random: Random): string | undefined {
  const { length } = [...text];
  if (length > bounds.max) return undefined;
  if (length >= bounds.min) return text;
  if (!open.before && !open.after) return undefined;
  const padding = Array.from({ length: bounds.min - length }, () => random.pick(letters));
  const gap = random.chance(0.5) ? " " : random.pick(letters);
  if (!open.after) return [...padding.slice(1), gap, text].join("");
  return [text, gap, ...padding.slice(1)].join("");
}
