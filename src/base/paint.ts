import { styleText } from "node:util";

/** Colours and weights that are used here. */
export type Style = "red" | "yellow" | "blue" | "cyan" | "green" | "dim" | "bold";

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** @param colour - whether colours are wanted; `Output` knows */
export function painter(colour: boolean): Paint {
  // Whoever asks has looked at the terminal; styleText would look at the streams of the process once more.
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
