import { hash } from "node:crypto";

/** A script that Redis runs whole, so that nobody comes between its steps. */
export interface Script {
  readonly source: string;
  /** What EVALSHA calls it by. */
  readonly digest: string;
}

/*
 * A session is one list: a snapshot, and behind it what each write added. Each entry begins with an id of its own, so
 * that "as many entries, and the last has this id" says that nothing has changed.
 */

/** Foreign entries may have bytes that do not come through as text. */
const idOf = `
local function idOf(entry) return (string.gsub(string.sub(entry, 1, 36), '[^%w-]', '?')) end`;

/**
 * What a session has that the asker does not know, and keeps it from expiring.
 *
 * KEYS: the session, optionally a remembered answer. ARGV: time to live in ms, entries that are known, id of the last.
 * Returns the entries in all (-1: something else stands there), how many of them precede those that follow, the
 * answer or "", the entries, the id of the last.
 */
export const readScript: Script = scriptOf(`${idOf}
local answer = ''
if KEYS[2] then
  local found = redis.pcall('GET', KEYS[2])
  if type(found) == 'string' then answer = found end
end
local kind = redis.call('TYPE', KEYS[1]).ok
if kind == 'none' then return {0, 0, answer, {}, ''} end
if kind ~= 'list' then return {-1, 0, answer, {}, ''} end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local known, id = tonumber(ARGV[2]), ARGV[3]
local last = known > 0 and redis.call('LINDEX', KEYS[1], known - 1)
if not last or idOf(last) ~= id then known = 0 end
local texts = redis.call('LRANGE', KEYS[1], known, -1)
return {redis.call('LLEN', KEYS[1]), known, answer, texts, idOf(redis.call('LINDEX', KEYS[1], -1))}
`);

/** What the script above returns. Other replies stand for a list that is no session. */
export interface ReadReply {
  readonly length: number;
  readonly from: number;
  readonly answer: string;
  readonly texts: readonly string[];
  readonly last: string;
}

export function readReply(reply: unknown): ReadReply {
  const [length, from, answer, texts, last] = Array.isArray(reply) ? (reply as unknown[]) : [];
  const isReply = typeof length === "number" && typeof from === "number" && typeof answer === "string";
  if (!isReply || !Array.isArray(texts)) return { length: -1, from: 0, answer: "", texts: [], last: "" };
  return { length, from, answer, texts, last: String(last) };
}

/**
 * Adds to a session, or puts another in its place.
 *
 * KEYS: the session. ARGV: time to live in ms; "append", "replace" or "force"; entries that there must be (-1: anything
 * that is no session), unless forced; id of the last; the new entries. Returns whether it was so, as 1 or 0.
 */
export const writeScript: Script = scriptOf(`${idOf}
local mode, known, id = ARGV[2], tonumber(ARGV[3]), ARGV[4]
if mode ~= 'force' then
  local kind = redis.call('TYPE', KEYS[1]).ok
  local found = 0
  if kind == 'list' then found = redis.call('LLEN', KEYS[1]) elseif kind ~= 'none' then found = -1 end
  if found ~= known then return 0 end
  if known > 0 and idOf(redis.call('LINDEX', KEYS[1], -1)) ~= id then return 0 end
end
if mode ~= 'append' then redis.call('UNLINK', KEYS[1]) end
redis.call('RPUSH', KEYS[1], unpack(ARGV, 5))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
`);

/**
 * What is known of a question, or the claim to ask it.
 *
 * KEYS: the answer, the claim. ARGV: who asks, for how many ms nobody else shall. Returns "told" with the answer,
 * "mine", or "others".
 */
export const claimScript: Script = scriptOf(`
local found = redis.pcall('GET', KEYS[1])
if type(found) == 'string' then return {'told', found} end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'mine'} end
return {'others'}
`);

const release = `
if redis.pcall('GET', KEYS[2]) == ARGV[1] then redis.call('UNLINK', KEYS[2]) end
return 1`;

/** Keeps an answer and lets go of the claim. KEYS as above. ARGV: who asked, the answer, its time to live in ms. */
export const answerScript: Script = scriptOf(`
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])${release}`);

/** Lets go of the claim of whoever asks. KEYS and ARGV as above. */
export const releaseScript: Script = scriptOf(release);

function scriptOf(source: string): Script {
  return { source, digest: hash("sha1", source) };
}
