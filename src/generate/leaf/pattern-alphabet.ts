import type { AST } from "@eslint-community/regexpp";

/** An element of a pattern that stands for exactly one character of a set. */
export type CharacterNode = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

/** The characters that a set holds, as far as anyone needs them. */
export interface Alphabet {
  /** Characters that read well: letters and digits where the set has any. Never empty unless `all` is. */
  readonly readable: readonly string[];
  /** A wide choice of the set. Empty only for a set that no character meets. */
  readonly all: readonly string[];
}

const lower = [..."abcdefghijklmnopqrstuvwxyz"];
const upper = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const digits = [..."0123456789"];
const marks = [..."-_ .,/:;@#+*=!?$%&'()<>[]{}|~^`\"\\"];
const controls = ["\t", "\n", "\r"];
const ascii = [...lower, ...upper, ...digits, ...marks, ...controls];

/** Where to look once ASCII has nothing: the start of each script or block that patterns name. */
const blockStarts = [
  0xa0, 0x370, 0x400, 0x531, 0x5d0, 0x620, 0x904, 0xe01, 0x1f00, 0x2000, 0x20a0, 0x2190, 0x3041, 0x30a1, 0x4e00, 0xac00,
  0xfb00, 0x1f300, 0x1f600, 0x20000,
];
const blockLength = 96;
const highest = 0x10ffff;

const alphabets = new WeakMap<CharacterNode, Alphabet>();

/** The alphabet of a node; kept, because patterns are parsed once and sampled often. */
export function alphabetOf(node: CharacterNode): Alphabet {
  let alphabet = alphabets.get(node);
  if (alphabet === undefined) {
    const all = node.type === "Character" ? [String.fromCodePoint(node.value)] : members(node);
    alphabet = { all, readable: readableOf(node, all) };
    alphabets.set(node, alphabet);
  }
  return alphabet;
}

/** Asks the engine itself which characters are members, so that every kind of class is understood. */
function members(node: CharacterNode): string[] {
  const test = memberTest(node.raw);
  const common = ascii.filter(test);
  if (common.length > 0) return common;
  const blocks = blockStarts.flatMap((start) => Array.from({ length: blockLength }, (_, offset) => start + offset));
  const found = [...blocks, ...namedCodes(node)]
    .filter(isScalar)
    .map((code) => String.fromCodePoint(code))
    .filter(test);
  return found.length > 0 ? found : firstMember(test);
}

function memberTest(raw: string): (character: string) => boolean {
  for (const flags of ["u", ""]) {
    try {
      const shape = new RegExp(`^${raw}$`, flags);
      return (character) => shape.test(character);
    } catch {
      // Written for the other mode.
    }
  }
  return () => false;
}

/** The code points that a class spells out. */
function namedCodes(node: CharacterNode): number[] {
  if (node.type !== "CharacterClass") return [];
  return node.elements.flatMap((element) => {
    if (element.type === "Character") return [element.value];
    if (element.type !== "CharacterClassRange") return [];
    const length = Math.min(blockLength, element.max.value - element.min.value + 1);
    return Array.from({ length }, (_, offset) => element.min.value + offset);
  });
}

function firstMember(test: (character: string) => boolean): string[] {
  for (let code = 0; code <= highest; code++) {
    if (isScalar(code) && test(String.fromCodePoint(code))) return [String.fromCodePoint(code)];
  }
  return [];
}

/** Lone surrogates do not survive UTF-8. */
function isScalar(code: number): boolean {
  return code < 0xd800 || code > 0xdfff;
}

function readableOf(node: CharacterNode, all: readonly string[]): readonly string[] {
  const isHex = /^[0-9a-fA-F]{22}$/.test(all.join(""));
  if (isHex) return all.filter((character) => /[0-9a-f]/.test(character));
  const isVague = all.length > 70 || (node.type === "CharacterSet" && node.kind === "word");
  const choices = isVague ? [lower] : [[...lower, ...upper, ...digits], marks];
  for (const choice of choices) {
    const readable = all.filter((character) => choice.includes(character));
    if (readable.length > 0) return readable;
  }
  return all;
}
