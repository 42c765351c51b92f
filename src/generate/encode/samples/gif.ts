import { constantSample, type Sample } from "./sample.ts";

/** 8 by 8 pixels of one blue (GIF89a). */
export const gif: Sample = constantSample({
  extension: "gif",
  types: ["image/gif"],
  magic: [[0, "GIF8"]],
  base64: "R0lGODlhCAAIAPAAADp71f///yH5BAAAAAAAIf8LSW1hZ2VNYWdpY2sNZ2FtbWE9MC40NTQ1NQAsAAAAAAgACAAAAgeEj6nL7V0AADs=",
});
