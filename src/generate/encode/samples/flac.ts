import { constantSample, type Sample } from "./sample.ts";

/** A moment of silence (RFC 9639). */
export const flac: Sample = constantSample({
  extension: "flac",
  types: ["audio/flac", "audio/x-flac"],
  magic: [[0, "fLaC"]],
  base64: "ZkxhQ4AAACICQAJAAAANAAANAfQA8AAAAZBrQxvy2nyTErPlwh5n9lkb//h0CAABjyQAAAB9Xw==",
});
