import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { AiAnswer, AskedRequest } from "../../helpers/ai-server.ts";
import { answers, goodValue, type Misbehaviour } from "./misbehaviour.ts";

const json = { "content-type": "application/json" };
const MEGABYTE = 1024 ** 2;

/** What goes wrong with connections, codings, lengths and times. */
export const transport: readonly Misbehaviour[] = [
  answers(
    "50 MB of text",
    stream(json, () => fiftyMegabytes(), `{"choices":[{"message":{"content":"`),
  ),
  answers(
    "50 MB, announced",
    writes((response) => void response.writeHead(200, { ...json, "content-length": 50 * MEGABYTE }).write("{")),
  ),
  answers(
    "bytes for ever",
    stream(json, () => forever(Buffer.alloc(64 * 1024, 0x20))),
  ),
  answers(
    "one string for ever",
    stream(json, () => forever(Buffer.alloc(64 * 1024, 0x61)), `{"choices":[{"message":{"content":"`),
  ),
  answers("100 000 levels", { status: 200, headers: json, body: "[".repeat(100_000) }),
  answers("100 000 levels, closed", { status: 200, headers: json, body: "[".repeat(100_000) + "]".repeat(100_000) }),
  answers("100 000 levels within the content", { text: `{"body":${"[".repeat(100_000)}` }),
  answers("100 000 levels of objects within the content", {
    text: `${'{"body":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  }),
  answers(
    "gzip",
    coded("gzip", (text) => gzipSync(text)),
    "used",
  ),
  answers("gzip bomb", () => ({ status: 200, headers: { ...json, "content-encoding": "gzip" }, body: bomb() })),
  answers(
    "gzip that is none",
    coded("gzip", (text) => Buffer.from(text)),
  ),
  answers(
    "gzip that breaks off",
    coded("gzip", (text) => gzipSync(text).subarray(0, 60)),
  ),
  answers(
    "gzip in gzip",
    coded("gzip, gzip", (text) => gzipSync(gzipSync(text))),
  ),
  answers(
    "unknown content coding",
    coded("zstd", (text) => Buffer.from(text)),
  ),
  answers(
    "latin1",
    encoded("application/json", (text) => Buffer.from(text.replaceAll("model", "modèle"), "latin1")),
  ),
  answers(
    "latin1, as announced",
    encoded("application/json; charset=iso-8859-1", (text) =>
      Buffer.from(text.replaceAll("model", "modèle"), "latin1"),
    ),
    "used",
  ),
  answers(
    "UTF-16",
    encoded("application/json", (text) => Buffer.from(text, "utf16le")),
  ),
  answers(
    "UTF-16, as announced",
    encoded("application/json; charset=utf-16le", (text) => Buffer.from(text, "utf16le")),
    "used",
  ),
  answers(
    "UTF-8 that is broken",
    encoded("application/json", (text) =>
      Buffer.concat([Buffer.from(text.slice(0, -3)), Buffer.from([0xff, 0xfe, 0xc0])]),
    ),
  ),
  answers(
    "unknown charset",
    encoded("application/json; charset=klingon", (text) => Buffer.from(text)),
  ),
  answers("fewer bytes than announced", sized(1)),
  answers("more bytes than announced", sized(-1), "either"),
  answers(
    "reset before the head",
    writes((response) => response.socket?.resetAndDestroy()),
  ),
  answers(
    "closed before the head",
    writes((response) => response.socket?.destroy()),
  ),
  answers(
    "reset behind the head",
    writes((response) => {
      response.writeHead(200, json).write('{"choices":');
      setImmediate(() => response.socket?.resetAndDestroy());
    }),
  ),
  answers(
    "head that drips",
    raw((socket) => drip(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX: ", "x")),
  ),
  answers(
    "body that drips",
    stream(json, () => dripping()),
  ),
  answers(
    "no answer",
    writes(() => {}),
  ),
  answers(
    "head, and nothing else",
    writes((response) => response.writeHead(200, json).flushHeaders()),
  ),
  answers(
    "no HTTP",
    raw((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")),
  ),
  answers(
    "head of a megabyte",
    raw((socket) => socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(MEGABYTE)}\r\n\r\n{}`)),
  ),
  answers(
    "10 000 fields",
    raw((socket) => socket.end(`HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(10_000)}\r\n{}`)),
  ),
  answers(
    "chunks that are none",
    raw((socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")),
  ),
  answers(
    "length and chunks",
    raw((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    ),
  ),
  answers(
    "interim answers only",
    raw((socket) => drip(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n")),
  ),
  answers(
    "two answers",
    raw((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    ),
  ),
];

function writes(write: (response: ServerResponse, request: AskedRequest) => void): AiAnswer {
  return { write };
}

/** Bytes on the connection itself. */
function raw(write: (socket: NonNullable<ServerResponse["socket"]>) => void): AiAnswer {
  return writes(({ socket }) => socket && write(socket));
}

/** Chunks for as long as the client takes them. */
function stream(
  head: Readonly<Record<string, string>>,
  chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  start = "",
): AiAnswer {
  return writes((response) => {
    response.writeHead(200, head).write(start);
    pipeline(Readable.from(chunks()), response, () => {});
  });
}

function* forever(chunk: Buffer): Generator<Buffer> {
  for (;;) yield chunk;
}

function* fiftyMegabytes(): Generator<Buffer> {
  const chunk = Buffer.alloc(MEGABYTE, 0x61);
  for (let count = 0; count < 50; count++) yield chunk;
}

/** A byte now and then. */
async function* dripping(): AsyncGenerator<Buffer> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    yield Buffer.from(" ");
  }
}

function drip(socket: NonNullable<ServerResponse["socket"]>, start: string, piece: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
  socket.on("error", () => {});
}

/** A completion with what a well-behaved model writes. */
function completionFor(request: AskedRequest): string {
  const message = { role: "assistant", content: JSON.stringify(goodValue(request)) };
  return JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }] });
}

function coded(coding: string, code: (text: string) => Buffer): (request: AskedRequest) => AiAnswer {
  return (request) => ({
    status: 200,
    headers: { ...json, "content-encoding": coding },
    body: code(completionFor(request)),
  });
}

function encoded(type: string, encode: (text: string) => Buffer): (request: AskedRequest) => AiAnswer {
  return (request) => ({ status: 200, headers: { "content-type": type }, body: encode(completionFor(request)) });
}

/** A length that is off by so many bytes. */
function sized(off: number): (request: AskedRequest) => AiAnswer {
  return (request) => {
    const text = completionFor(request);
    const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${text.length + off}\r\n\r\n`;
    return raw((socket) => socket.end(head + text));
  };
}

/** A few hundred kilobytes that become 200 MB. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(MEGABYTE, 0x20), { level: 9 });
  return Buffer.concat(Array.from({ length: 200 }, () => member));
}
