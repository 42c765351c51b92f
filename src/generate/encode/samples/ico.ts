import { png } from "./png.ts";
import { builtSample, type Sample } from "./sample.ts";

/** An icon of one image, which is the PNG sample. */
export const ico: Sample = builtSample({
  extension: "ico",
  types: ["image/x-icon", "image/vnd.microsoft.icon", "image/ico"],
  magic: [[0, "\0\0\x01\0"]],
  build() {
    const head = Buffer.alloc(22);
    head.writeUInt16LE(1, 2); // an icon
    head.writeUInt16LE(1, 4); // of one image,
    head.writeUInt8(8, 6); // 8 pixels wide
    head.writeUInt8(8, 7); // and high,
    head.writeUInt16LE(1, 10); // in one plane
    head.writeUInt16LE(24, 12); // of 24 bits a pixel
    head.writeUInt32LE(png.bytes.length, 14);
    head.writeUInt32LE(head.length, 18);
    return Buffer.concat([head, png.bytes]);
  },
});
