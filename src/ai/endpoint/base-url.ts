import { isIPv6 } from "node:net";
import { SettingsError } from "../../base/errors.ts";
import { isPrivateHost } from "../../contract/remote/address.ts";

/**
 * The URL of an API as users write it: with or without "/v1", with a slash at the end, or with the path of its
 * completions.
 *
 * @param label - what a message calls the setting, e.g. "HELIX_AI_BASE_URL"
 * @throws {SettingsError} where it is none, or a key would travel through the internet for everybody to read. The message
 *   does not repeat the URL: somebody may have put a password there
 */
export function endpointUrl(written: string, label: string): URL {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new SettingsError(`${label} must be an http or https URL such as https://api.example.com/v1`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    const what = "must be without user name, password, query and fragment";
    throw new SettingsError(`${label} ${what}; the key belongs into HELIX_AI_API_KEY`);
  }
  if (url.protocol === "http:" && !isPrivateHost(url.hostname)) {
    const why = "anybody on the way could read prompts and keys";
    throw new SettingsError(`${label} must be https, because ${url.hostname} is on the internet: ${why}`);
  }
  url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/chat\/completions$/, "");
  return url;
}

/**
 * The URL of an Ollama as `OLLAMA_HOST` has it: a host, host:port, or a URL. 0.0.0.0 is where it listens, not where it is.
 *
 * @throws {SettingsError} as `endpointUrl` does
 */
export function ollamaUrl(written: string, label: string): URL {
  const host = reachable(written.trim().replace(/\/+$/, ""));
  const hasScheme = /^[a-z]+:\/\//i.test(host);
  const [authority = "", ...path] = host.split("/");
  const port = /:\d+$/.test(authority) ? "" : ":11434";
  const url = endpointUrl(hasScheme ? host : `http://${[authority + port, ...path].join("/")}`, label);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  return url;
}

/** A bare port or IPv6 address, which Ollama takes, too, as a URL has them. */
function reachable(host: string): string {
  if (/^:\d+$/.test(host)) return `127.0.0.1${host}`;
  return isIPv6(host) ? `[${host}]` : host;
}

/**
 * Where the API may be, as people write its URL: there, or with "/v1" behind it, or without. The likelier comes first;
 * none ends in a slash.
 */
export function candidateBases({ origin, pathname }: URL): readonly [string, string] {
  const base = origin + (pathname === "/" ? "" : pathname);
  if (pathname === "/") return [`${base}/v1`, base];
  return [base, base.endsWith("/v1") ? base.slice(0, -"/v1".length) : `${base}/v1`];
}
