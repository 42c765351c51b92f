import type { AST } from "@eslint-community/regexpp";
import { patternSource } from "./pattern.ts";

/** Longer lists are not written out. */
const MAX_TEXTS = 200;

/**
 * All texts that a pattern can match, where it describes the whole text and they are few; the list may hold others that
 * its assertions refuse. `undefined` where they are many, or not known.
 */
export function textsOf(pattern: string): readonly string[] | undefined {
  const source = isEcmaScript(pattern) ? patternSource(pattern) : undefined;
  if (source === undefined || source.open.before || source.open.after) return undefined;
  return ofAlternatives(source.alternatives);
}

/** Patterns of other dialects are read only roughly. */
function isEcmaScript(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

type Texts = readonly string[] | undefined;

function ofAlternatives(alternatives: readonly AST.Alternative[]): Texts {
  const each = alternatives.map(({ elements }) => inSequence(elements.map(ofElement)));
  return each.every((texts) => texts !== undefined) ? limited(each.flat()) : undefined;
}

function inSequence(parts: readonly Texts[]): Texts {
  return parts.reduce<Texts>(
    (before, texts) =>
      before && texts && before.length * texts.length <= MAX_TEXTS
        ? before.flatMap((start) => texts.map((end) => start + end))
        : undefined,
    [""],
  );
}

function ofElement(element: AST.Element): Texts {
  switch (element.type) {
    case "Assertion":
      return [""];
    case "Character":
      return [String.fromCodePoint(element.value)];
    case "CharacterClass":
      return element.negate ? undefined : ofClass(element.elements);
    case "CapturingGroup":
      return ofAlternatives(element.alternatives);
    case "Group":
      return element.modifiers ? undefined : ofAlternatives(element.alternatives);
    case "Quantifier":
      return ofQuantifier(element);
    default:
      return undefined;
  }
}

function ofClass(elements: AST.CharacterClass["elements"]): Texts {
  const each = elements.map((element): Texts => {
    if (element.type === "Character") return [String.fromCodePoint(element.value)];
    if (element.type !== "CharacterClassRange") return undefined;
    const { min, max } = element;
    const count = max.value - min.value + 1;
    if (count > MAX_TEXTS) return undefined;
    return Array.from({ length: count }, (_, offset) => String.fromCodePoint(min.value + offset));
  });
  return each.every((texts) => texts !== undefined) ? limited(each.flat()) : undefined;
}

function ofQuantifier({ min, max, element }: AST.Quantifier): Texts {
  const once = max <= MAX_TEXTS ? ofElement(element) : undefined;
  if (once === undefined) return undefined;
  const counts = Array.from({ length: max - min + 1 }, (_, more) => min + more);
  const each = counts.map((count) => inSequence(Array.from({ length: count }, () => once)));
  return each.every((texts) => texts !== undefined) ? limited(each.flat()) : undefined;
}

function limited(texts: readonly string[]): Texts {
  const different = [...new Set(texts)];
  return different.length <= MAX_TEXTS ? different : undefined;
}
