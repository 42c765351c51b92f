/** Splits "one, two, three": vocabulary is read by people first. */
export function list(text: string): readonly string[] {
  return text.split(",").map((item) => item.trim());
}

/** Splits text with one item a line. */
export function lines(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}
