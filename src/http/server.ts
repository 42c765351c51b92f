import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { SettingsError } from "../base/errors.ts";
import type { TlsIdentity } from "./tls.ts";

/** What one client may take of the server. */
export interface ServerLimits {
  /** Milliseconds in which the header section must arrive, else 408. */
  readonly headersTimeout: number;
  /** Milliseconds in which the whole request must arrive, else 408. */
  readonly requestTimeout: number;
  /** Milliseconds that a connection may lie idle between two requests. */
  readonly keepAliveTimeout: number;
  /** Milliseconds between two looks at the clocks above. */
  readonly connectionsCheckingInterval: number;
  /** Bytes of a header section, else 431. */
  readonly maxHeaderSize: number;
  readonly maxConnections: number;
  /** Milliseconds that `close` leaves to requests in flight. */
  readonly drainTimeout: number;
}

export const defaultLimits: ServerLimits = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  // Longer than clients and load balancers usually keep one: who closes first must not be the server, or a request that
  // is under way meets a closed door.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 10_000,
  drainTimeout: 9000,
};

/** A server that listens. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end, e.g. "http://127.0.0.1:4010". */
  readonly url: string;
  /** Stops accepting, lets requests in flight finish within the drain timeout, then cuts what is left. */
  close(): Promise<void>;
}

/**
 * Serves what answers requests.
 *
 * Left to Node, which answers by itself and closes: malformed requests (400), header sections that are too large (431)
 * or too slow (408), expectations other than 100-continue (417). An Upgrade is ignored, as RFC 9110 §7.8 allows.
 *
 * @throws {SettingsError} where the address cannot be listened on
 */
export async function listen(
  listener: RequestListener,
  address: { readonly host: string; readonly port: number; readonly tls?: TlsIdentity | undefined },
  limits: ServerLimits = defaultLimits,
): Promise<RunningServer> {
  const { maxConnections, drainTimeout, ...options } = limits;
  const { tls } = address;
  const settings = { ...options, joinDuplicateHeaders: true } satisfies ServerOptions;
  const server = tls ? createSecureServer({ ...settings, ...tls }, listener) : createServer(settings, listener);
  server.maxConnections = maxConnections;
  server.on("connect", refuseTunnel);
  await startListening(server, address);
  const { port } = server.address() as AddressInfo;
  const { host } = address;
  const url = `${tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  return { host, port, url, close: () => drain(server, drainTimeout) };
}

function startListening(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      // A server that listens survives errors such as too many open files: the next connection may succeed.
      server.removeAllListeners("error").on("error", () => {});
      resolve();
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): SettingsError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is already in use on ${host}; choose another with --port, or 0 for a free one`,
    EACCES: `port ${port} may not be opened by this user; choose one above 1023 with --port`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; choose another with --host`,
    ENOTFOUND: `${host} is not a known host name; choose another with --host`,
  };
  return new SettingsError(reasons[error.code ?? ""] ?? `cannot listen on ${host}:${port}: ${error.message}`);
}

function refuseTunnel(_request: unknown, socket: Duplex): void {
  socket.on("error", () => {});
  socket.end("HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

async function drain(server: Server, timeout: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // `close` ends only connections that are idle now; those that become idle later would wait for their keep-alive to end.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), timeout);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
