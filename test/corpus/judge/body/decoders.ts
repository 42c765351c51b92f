import { gunzipSync, unzipSync } from "fflate";
import { imageSize } from "image-size";
import { decode as decodeJpeg } from "jpeg-js";
import { GifReader } from "omggif";
import { PNG } from "pngjs";
import { getDocumentProxy } from "unpdf";
import { parseXml } from "./xml-tree.ts";

/** Reads bytes as what they claim to be; throws, or says what is wrong. */
type Decoder = (bytes: Uint8Array) => string | undefined;

const SVG = "http://www.w3.org/2000/svg";

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["image/png", (bytes) => unlessSized(PNG.sync.read(Buffer.from(bytes), { checkCRC: true }))],
  ["image/jpeg", (bytes) => unlessSized(decodeJpeg(bytes, { tolerantDecoding: false, maxMemoryUsageInMB: 64 }))],
  ["image/jpg", (bytes) => unlessSized(decodeJpeg(bytes, { tolerantDecoding: false, maxMemoryUsageInMB: 64 }))],
  ["image/gif", decodeGif],
  ["image/svg+xml", decodeSvg],
  ...(
    [
      ["image/webp", "webp"],
      ["image/bmp", "bmp"],
      ["image/tiff", "tiff"],
      ["image/avif", "avif"],
      ["image/x-icon", "ico"],
      ["image/vnd.microsoft.icon", "ico"],
    ] as const
  ).map(([essence, type]): [string, Decoder] => [essence, (bytes) => unlessOfType(bytes, type)]),
  ...["application/zip", "application/x-zip-compressed", "application/x-zip", "application/java-archive"].map(
    (essence): [string, Decoder] => [essence, (bytes) => unlessHolding(bytes, "")],
  ),
  ...["application/gzip", "application/x-gzip"].map((essence): [string, Decoder] => [essence, decodeGzip]),
  ...["application/tar", "application/x-tar"].map((essence): [string, Decoder] => [essence, decodeTar]),
  ["application/epub+zip", (bytes) => unlessHolding(bytes, "mimetype")],
]);

