import type { RequestMessage } from "../base/exchange.ts";

/** The session of requests that name none; everybody shares it. */
export const DEFAULT_SESSION = "default";

/** For clients that can set neither header nor cookie: `/_s/<id>/pets` is `/pets` in that session. */
const PREFIX = "/_s/";
const HEADER = "x-session-id";
const COOKIE = "helix_session";

/** The session that a request belongs to. */
export interface NamedSession {
  readonly id: string;
  /** What the target begins with beside the path of the API, e.g. "/_s/a1"; addresses in answers keep it. */
  readonly prefix: string;
  /** The target without it. */
  readonly target: string;
}

/** What is wrong with the name of a session, in a sentence. */
export interface MisnamedSession {
  readonly fault: string;
}

/** Reads which session a request belongs to: by its path, else its header, else its cookie. */
export function sessionOf({
  target,
  headers,
}: Pick<RequestMessage, "target" | "headers">): NamedSession | MisnamedSession {
  if (target.startsWith(PREFIX) || target === "/_s") return byPath(target);
  const written = headers[HEADER] ?? cookieIn(headers["cookie"]);
  if (written === undefined) return { id: DEFAULT_SESSION, prefix: "", target };
  if (isSessionId(written)) return { id: written, prefix: "", target };
  return { fault: faultOf(headers[HEADER] === undefined ? `The cookie ${COOKIE}` : "X-Session-ID", written) };
}

/** Letters, digits and the marks that no URL escapes (RFC 3986 §2.3). */
export function isSessionId(text: string): boolean {
  return /^[A-Za-z0-9._~-]{1,128}$/.test(text);
}

function byPath(target: string): NamedSession | MisnamedSession {
  const [, id = "", rest = ""] = /^\/_s\/?([^/?]*)(.*)$/s.exec(target) ?? [];
  if (!isSessionId(id)) return { fault: faultOf(`The path ${PREFIX}<id>/…`, id) };
  return { id, prefix: PREFIX + id, target: rest.startsWith("/") ? rest : `/${rest}` };
}

function cookieIn(field: string | undefined): string | undefined {
  if (field === undefined || !field.includes(COOKIE)) return undefined;
  for (const pair of field.split(";")) {
    const [name, ...value] = pair.split("=");
    if (name?.trim() === COOKIE)
      return value
        .join("=")
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

function faultOf(where: string, written: string): string {
  const shown = written === "" ? "an empty name" : JSON.stringify(written.slice(0, 140));
  return `${where} names the session ${shown}; a session's id has 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -`;
}
