import { builtSample, type Sample } from "./sample.ts";

/** Every byte once: what reads it as text notices. Stands for all types that have no sample of their own. */
export const octets: Sample = builtSample({
  extension: "bin",
  types: ["application/octet-stream", "binary/octet-stream"],
  magic: [],
  build: () => Uint8Array.from({ length: 256 }, (_, byte) => byte),
});