/** What is wrong with the bytes; `undefined` for nothing, "unknown" as `known: false` for a type without a decoder. */
export async function decodeBinary(essence: string, bytes: Uint8Array): Promise<Decoded> {
  try {
    if (essence === "application/pdf") return { known: true, fault: await decodePdf(bytes) };
    if (/^(audio|video)\//.test(essence)) return { known: true, fault: await decodeMedia(essence, bytes) };
    return decodeAtOnce(essence, bytes);
  } catch (error) {
    return { known: true, fault: `no ${essence}: ${String(error).slice(0, 300)}` };
  }
}

export interface Decoded {
  readonly known: boolean;
  readonly fault: string | undefined;
}

/** The decoders that need not be waited for. */
export function decodeAtOnce(essence: string, bytes: Uint8Array): Decoded {
  const office = /^application\/vnd\.(openxmlformats|oasis\.opendocument)/.exec(essence)?.[1];
  const entry = office === undefined ? undefined : office === "openxmlformats" ? "[Content_Types].xml" : "mimetype";
  const decoder: Decoder | undefined =
    entry === undefined ? DECODERS.get(essence) : (each) => unlessHolding(each, entry);
  if (decoder === undefined) return { known: false, fault: undefined };
  try {
    return { known: true, fault: decoder(bytes) };
  } catch (error) {
    return { known: true, fault: `no ${essence}: ${String(error).slice(0, 300)}` };
  }
}

function unlessSized({ width, height }: { width: number; height: number }): string | undefined {
  return width > 0 && height > 0 ? undefined : "a picture without pixels";
}

function unlessOfType(bytes: Uint8Array, type: string): string | undefined {
  const { type: found, width, height } = imageSize(bytes);
  return found === type ? unlessSized({ width, height }) : `${found} instead of ${type}`;
}

function decodeGif(bytes: Uint8Array): string | undefined {
  const reader = new GifReader(Buffer.from(bytes));
  if (reader.numFrames() < 1) return "a GIF without a frame";
  reader.decodeAndBlitFrameRGBA(0, new Uint8Array(reader.width * reader.height * 4));
  return bytes.at(-1) === 0x3b ? unlessSized(reader) : "a GIF without its trailer";
}

function decodeSvg(bytes: Uint8Array): string | undefined {
  const tree = parseXml(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  if ("fault" in tree) return `SVG: ${tree.fault}`;
  const { name, namespace } = tree.root;
  return name === "svg" && namespace === SVG ? undefined : `root element <${name}> of "${namespace}" is no <svg>`;
}

/** @param entry A file that must be in the archive; any if "". */
function unlessHolding(bytes: Uint8Array, entry: string): string | undefined {
  const names = Object.keys(unzipSync(bytes));
  if (entry === "") return undefined;
  return names.includes(entry) ? undefined : `an archive without ${entry}`;
}

function decodeGzip(bytes: Uint8Array): string | undefined {
  gunzipSync(bytes);
  return undefined;
}

/** Blocks of 512 bytes, each header with its checksum (POSIX.1-1988). */
function decodeTar(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.length % 512 !== 0) return "no whole blocks of 512 bytes";
  const header = bytes.slice(0, 512);
  if (header.every((byte) => byte === 0)) return undefined;
  const declared = Number.parseInt(Buffer.from(header.subarray(148, 156)).toString("latin1"), 8);
  const sum = header.fill(0x20, 148, 156).reduce((total, byte) => total + byte, 0);
  return sum === declared ? undefined : "a header with a wrong checksum";
}

async function decodePdf(bytes: Uint8Array): Promise<string | undefined> {
  const text = Buffer.from(bytes).toString("latin1");
  // The reader repairs what it can; where the table of objects stands is asked for apart (ISO 32000-1 §7.5.5).
  const offset = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN);
  if (!/^xref\b|^\d+ \d+ obj\b/.test(text.slice(offset, offset + 40))) return "startxref does not lead to a table";
  // The reader takes the bytes away from whoever gave them.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  try {
    const page = await document.getPage(1);
    return unlessSized(page.getViewport({ scale: 1 }));
  } finally {
    await document.destroy();
  }
}

const CONTAINERS: readonly (readonly [RegExp, RegExp])[] = [
  [/wav/, /WAVE/i],
  [/mpeg|mp3/, /MPEG/i],
  [/ogg|opus|vorbis/, /Ogg/i],
  [/flac/, /FLAC/i],
  [/mp4|m4a/, /M4A|MP4|isom|mp4|qt/i],
  [/webm|matroska/, /matroska|webm|EBML/i],
  [/aiff/, /AIFF/i],
];

/** Frames of AAC behind each other, each with its header and length (ISO/IEC 13818-7 §6.2). */
function decodeAdts(bytes: Uint8Array): string | undefined {
  let offset = 0;
  while (offset + 7 <= bytes.length) {
    const header = Buffer.from(bytes.slice(offset, offset + 7));
    if (header.readUInt16BE(0) >> 4 !== 0xfff) return `no frame at byte ${offset}`;
    const length = (header.readUInt32BE(3) >> 13) & 0x1fff;
    if (length < 7) return `a frame of ${length} bytes`;
    offset += length;
  }
  return offset === bytes.length && offset > 0 ? undefined : "a frame that does not end with the file";
}

async function decodeMedia(essence: string, bytes: Uint8Array): Promise<string | undefined> {
  // The reader knows AAC in its containers only.
  if (/aac/.test(essence)) return decodeAdts(bytes);
  // Loaded here, because where tests are loaded by require it would be given without its parsers.
  const { parseBuffer } = await import("music-metadata");
  const { format } = await parseBuffer(bytes, { mimeType: essence }, { duration: true });
  const container = CONTAINERS.find(([type]) => type.test(essence));
  if (container !== undefined && !container[1].test(`${format.container} ${format.codec}`)) {
    return `container ${format.container}, not ${essence}`;
  }
  const hasSound = format.numberOfChannels !== undefined || format.sampleRate !== undefined;
  return hasSound || essence.startsWith("video/") ? undefined : "no sound in it";
}
