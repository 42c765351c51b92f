import { gzipSync, zipSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { GifWriter } from "omggif";
import { PNG } from "pngjs";

const TEXT = "A file of the judge's client.\n";

/** A time that archives can hold (MS-DOS: 1980 to 2107) and that is always the same. */
const INSTANT = new Date(2024, 4, 6).getTime();

/** Small real files, written by the same libraries that read them; none for types that those cannot write. */
export function sampleFile(essence: string): Uint8Array | undefined {
  return FILES.get(essence)?.();
}

const FILES: ReadonlyMap<string, () => Uint8Array> = new Map([
  ["image/png", () => PNG.sync.write(Object.assign(new PNG({ width: 2, height: 2 }), { data: Buffer.alloc(16, 200) }))],
  ...["image/jpeg", "image/jpg"].map((essence) => [essence, jpeg] as const),
  ["image/gif", gif],
  ["image/svg+xml", () => utf8('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><path d="M0 0h2"/></svg>')],
  ["application/pdf", pdf],
  ...["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"].map((essence) => [essence, wav] as const),
  ["application/gzip", () => gzipSync(utf8(TEXT), { mtime: INSTANT })],
  ["application/x-gzip", () => gzipSync(utf8(TEXT), { mtime: INSTANT })],
  ["application/zip", () => zipSync({ "a.txt": utf8(TEXT) }, { mtime: INSTANT })],
  ["application/x-tar", tar],
  ["application/octet-stream", () => new Uint8Array([0, 1, 2, 253, 254, 255, 13, 10, 0])],
]);

/** Tells the types that this client can write in the order in which it would choose one for a range. */
export const writableTypes: readonly string[] = [...FILES.keys()];

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function jpeg(): Uint8Array {
  return encodeJpeg({ width: 8, height: 8, data: Buffer.alloc(8 * 8 * 4, 120) }, 50).data;
}

function gif(): Uint8Array {
  const bytes = new Uint8Array(200);
  const writer = new GifWriter(bytes, 1, 1, { palette: [0x000000, 0xffffff] });
  writer.addFrame(0, 0, 1, 1, [1]);
  return bytes.slice(0, writer.end());
}

function pdf(): Uint8Array {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${offsets.join("")}`;
  return utf8(`${text}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`);
}

/** Eight samples of silence: 8 bits, one channel, 8000 Hz. */
function wav(): Uint8Array {
  const data = Buffer.alloc(8, 128);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** One file in one block, and two empty blocks (POSIX.1-1988). */
function tar(): Uint8Array {
  const header = Buffer.alloc(512);
  header.write("a.txt", 0);
  header.write("0000644\0", 100);
  header.write(`${TEXT.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, Buffer.from(TEXT.padEnd(512, "\0")), Buffer.alloc(1024)]);
}
