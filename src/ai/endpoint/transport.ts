import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { reasonOf } from "../../contract/remote/exchange.ts";
import { DepthMeter } from "./depth-meter.ts";

/** Nesting beyond which an answer is not read: completions have five levels. */
export const MAX_ANSWER_DEPTH = 64;

/** A request to an endpoint. */
export interface EndpointRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Limit of the decoded answer. */
  readonly maxBytes: number;
}

/** What an endpoint answered. Redirects are answers: a key must not follow them. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The request came to nothing. The message completes "<endpoint> …". */
export class TransportFailure extends Error {
  readonly kind: "unavailable" | "unusable";

  constructor(kind: TransportFailure["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Sends a request and reads its answer within bounds. Not `fetch`: that follows redirects, and its signal does not
 * always end the connection once the body is being read.
 *
 * @param signal - destroys the connection, whatever it is doing
 * @throws {TransportFailure} where there is no answer, or none that can be read
 */
export async function exchangeWith(url: URL, request: EndpointRequest, signal: AbortSignal): Promise<EndpointAnswer> {
  signal.throwIfAborted();
  const response = await start(url, request, signal);
  const { statusCode: status = 0, headers } = response;
  try {
    return { status, headers, text: decodedText(await readBody(response, request.maxBytes), headers) };
  } catch (error) {
    response.destroy();
    throw error instanceof TransportFailure ? error : broken(error);
  }
}

function start(url: URL, { method, headers, body }: EndpointRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const length = method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const request = send(url, { method, headers: { ...headers, ...length } });
    const end = (): void => void request.destroy();
    signal.addEventListener("abort", end, { once: true });
    request.on("response", resolve);
    request.on("error", (error) => reject(unavailable(`cannot be reached (${reasonOf(error)})`)));
    request.on("close", () => {
      signal.removeEventListener("abort", end);
      reject(unavailable("closed the connection without an answer"));
    });
    request.end(method === "POST" ? body : undefined);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(response.headers["content-length"]);
  if (announced > maxBytes) throw tooLong(maxBytes);
  const meter = new DepthMeter();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decompressed(response) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLong(maxBytes);
    if (meter.exceeds(MAX_ANSWER_DEPTH, chunk)) {
      throw new TransportFailure(
        "unusable",
        `answered with JSON that is nested deeper than ${MAX_ANSWER_DEPTH} levels`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** One coding at most: codings on top of each other serve nobody but attackers. */
function decompressed(response: IncomingMessage): Readable {
  const coding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") return response;
  const decoder = decoderOf(coding);
  if (!decoder) throw new TransportFailure("unusable", `answered in the content encoding ${JSON.stringify(coding)}`);
  return pipeline(response, decoder, () => {});
}

function decoderOf(coding: string): ReturnType<typeof createGunzip> | undefined {
  if (/^(?:x-)?gzip$/.test(coding)) return createGunzip();
  if (coding === "deflate") return createInflate();
  return coding === "br" ? createBrotliDecompress() : undefined;
}

/** A byte order mark goes. */
function decodedText(bytes: Buffer, headers: IncomingHttpHeaders): string {
  const [, charset = "utf-8"] = /;\s*charset="?([^\s;"]+)/i.exec(headers["content-type"] ?? "") ?? [];
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new TransportFailure("unusable", `answered with what is not valid ${JSON.stringify(charset.slice(0, 40))}`);
  }
}

function tooLong(maxBytes: number): TransportFailure {
  return new TransportFailure("unusable", `answered with more than the ${maxBytes} bytes that are read`);
}

function broken(error: unknown): TransportFailure {
  const { code = "" } = error as NodeJS.ErrnoException;
  const isCoding = code.startsWith("Z_") || code.startsWith("ERR_BROTLI") || code.startsWith("ERR__ERROR");
  if (isCoding) return new TransportFailure("unusable", "answered with a body that its content encoding does not fit");
  return unavailable(`broke off its answer (${reasonOf(error as Error)})`);
}

function unavailable(what: string): TransportFailure {
  return new TransportFailure("unavailable", what);
}
