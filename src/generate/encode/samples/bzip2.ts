import { constantSample, type Sample } from "./sample.ts";

/** The line "Sample". */
export const bzip2: Sample = constantSample({
  extension: "bz2",
  types: ["application/x-bzip2", "application/bzip2", "application/x-bzip"],
  magic: [[0, "BZh"]],
  base64: "QlpoOTFBWSZTWQKNBo8AAADDgAAQCAAiBkAAIAAxDADEwjXTXeLuSKcKEgBRoNHg",
});
