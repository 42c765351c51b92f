import { builtSample, type Sample } from "./sample.ts";

const BLOCK = 512;
const content = "Sample\n";

/** An archive of one text file (POSIX.1-1988 ustar). */
export const tar: Sample = builtSample({
  extension: "tar",
  types: ["application/x-tar", "application/tar"],
  magic: [[257, "ustar"]],
  build() {
    const header = Buffer.alloc(BLOCK);
    header.write("sample.txt", 0);
    header.write("0000644\0", 100); // mode
    header.write("0000000\0", 108); // owner
    header.write("0000000\0", 116); // group
    header.write(`${octal(content.length, 11)}\0`, 124);
    header.write(`${octal(0, 11)}\0`, 136); // time
    header.write("        0", 148); // the sum counts its own place as spaces; "0" marks a file
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${octal(sum, 6)}\0 `, 148);
    const file = Buffer.alloc(BLOCK);
    file.write(content);
    // Two empty blocks end the archive.
    return Buffer.concat([header, file, Buffer.alloc(2 * BLOCK)]);
  },
});

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}
