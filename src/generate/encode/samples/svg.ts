import { builtSample, type Sample } from "./sample.ts";

/** A blue square (SVG 1.1). */
export const svg: Sample = builtSample({
  extension: "svg",
  types: ["image/svg+xml"],
  magic: [[0, "<"]],
  build: () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#3a7bd5"/></svg>\n',
    ),
});
