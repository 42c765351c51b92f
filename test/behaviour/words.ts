const MEANINGLESS = /^(string|text|lorem|ipsum|sample|value|example|foo|bar|baz|dolor|amet|consectetur)$/i;

/**
 * Whether a text reads like words: at least one of letters, all pronounceable, none of those that stand for "anything".
 * Says nothing about sense; random letters, Latin filler and type names fail.
 */
export function words(value: string): boolean {
  const found = value
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^\p{L}']+/u)
    .filter((word) => word.length > 0);
  return found.length > 0 && found.every(pronounceable) && !found.some((word) => MEANINGLESS.test(word));
}

/** Latin words of more than three letters have a vowel and no run of six consonants; abbreviations are capitals. */
function pronounceable(word: string): boolean {
  if (word.length <= 3 || !/^[a-z']+$/i.test(word) || /^[A-Z]{2,5}$/.test(word)) return true;
  return /[aeiouy]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{6}/i.test(word);
}
