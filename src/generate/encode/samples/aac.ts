import { constantSample, type Sample } from "./sample.ts";

/** A moment of silence (AAC in ADTS frames). */
export const aac: Sample = constantSample({
  extension: "aac",
  types: ["audio/aac", "audio/x-aac", "audio/aacp"],
  magic: [[0, "\xff"]],
  base64: "//FsQAF//AEYIAf/8WxAAX/8ARggB//xbEABf/wBGCAH",
});
