import { connect, type Socket } from "node:net";

/** A response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case; the last of equal names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long, and how, a conversation goes on. */
export interface TalkOptions {
  /** Milliseconds after which a connection that is still open counts as hung. */
  readonly patience?: number;
  /** Whether to close our half after the last piece. */
  readonly endAfter?: boolean;
}

/**
 * Writes the pieces to a fresh connection, one a turn of the event loop, and reads until the server closes it. Ask
 * with `Connection: close`, or send something that makes the server close. A connection that is reset has said all
 * that it received before.
 *
 * @throws where the server keeps the connection open
 */
export function talk(
  port: number,
  pieces: Iterable<string | Uint8Array>,
  { patience = 8000, endAfter = false }: TalkOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    const received: Buffer[] = [];
    const text = (): string => Buffer.concat(received).toString("latin1");
    const alarm = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the server left the connection open after ${JSON.stringify(text().slice(0, 200))}`));
    }, patience);
    socket.on("data", (chunk) => received.push(chunk));
    socket.on("end", () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(alarm);
      resolve(text());
    });
    socket.on("connect", async () => {
      await send(socket, pieces);
      if (endAfter) socket.end();
    });
  });
}

async function send(socket: Socket, pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    if (!socket.write(piece)) await new Promise((drained) => socket.once("drain", drained).once("close", drained));
    await new Promise(setImmediate);
  }
}

/** Every response in what a server wrote, interim ones (1xx) included. */
export function parseResponses(wire: string): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = wire;
  while (rest.startsWith("HTTP/1.")) {
    const headEnd = rest.indexOf("\r\n\r\n");
    if (headEnd < 0) break;
    const [statusLine = "", ...lines] = rest.slice(0, headEnd).split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    );
    const length = Number(headers["content-length"] ?? 0);
    const body = rest.slice(headEnd + 4, headEnd + 4 + length);
    responses.push({ status: Number(statusLine.split(" ")[1]), headers, body });
    rest = rest.slice(headEnd + 4 + length);
  }
  return responses;
}

/** The statuses of everything that a server wrote. */
export function statuses(wire: string): number[] {
  return parseResponses(wire).map(({ status }) => status);
}

/** A request with a Host, that asks the server to close the connection afterwards. */
export function request(line: string, headers: readonly string[] = [], body: string | Uint8Array = ""): Buffer {
  const length = Buffer.byteLength(body);
  const lines = [`${line} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...headers];
  if (length > 0) lines.push(`Content-Length: ${length}`);
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), Buffer.from(body)]);
}
