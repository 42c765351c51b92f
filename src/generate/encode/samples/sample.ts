/** A small real file of one kind. Its bytes are constant: the same in every process and on every machine. */
export interface Sample {
  /** The media types that the file is, the usual one first; in lower case. */
  readonly types: readonly string[];
  /** What its name would end with, without the dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  /** Whether bytes begin as files of this kind do. */
  recognises(bytes: Uint8Array): boolean;
}

/** Text (a character a byte) that stands at an offset in all files of a kind. */
export type Magic = readonly (readonly [offset: number, text: string])[];

interface Constant {
  readonly extension: string;
  readonly types: readonly string[];
  readonly magic: Magic;
  readonly base64: string;
}

/** A sample whose bytes stand in the source. */
export function constantSample({ base64, ...kind }: Constant): Sample {
  return builtSample({ ...kind, build: () => Buffer.from(base64, "base64") });
}

interface Built {
  readonly extension: string;
  readonly types: readonly string[];
  readonly magic: Magic;
  readonly build: () => Uint8Array;
}

/** A sample that is put together when it is first asked for. */
export function builtSample({ extension, types, magic, build }: Built): Sample {
  let built: Uint8Array | undefined;
  return {
    extension,
    types,
    get bytes() {
      built ??= build();
      return built;
    },
    recognises: (bytes) => magic.every(([offset, text]) => standsAt(bytes, offset, text)),
  };
}

function standsAt(bytes: Uint8Array, offset: number, text: string): boolean {
  return Buffer.from(text, "latin1").every((byte, index) => bytes[offset + index] === byte);
}
