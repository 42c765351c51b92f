import { zipArchive } from "./archive.ts";
import { builtSample, type Sample } from "./sample.ts";

/** An archive of one text file. */
export const zip: Sample = builtSample({
  extension: "zip",
  types: ["application/zip", "application/x-zip-compressed", "application/x-zip", "application/java-archive"],
  magic: [[0, "PK"]],
  build: () => zipArchive({ "sample.txt": "Sample\n" }),
});
