import { constantSample, type Sample } from "./sample.ts";

/** 8 by 8 pixels of one blue (AV1 Image File Format). */
export const avif: Sample = constantSample({
  extension: "avif",
  types: ["image/avif"],
  magic: [[4, "ftypavif"]],
  base64:
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2" +
    "aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAABwAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAx" +
    "Q29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAgAAAAIAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgSAAAAAAABNjb2xybmNs" +
    "eAABAA0ABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACRtZGF0EgAKCDgIv+UBDQaQMg4YwAAAQAAAryjM/G5VnA==",
});
