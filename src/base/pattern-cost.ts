import type { AST } from "@eslint-community/regexpp";

/** How many ways of matching the native engine may try for one text: some 10 ms. */
const MAX_WAYS = 1_000_000;

/** A pattern that is harmless at this length is harmless at any that a message can have. */
const MAX_LENGTH = 100_000;

/**
 * The longest text that a backtracking engine surely handles quickly. A backtracking engine may try every way in which
 * a pattern can be laid over a text: `a+b+` has about n² of them, `(a+)+` has 2ⁿ.
 *
 * @returns a number of characters, infinite for a pattern that is quick on every text.
 */
export function safeLength(pattern: AST.Pattern): number {
  let safe = 0;
  let tooLong = MAX_LENGTH + 1;
  while (tooLong - safe > 1) {
    const length = Math.floor((safe + tooLong) / 2);
    if (ways(pattern, length) <= MAX_WAYS) safe = length;
    else tooLong = length;
  }
  return safe === MAX_LENGTH ? Number.POSITIVE_INFINITY : safe;
}

function ways(pattern: AST.Pattern, length: number): number {
  return pattern.alternatives.reduce((sum, alternative) => {
    const [first] = alternative.elements;
    // A pattern that is not tied to the start is tried at every character.
    const starts = first?.type === "Assertion" && first.kind === "start" ? 1 : length;
    return sum + starts * sequenceWays(alternative, length);
  }, 0);
}

function sequenceWays(alternative: AST.Alternative, length: number): number {
  return alternative.elements.reduce((product, element) => product * elementWays(element, length), 1);
}

function elementWays(element: AST.Element, length: number): number {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return alternativesWays(element.alternatives, length);
    case "Quantifier":
      return quantifierWays(element, length);
    case "Assertion":
      return "alternatives" in element ? alternativesWays(element.alternatives, length) : 1;
    default:
      return 1;
  }
}

function alternativesWays(alternatives: readonly AST.Alternative[], length: number): number {
  return alternatives.reduce((sum, alternative) => sum + sequenceWays(alternative, length), 0);
}

function quantifierWays({ element, min, max }: AST.Quantifier, length: number): number {
  const each = elementWays(element, length);
  const most = Math.max(min, Math.min(max, length));
  return each <= 1 ? most - min + 1 : Math.min(each ** most * 2, Number.MAX_VALUE);
}
