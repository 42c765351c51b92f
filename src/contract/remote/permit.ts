import { SettingsError } from "../../base/errors.ts";
import { isPrivateHost } from "./address.ts";
import { RemoteFailure } from "./failure.ts";

/** What an outgoing request is allowed to reach. Plain data, so that it can be kept and asked again. */
export interface Permit {
  /** Hosts that the user allows references to, as {@link readAllowedHosts} gives them. */
  readonly hosts: readonly string[];
  /** The URL that the user named, where this request is for it: it may lead on to any public host. */
  readonly named?: string;
  /** Where the document came from, if from the network. */
  readonly home?: Home;
}

/** The place of a document on the network: references may stay on its origin, below its directory. */
export interface Home {
  /** After redirects. */
  readonly url: string;
  /** Whether its address was private: then, and only then, its references may connect to private addresses there. */
  readonly isPrivate: boolean;
}

/** Which addresses a request may connect to. */
export type Reach = "any" | "public";

/**
 * Decides whether a URL may be asked. Every request passes here, and again for each redirect.
 *
 * @throws {RemoteFailure} where it may not.
 */
export function judge(url: URL, permit: Permit): Reach {
  checkForm(url);
  const isPrivate = isPrivateHost(url.hostname);
  if (permit.named !== undefined && isSameHost(url, new URL(permit.named))) return "any";
  if (permit.hosts.some((host) => host === url.hostname || host === hostAndPort(url))) {
    return isPrivate ? "any" : "public";
  }
  const home = permit.home && new URL(permit.home.url);
  if (home && isBelow(url, home)) return permit.home?.isPrivate ? "any" : "public";
  if (permit.named === undefined) throw url.origin === home?.origin ? aside(url, home) : notAllowed(url);
  if (isPrivate) throw privateAddress(url);
  return "public";
}

function checkForm(url: URL): void {
  if (!/^https?:$/.test(url.protocol)) {
    throw new RemoteFailure("host", `has the scheme "${url.protocol}"`, "use http or https");
  }
  if (url.username !== "" || url.password !== "") {
    const remedy = "download the file and name it by its path; Helix sends no credentials";
    throw new RemoteFailure("host", "holds a user name or password", remedy);
  }
}

export function privateAddress(url: URL): RemoteFailure {
  const remedy = isPrivateHost(url.hostname)
    ? `allow it with --allow-remote-ref ${url.host}`
    : "save the file beside the document and refer to it by a relative path";
  return new RemoteFailure("private-address", "leads to a private address", remedy);
}

function notAllowed(url: URL): RemoteFailure {
  const remedy = `allow it with --allow-remote-ref ${url.host}, or save the file beside the document`;
  return new RemoteFailure("host", "is on the network, and its host is not allowed", remedy);
}

function aside(url: URL, home: URL): RemoteFailure {
  const what = `lies outside of the document's own directory, ${new URL(".", home)}`;
  return new RemoteFailure("host", what, `allow the whole host with --allow-remote-ref ${url.host}`);
}

/**
 * The hosts of `--allow-remote-ref`: "host" for every port of it, or "host:port".
 *
 * @throws {SettingsError} naming the first that is neither.
 */
export function readAllowedHosts(written: readonly string[]): readonly string[] {
  return written.map((host) => {
    const [, name = "", port] = /^(\[[0-9a-f:.]+\]|[^[\]:/?#@*\s]+)(?::(\d{1,5}))?$/i.exec(host.trim()) ?? [];
    if (!URL.canParse(`http://${name}`)) {
      throw new SettingsError(`--allow-remote-ref is ${JSON.stringify(host)}, but must be a host or host:port`);
    }
    const { hostname } = new URL(`http://${name}`);
    return port === undefined ? hostname : `${hostname}:${Number(port)}`;
  });
}

function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
}

/** A server may move a URL to https on the usual port; another port is another server. */
function isSameHost(url: URL, named: URL): boolean {
  return url.hostname === named.hostname && url.port === named.port;
}

/** An encoded slash is a slash to some servers, and could climb out of the directory. */
function isBelow(url: URL, home: URL): boolean {
  const { pathname } = new URL(".", home);
  return url.origin === home.origin && url.pathname.startsWith(pathname) && !/%(2f|5c)/i.test(url.pathname);
}
