import type { AST } from "@eslint-community/regexpp";
import { RE2JS } from "re2js";

/** Tests a text in time linear in its length, whatever the pattern. */
export type LinearTest = (text: string) => boolean;

const spaces =
  "\\t-\\r\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const noSpaces =
  "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}" +
  "\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";

/** States that an automaton may have: each takes some hundred bytes, for every pattern that is in use. */
const MAX_STATES = 50_000;

/** The longest source whose states nobody counts: RE2 writes each of its repetitions out a thousand times at most. */
const MAX_FOREIGN_LENGTH = 1_000;

/** What an automaton without memory cannot do: look-around and back-references. */
class NotLinear extends Error {}

/**
 * Compiles a parsed JavaScript pattern for RE2. It is printed anew instead of passed on, because `.`, `\s` and `$`
 * mean something else there. Look-aheads right after a leading `^`, as in rules for passwords, become tests of their own.
 *
 * @returns `undefined` where the pattern needs what RE2 does not have.
 */
export function compileLinear(pattern: AST.Pattern): LinearTest | undefined {
  if (states(pattern.alternatives) > MAX_STATES) return undefined;
  try {
    const { rules, rest } = splitLeadingLookaheads(pattern);
    const tests = rules.map((rule) => ({
      test: compile(`^(?:${alternatives(rule.alternatives)})`),
      wanted: !rule.negate,
    }));
    const main = compile(rest);
    return (text) => tests.every(({ test, wanted }) => test(text) === wanted) && main(text);
  } catch {
    // Not only NotLinear: RE2 has limits of its own, such as 1000 repetitions inside others.
    return undefined;
  }
}

/** Compiles a source that is no JavaScript but may be RE2's syntax: `(?i)abc`, `(?P<name>x)`, `\Aabc\z`. */
export function compileForeign(source: string): LinearTest | undefined {
  if (source.length > MAX_FOREIGN_LENGTH) return undefined;
  try {
    return compile(source);
  } catch {
    return undefined;
  }
}

function compile(source: string): LinearTest {
  const compiled = RE2JS.compile(source);
  return (text) => compiled.matcher(text).find();
}

function splitLeadingLookaheads(pattern: AST.Pattern): { rules: AST.LookaheadAssertion[]; rest: string } {
  const [only, another] = pattern.alternatives;
  const [first, ...others] = only?.elements ?? [];
  if (another || first?.type !== "Assertion" || first.kind !== "start") {
    return { rules: [], rest: alternatives(pattern.alternatives) };
  }
  const rules: AST.LookaheadAssertion[] = [];
  for (const element of others) {
    if (element.type !== "Assertion" || element.kind !== "lookahead") break;
    rules.push(element);
  }
  return { rules, rest: `^${others.slice(rules.length).map(print).join("")}` };
}

function alternatives(list: readonly AST.Alternative[]): string {
  return list.map((alternative) => alternative.elements.map(print).join("")).join("|");
}

function print(node: AST.Element): string {
  switch (node.type) {
    case "Character":
      return character(node);
    case "CharacterSet":
      return node.kind === "any" ? "[^\\n\\r\\x{2028}\\x{2029}]" : `[${classMember(node)}]`;
    case "CharacterClass":
      return characterClass(node);
    case "Group":
    case "CapturingGroup":
      return `(?:${alternatives(node.alternatives)})`;
    case "Quantifier":
      return repeated(`(?:${print(node.element)})`, node.min, node.max);
    case "Assertion":
      return assertion(node);
    default:
      throw new NotLinear(node.type);
  }
}

/** The most repetitions that RE2 takes at once. */
const MAX_REPETITIONS = 1000;

/** More repetitions than RE2 takes at once are written one behind the other: `x{0,1023}` is `x{0,1000}x{0,23}`. */
function repeated(element: string, min: number, max: number): string {
  const least = portions(min).map((count) => `${element}{${count}}`);
  const more =
    max === Number.POSITIVE_INFINITY ? [`${element}*`] : portions(max - min).map((n) => `${element}{0,${n}}`);
  return `(?:${[...least, ...more].join("")})`;
}

function portions(count: number): number[] {
  if (count <= MAX_REPETITIONS) return count > 0 ? [count] : [];
  const whole = Array.from({ length: Math.floor(count / MAX_REPETITIONS) }, () => MAX_REPETITIONS);
  return [...whole, ...portions(count % MAX_REPETITIONS)];
}

function assertion(node: AST.Assertion): string {
  if (node.kind === "start") return "^";
  if (node.kind === "end") return "\\z";
  if (node.kind === "word") return node.negate ? "\\B" : "\\b";
  throw new NotLinear(node.kind);
}

function characterClass(node: AST.CharacterClass): string {
  if (node.elements.length === 0) return node.negate ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]";
  return `[${node.negate ? "^" : ""}${node.elements.map(classMember).join("")}]`;
}

function classMember(node: AST.CharacterClassElement): string {
  if (node.type === "Character") return character(node);
  if (node.type === "CharacterClassRange") return `${character(node.min)}-${character(node.max)}`;
  if (node.type !== "CharacterSet") throw new NotLinear(node.type);
  if (node.kind === "digit") return node.negate ? "\\D" : "\\d";
  if (node.kind === "word") return node.negate ? "\\W" : "\\w";
  if (node.kind === "space") return node.negate ? noSpaces : spaces;
  if (!("key" in node)) throw new NotLinear(node.kind);
  return `\\${node.negate ? "P" : "p"}{${node.value ?? node.key}}`;
}

function character(node: AST.Character): string {
  // Half of a surrogate pair: without the `u` flag JavaScript sees two characters where RE2 sees one.
  if (node.value >= 0xd800 && node.value <= 0xdfff) throw new NotLinear("surrogate");
  return `\\x{${node.value.toString(16)}}`;
}

/** About how many states the alternatives become, with repetitions written out as RE2 does. */
function states(list: readonly AST.Alternative[]): number {
  return list.reduce((sum, { elements }) => elements.reduce((inner, element) => inner + statesOf(element), sum + 1), 0);
}

function statesOf(element: AST.Element): number {
  if (element.type === "Quantifier") {
    const { min, max } = element;
    return statesOf(element.element) * Math.max(1, max === Number.POSITIVE_INFINITY ? min : max);
  }
  return "alternatives" in element ? states(element.alternatives) : 1;
}
