import type { Encoder } from "./encoder.ts";

/** Any other type: text as it is, other values as JSON writes them. */
export const text: Encoder = {
  name: "text",
  writes: () => true,
  encode: (value) => ({ bytes: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)) }),
};
