import { isJson } from "../../base/media-type.ts";
import type { Encoder } from "./encoder.ts";

/** JSON (RFC 8259) and every `+json` type. */
export const json: Encoder = {
  name: "json",
  writes: (mediaType) => isJson(mediaType),
  encode: (value) => ({ bytes: Buffer.from(JSON.stringify(value)) }),
};
