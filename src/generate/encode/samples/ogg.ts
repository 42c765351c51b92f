import { constantSample, type Sample } from "./sample.ts";

/** A moment of silence (Opus in Ogg, RFC 7845). */
export const ogg: Sample = constantSample({
  extension: "ogg",
  types: ["audio/ogg", "application/ogg", "audio/opus", "audio/vorbis"],
  magic: [[0, "OggS"]],
  base64:
    "T2dnUwACAAAAAAAAAAAAAAAAAAAAAAIotXIBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAAAAAAABAAAASZW+VAEuT3B1c1Rh" +
    "Z3MGAAAAZmZtcGVnAQAAABQAAABlbmNvZGVyPUxhdmMgbGlib3B1c09nZ1MABLgIAAAAAAAAAAAAAAIAAAAUlUElAwcGBggL5jsjq2AICKyz" +
    "DsYICKyzDsY=",
});
