import { crc32 } from "node:zlib";

/** 1 January 1980, the earliest date that a ZIP archive can tell, in the format of MS-DOS. */
const DATE = 0x21;

/** UTF-8 names (APPNOTE §4.4.4, bit 11). */
const FLAGS = 0x0800;

/** A ZIP archive of files by name, stored without compression (APPNOTE 6.3 §4.3), so that its bytes are constant. */
export function zipArchive(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const path = Buffer.from(name);
    const facts = factsOf(path, bytes);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, path, bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), facts, place, path);
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, entries, Buffer.from("PK\x05\x06"), end]);
}

/** The fields that the header of a file and its entry in the directory have in common. */
function factsOf(path: Uint8Array, bytes: Uint8Array): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0); // readable by version 2.0
  facts.writeUInt16LE(FLAGS, 2);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(path.length, 22);
  return facts;
}
