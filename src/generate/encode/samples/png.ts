import { constantSample, type Sample } from "./sample.ts";

/** 8 by 8 pixels of one blue (ISO/IEC 15948). */
export const png: Sample = constantSample({
  extension: "png",
  types: ["image/png", "image/x-png", "image/apng"],
  magic: [[0, "\x89PNG\r\n\x1a\n"]],
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVQI12O0qr7KgA0wMeAAg1MCADc4AZpb/5emAAAAAElFTkSuQmCC",
});
