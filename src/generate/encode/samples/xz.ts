import { constantSample, type Sample } from "./sample.ts";

/** The line "Sample" (The .xz File Format 1.2). */
export const xz: Sample = constantSample({
  extension: "xz",
  types: ["application/x-xz"],
  magic: [[0, "\xfd7zXZ\0"]],
  base64: "/Td6WFoAAAFpIt42AgAhARwAAAAQz1jMAQAGU2FtcGxlCgAAc6f2/wABGwcS69QXkEKZDQEAAAAAAVla",
});
