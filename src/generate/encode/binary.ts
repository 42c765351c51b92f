import { bytesOfText } from "../../base/binary-text.ts";
import { isBinary } from "../../base/media-type.ts";
import type { Encoder } from "./encoder.ts";

/** Files and other bytes: a string holds one character for each; a value of another kind is sent as JSON writes it. */
export const binary: Encoder = {
  name: "binary",
  writes: (mediaType) => isBinary(mediaType),
  encode: (value) => ({ bytes: bytesOfText(typeof value === "string" ? value : JSON.stringify(value)) }),
};
