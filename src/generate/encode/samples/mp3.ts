import { constantSample, type Sample } from "./sample.ts";

/** A tenth of a second of silence, 16 kHz (MPEG-2 layer III). */
export const mp3: Sample = constantSample({
  extension: "mp3",
  types: ["audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg-3"],
  magic: [[0, "\xff"]],
  base64:
    "//MYxAAAAANIAAAAAExBTUUzLjEwMFVVVVVVVVVVVVVVVVVV//MYxBcAAANIAAAAAFVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV//MYxC4AAANI" +
    "AAAAAFVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV//MYxEUAAANIAAAAAFVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV//MYxFwAAANIAAAAAFVVVVVV" +
    "VVVVVVVVVVVVVVVVVVVVVVVV",
});
