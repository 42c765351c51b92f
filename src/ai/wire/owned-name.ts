import { plain, words } from "../../contract/resource/inflect.ts";
import { looksLikeIdentity } from "../../contract/resource/resource-identity.ts";

/** Last words of names that refer to something. */
const identifying = new Set([
  "id",
  "ids",
  "uuid",
  "uuids",
  "uid",
  "uids",
  "guid",
  "guids",
  "sid",
  "sids",
  "identifier",
]);

/** Names that say it without a second word: "userid", but neither "paid" nor "grid". */
const joined =
  /^(?:user|account|order|customer|product|item|parent|owner|session|request|client|transaction|group|tenant|project|team|device|message|object|pet|external)id$/;

export function namesId(name: string): boolean {
  const parts = words(name);
  return looksLikeIdentity(name) || identifying.has(parts.at(-1) ?? "") || joined.test(parts.at(-1) ?? "");
}

/** What happens to things: "created", "updatedAt", "date_modified". */
const events = new Set([
  ...["created", "updated", "modified", "changed", "deleted", "removed", "archived", "published", "expires", "expired"],
  ...["expiry", "expiration", "started", "finished", "completed", "ended", "cancelled", "canceled", "closed", "opened"],
  ...["issued", "paid", "shipped", "delivered", "sent", "received", "seen", "read", "registered", "joined", "verified"],
]);

/** Those that mean their moment when they stand alone: "paid" may be a sum. */
const lone = new Set(["created", "updated", "modified", "deleted", "expires", "expiry", "expiration", "published"]);

const instants = new Set(["timestamp", "timestamps", "datetime", "epoch"]);
const ofTime = new Set(["at", "on", "date", "time", "timestamp", "datetime"]);

/** Whether a name is one of a moment that software notes down. */
export function namesInstant(name: string): boolean {
  const parts = words(name);
  const last = parts.at(-1) ?? "";
  if (instants.has(last) || (last === "at" && parts.length > 1)) return true;
  if (parts.length === 1) return lone.has(last);
  const isLast = parts[0] === "last" || parts[0] === "first";
  return parts.some((word) => events.has(word)) && (isLast || parts.some((word) => ofTime.has(word)));
}

/** Whether a name is one of a day; a text of that name is a date whatever its format. */
export function namesDay(name: string): boolean {
  return words(name).at(-1) === "date" || namesInstant(name);
}

const addresses = new Set(["url", "urls", "uri", "uris", "href", "hrefs", "link", "links", "permalink"]);

/** Whether a name is one of an address. */
export function namesAddress(name: string): boolean {
  return addresses.has(words(name).at(-1) ?? "") || /[a-z]ur[li]$/.test(plain(name));
}

const opaque = new Set([
  ...["etag", "hash", "checksum", "digest", "md5", "sha", "sha1", "sha256", "sha512", "signature", "fingerprint"],
  ...["token", "secret", "password", "nonce", "cursor", "crc", "salt", "jwt", "csrf", "credential", "credentials"],
]);
const secretKeys = new Set(["api", "access", "secret", "private", "public", "signing", "encryption", "license"]);

/** Whether a name is one of what only a machine can make: a hash, a token, a key. */
export function namesOpaque(name: string): boolean {
  const parts = words(name);
  const last = parts.at(-1) ?? "";
  return opaque.has(last) || (last === "key" && secretKeys.has(parts.at(-2) ?? "")) || /^(api|access)key$/.test(last);
}

const counted = new Set(["total", "totals", "count", "counts"]);

/** Whether a name is one of a sum or a number of things. */
export function namesCount(name: string): boolean {
  const parts = words(name);
  return counted.has(parts.at(-1) ?? "") || parts[0] === "total" || (parts[0] === "num" && parts.length > 1);
}

const serial = new Set(["number", "key", "code", "sequence", "version", "revision", "slug"]);

/** Whether a name may be one of an identity, where clients cannot write it. */
export function namesSerial(name: string): boolean {
  return serial.has(words(name).at(-1) ?? "");
}
