import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { bareAddress, isPublicAddress } from "./address.ts";
import { type Address, type Agents, exchange, type RawAnswer, reasonOf } from "./exchange.ts";
import { RemoteFailure } from "./failure.ts";
import { judge, type Permit, privateAddress } from "./permit.ts";

/** Milliseconds for everything: names, connections, redirects, the whole body. */
export const FETCH_TIMEOUT_MS = 10_000;

export const MAX_REDIRECTS = 5;

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export interface FetchOptions {
  readonly maxBytes: number;
  readonly timeoutMs?: number | undefined;
  /** The DNS of the system by default. */
  readonly resolve?: Resolve | undefined;
  /** Connections to share; by default each request has its own. */
  readonly agents?: Agents | undefined;
  /** Validators of what is known already, so that the server may answer 304 (RFC 9110 §13.1). */
  readonly known?: Validators | undefined;
}

export interface Validators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export interface RemoteAnswer extends Validators {
  /** After redirects. */
  readonly url: URL;
  /** Whether it came from a private address. */
  readonly isPrivate: boolean;
  /** The decoded body; `undefined` where it is what is known already (304). */
  readonly bytes: Uint8Array | undefined;
}

/**
 * Fetches a file from the network: the one gate that every outgoing request for a document passes. Each hop is judged
 * by what the user allowed, its name is resolved once, all its addresses are judged, and only those are connected to.
 *
 * @throws {RemoteFailure} where it may not be, or cannot be, fetched.
 */
export async function fetchRemote(url: URL, permit: Permit, options: FetchOptions): Promise<RemoteAnswer> {
  const { timeoutMs = FETCH_TIMEOUT_MS } = options;
  let endRequest: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
  });
  try {
    const answer = followRedirects(url, permit, options, (end) => {
      endRequest = end;
    });
    // A race, and the socket destroyed after it: an AbortSignal is not enough once the body is being read.
    return await Promise.race([answer, expiry]);
  } catch (error) {
    endRequest?.();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function followRedirects(
  start: URL,
  permit: Permit,
  options: FetchOptions,
  onStart: (end: () => void) => void,
): Promise<RemoteAnswer> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    try {
      const { answer, isPrivate } = await ask(url, permit, options, onStart);
      if (answer.status === 200 || (answer.status === 304 && options.known)) return found(url, isPrivate, answer);
      url = redirection(answer, url);
    } catch (error) {
      throw hop === 0 || !(error instanceof RemoteFailure) ? error : afterRedirect(url, error);
    }
  }
  throw new RemoteFailure("redirect", `redirects more than ${MAX_REDIRECTS} times`, "name the URL that it leads to");
}

async function ask(
  url: URL,
  permit: Permit,
  { maxBytes, agents, resolve = systemResolve, known }: FetchOptions,
  onStart: (end: () => void) => void,
): Promise<{ answer: RawAnswer; isPrivate: boolean }> {
  const reach = judge(url, permit);
  const addresses = await addressesOf(url, resolve);
  const isPrivate = addresses.some(({ address }) => !isPublicAddress(address));
  if (isPrivate && reach === "public") throw privateAddress(url);
  const headers = {
    ...(known?.etag !== undefined && { "if-none-match": known.etag }),
    ...(known?.lastModified !== undefined && { "if-modified-since": known.lastModified }),
  };
  return { answer: await exchange(url, { addresses, headers, maxBytes, agents, onStart }), isPrivate };
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly Address[]> {
  const host = bareAddress(url.hostname);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw unknownHost(host, reasonOf(error as Error));
  }
  throw unknownHost(host, "no address");
}

async function systemResolve(hostname: string): Promise<readonly Address[]> {
  return await lookup(hostname, { all: true });
}

function found(url: URL, isPrivate: boolean, { status, headers, bytes }: RawAnswer): RemoteAnswer {
  const { etag, "last-modified": lastModified } = headers;
  return { url, isPrivate, etag, lastModified, bytes: status === 304 ? undefined : bytes };
}

/** Where a redirect leads (RFC 9110 §15.4). A fragment is of no use to a file. */
function redirection({ status, headers }: RawAnswer, url: URL): URL {
  if (![301, 302, 303, 307, 308].includes(status)) {
    throw new RemoteFailure("status", `is answered with the status ${status}`, remedyOf(status));
  }
  const { location = "" } = headers;
  if (location === "" || !URL.canParse(location, url.href)) {
    const what = `redirects to ${JSON.stringify(location)}, which is no URL`;
    throw new RemoteFailure("redirect", what, "name the URL that it should lead to");
  }
  const next = new URL(location, url);
  next.hash = "";
  if (url.protocol === "https:" && next.protocol === "http:") {
    const what = `redirects from https to ${next.origin}, where anybody on the way could change it`;
    throw new RemoteFailure("redirect", what, "name an https URL, or that one itself");
  }
  return next;
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return "download the file and name it by its path; Helix sends no credentials";
  return status >= 500 ? "try again, or look at the server" : "check the URL";
}

function afterRedirect(url: URL, { reason, message, remedy }: RemoteFailure): RemoteFailure {
  const { protocol, host, pathname } = url;
  return new RemoteFailure(reason, `redirects to ${protocol}//${host}${pathname}, which ${message}`, remedy);
}

function unknownHost(host: string, reason: string): RemoteFailure {
  return new RemoteFailure("unreachable", `cannot be reached (${host}: ${reason})`, "check the name of the host");
}

function timedOut(timeoutMs: number): RemoteFailure {
  return new RemoteFailure("timeout", `is not answered completely within ${timeoutMs} ms`, "try again later");
}
