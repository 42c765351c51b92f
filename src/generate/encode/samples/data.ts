import { builtSample, type Sample } from "./sample.ts";

/** No field at all: a message of every type whose fields are optional (Protocol Buffers 3). */
export const protobuf: Sample = builtSample({
  extension: "pb",
  types: ["application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf"],
  magic: [],
  build: () => new Uint8Array(0),
});

/** An empty map (RFC 8949 §3.1). */
export const cbor: Sample = builtSample({
  extension: "cbor",
  types: ["application/cbor"],
  magic: [],
  build: () => Uint8Array.of(0xa0),
});

/** An empty map (MessagePack). */
export const messagePack: Sample = builtSample({
  extension: "msgpack",
  types: ["application/msgpack", "application/x-msgpack", "application/vnd.msgpack"],
  magic: [],
  build: () => Uint8Array.of(0x80),
});

/** A module that holds nothing (WebAssembly 1.0 §5.5.16). */
export const wasm: Sample = builtSample({
  extension: "wasm",
  types: ["application/wasm"],
  magic: [[0, "\0asm"]],
  build: () => Buffer.from("\0asm\x01\0\0\0", "latin1"),
});
