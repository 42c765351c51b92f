import { constantSample, type Sample } from "./sample.ts";

/** 8 by 8 pixels of one blue, lossless (RFC 9649). */
export const webp: Sample = constantSample({
  extension: "webp",
  types: ["image/webp"],
  magic: [
    [0, "RIFF"],
    [8, "WEBP"],
  ],
  base64: "UklGRhgAAABXRUJQVlA4TAwAAAAvB8ABAOhedVrd/wA=",
});
