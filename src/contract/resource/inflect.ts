import { TwoGenerations } from "../../base/two-generations.ts";

/** Plurals that no rule below undoes, and words that only look like plurals. */
const irregular: Readonly<Record<string, string>> = {
  people: "person",
  children: "child",
  men: "man",
  women: "woman",
  mice: "mouse",
  feet: "foot",
  teeth: "tooth",
  indices: "index",
  matrices: "matrix",
  vertices: "vertex",
  criteria: "criterion",
  media: "medium",
  movies: "movie",
  cookies: "cookie",
  series: "series",
  species: "species",
  news: "news",
  sms: "sms",
  gps: "gps",
  dns: "dns",
  quizzes: "quiz",
};

/** Suffixes of plurals with what stands there in the singular; the first that fits is taken. */
const endings: readonly (readonly [plural: RegExp, singular: string])[] = [
  [/(analy|ba|the|cri|diagno|synop|hypothe)ses$/, "$1sis"],
  [/(ss|sh|ch|x|zz)es$/, "$1"],
  [/(stat|vir|b|bon|camp|foc|radi|cens)uses$/, "$1us"],
  [/(her|potat|tomat|ech)oes$/, "$1o"],
  [/(shel|wol|hal|lea|loa|thie|el)ves$/, "$1f"],
  [/(li|kni|wi)ves$/, "$1fe"],
  [/([^aeiou])ies$/, "$1y"],
  [/(ss|us|is)$/, "$1"],
  [/s$/, ""],
];

/** The singular of an English noun in lower case; a singular stays as it is. Close enough to match names in documents. */
export function singular(word: string): string {
  const exception = Object.hasOwn(irregular, word) ? irregular[word] : undefined;
  if (exception !== undefined) return exception;
  const ending = endings.find(([plural]) => plural.test(word));
  return ending && word.length > 2 ? word.replace(ending[0], ending[1]) : word;
}

/** How many names are remembered, at least: a document of a thousand operations uses some thousand, again and again. */
const MAX_NAMES = 10_000;

/** A name without its spelling, whole and in the singular. */
interface Plain {
  readonly words: readonly string[];
  readonly plain: string;
  readonly stem: string;
}

const known = new TwoGenerations<Plain>(MAX_NAMES);

function read(name: string): Plain {
  const before = known.get(name);
  if (before) return before;
  const parts = split(name);
  const read = { words: parts, plain: parts.join(""), stem: stemOf(parts) };
  known.set(name, read);
  return read;
}

function split(name: string): string[] {
  return name
    .replaceAll("IDs", "Ids")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** The words of a name in lower case, however it is written: "userIDs", "user_ids", "User-Ids", "user[ids]" are the same. */
export function words(name: string): readonly string[] {
  return read(name).words;
}

/** A name without its spelling: "user_id", "userId" and "User-ID" are all "userid". */
export function plain(name: string): string {
  return read(name).plain;
}

/** What a name is about, in the singular and without its spelling: "line_items" and "LineItem" are both "lineitem". */
export function stem(name: string): string {
  return read(name).stem;
}

/** The stem of a name that is already split into words. */
export function stemOf(parts: readonly string[]): string {
  return [...parts.slice(0, -1), ...parts.slice(-1).map(singular)].join("");
}
