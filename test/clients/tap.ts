import { request as ask, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Received } from "../corpus/check.ts";

/** What went over the wire in one exchange, whatever the client made of it. */
export interface Overheard {
  readonly sent: string;
  readonly received: Received;
}

export interface Tap {
  readonly origin: string;
  /** Sends these bytes instead of the next answer's, with all of its headers that still fit. */
  spoilNext(bytes: Uint8Array): void;
  /** Everything since the last time, oldest first. What was to be spoiled and was not asked for stays whole. */
  take(): Overheard[];
  close(): Promise<void>;
}

/** Listens in on a client: passes everything on to Helix and back as it is, and remembers it. */
export async function openTap(target: string): Promise<Tap> {
  let overheard: Overheard[] = [];
  let spoiled: Uint8Array | undefined;
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const onward = ask(target + url, { method, headers, agent: false }, async (answer) => {
      const bytes = await bytesOf(answer);
      const sent = `${method} ${url}`;
      overheard.push({ sent, received: { status: answer.statusCode ?? 0, ...decoded(answer, bytes) } });
      if (spoiled === undefined) outgoing.writeHead(answer.statusCode ?? 0, answer.rawHeaders).end(bytes);
      else outgoing.writeHead(answer.statusCode ?? 0, { "content-type": answer.headers["content-type"] }).end(spoiled);
      spoiled = undefined;
    });
    onward.on("error", (error) => outgoing.destroy(error));
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoilNext(bytes) {
      spoiled = bytes;
    },
    take() {
      const taken = overheard;
      overheard = [];
      spoiled = undefined;
      return taken;
    },
    close: () => closed(server),
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

function decoded(answer: IncomingMessage, bytes: Buffer): Pick<Received, "headers" | "bytes"> {
  const headers = new Headers();
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    headers.append(answer.rawHeaders[index] ?? "", answer.rawHeaders[index + 1] ?? "");
  }
  const decode = DECODERS[headers.get("content-encoding") ?? ""];
  return { headers, bytes: decode === undefined || bytes.length === 0 ? bytes : decode(bytes) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
