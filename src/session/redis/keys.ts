import { hash } from "node:crypto";

/**
 * The key of a session: a hash, because an id is the client's text. In braces, so that in a cluster all keys of one
 * session are on one server.
 */
export function sessionKey(prefix: string, id: string): string {
  return `${prefix}{${hash("sha256", id, "base64url").slice(0, 22)}}:session`;
}

/** The key of an answer that is remembered in the session with this key. @param question - a name without odd characters */
export function answerKey(session: string, question: string): string {
  return `${session.replace(/:session$/, ":answer:")}${question}`;
}

/** A pattern (SCAN MATCH) of the keys of all sessions. */
export function allSessions(prefix: string): string {
  return `${literal(prefix)}{*}:session`;
}

/** A pattern of everything that this mock keeps. */
export function allKeys(prefix: string): string {
  // Another mock's prefix may begin with this one.
  return `${literal(prefix)}{*}:*`;
}

function literal(text: string): string {
  return text.replaceAll(/[*?[\]\\^]/g, (character) => `\\${character}`);
}
