import { type Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { type Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { RemoteFailure } from "./failure.ts";

/** An address that a host name stands for. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** The connections that requests of one purpose share. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface ExchangeOptions {
  /** Judged beforehand: no other is connected to, whatever the DNS says by now. */
  readonly addresses: readonly Address[];
  readonly headers: Readonly<Record<string, string>>;
  /** Limit of the decoded body. */
  readonly maxBytes: number;
  readonly agents: Agents | undefined;
  /** Hears how to end the request at once. */
  readonly onStart: (end: () => void) => void;
}

/** One answer of a server. Redirects are answers. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Decoded; empty unless the status is 200. */
  readonly bytes: Uint8Array;
}

/**
 * Sends one GET request and reads its answer. Nothing but the method, the URL and a few constant headers is sent: no
 * cookies, no credentials, through no proxy.
 *
 * @throws {RemoteFailure} where there is no answer, or none that can be read.
 */
export async function exchange(url: URL, options: ExchangeOptions): Promise<RawAnswer> {
  const response = await start(url, options);
  const { statusCode: status = 0, headers } = response;
  if (status !== 200) {
    response.destroy();
    return { status, headers, bytes: new Uint8Array() };
  }
  return { status, headers, bytes: await readBody(response, options.maxBytes) };
}

const constantHeaders = {
  accept: "application/yaml, application/json, */*;q=0.8",
  "accept-encoding": "gzip, br",
  "user-agent": "helix-mock",
};

function start(url: URL, { addresses, headers, agents, onStart }: ExchangeOptions): Promise<IncomingMessage> {
  const isSecure = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const options = {
      headers: { ...constantHeaders, ...headers },
      lookup: pinned(addresses),
      // Without agents a connection of its own: the global agent may go through a proxy.
      agent: agents ? agents[isSecure ? "https" : "http"] : false,
    };
    const request = isSecure ? requestHttps(url, options) : requestHttp(url, options);
    onStart(() => request.destroy());
    request.on("response", resolve);
    request.on("error", (error) => reject(unreachable(error)));
    request.on("close", () => reject(unreachable(new Error("the connection was closed without an answer"))));
    request.end();
  });
}

/** Resolves every name to the given addresses. Not asked where the host is an address itself. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded(response) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    response.destroy();
    throw error instanceof RemoteFailure ? error : broken(error);
  }
  return Buffer.concat(chunks, size);
}

/** One coding at most: codings on top of each other serve nobody but attackers. */
function decoded(response: IncomingMessage): Readable {
  const coding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") return response;
  const decoder = coding === "br" ? createBrotliDecompress() : /^(x-)?gzip$/.test(coding) && createGunzip();
  if (!decoder) {
    const what = `has the content encoding ${JSON.stringify(coding)}`;
    throw new RemoteFailure("encoding", what, "serve it as it is, or with gzip or br");
  }
  return pipeline(response, decoder, () => {});
}

function tooLarge(maxBytes: number): RemoteFailure {
  return new RemoteFailure("too-large", `has more than the ${maxBytes} bytes that are read`, "split it");
}

function unreachable(error: Error): RemoteFailure {
  return new RemoteFailure("unreachable", `cannot be reached (${reasonOf(error)})`, "check the URL and the network");
}

function broken(error: unknown): RemoteFailure {
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith("Z_") || code?.startsWith("ERR_BROTLI") || code?.startsWith("ERR__ERROR")) {
    return new RemoteFailure("encoding", "has a body that its content encoding does not fit", "check the server");
  }
  return unreachable(error as Error);
}

/** One line. Several addresses that all refuse come as one error without a message. */
export function reasonOf(error: Error): string {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const { code = first.name } = first as NodeJS.ErrnoException;
  // OpenSSL tells the line of its source that failed.
  const [, tls] = /SSL routines:[^:]*:([^:]+)/.exec(first.message) ?? [];
  return tls === undefined ? (first.message || code).replace(/\s+/g, " ").slice(0, 300) : `TLS: ${tls}`;
}
