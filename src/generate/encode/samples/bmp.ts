import { constantSample, type Sample } from "./sample.ts";

/** 8 by 8 pixels of one blue, one bit each (Windows bitmap, version 3). */
export const bmp: Sample = constantSample({
  extension: "bmp",
  types: ["image/bmp", "image/x-ms-bmp", "image/x-bmp"],
  magic: [[0, "BM"]],
  base64:
    "Qk1eAAAAAAAAAD4AAAAoAAAACAAAAAgAAAABAAEAAAAAACAAAAAAAAAAAAAAAAIAAAACAAAA1Xs6AP///wAAAAAAAAAAAAAAAAAAAAAAAAAA" +
    "AAAAAAAAAAAAAAAAAA==",
});
