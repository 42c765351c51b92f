import { constantSample, type Sample } from "./sample.ts";

/** The line "Sample" (RFC 1952), without name and time. */
export const gzip: Sample = constantSample({
  extension: "gz",
  types: ["application/gzip", "application/x-gzip"],
  magic: [[0, "\x1f\x8b"]],
  base64: "H4sIAAAAAAACAwtOzC3ISeUCAHOn9v8HAAAA",
});
