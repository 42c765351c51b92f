import { isIdnHostname } from "./format-idn.ts";

/** Syntax of addresses: RFC 3986, RFC 3987, RFC 1123, RFC 5321. Every expression here runs in linear time and little stack. */

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = `${octet}(?:\\.${octet}){3}`;
const ipv4Shape = new RegExp(`^${ipv4}$`);
const hextet = /^[0-9a-f]{1,4}$/i;

/** Dotted decimal without leading zeros (RFC 2673 §3.2). */
export const isIpv4 = (text: string): boolean => ipv4Shape.test(text);

/** RFC 4291 §2.2, without a zone. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (text.length > 45 || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const endsInIpv4 = last.includes(".") && text.endsWith(last);
  const length = groups.length + (endsInIpv4 ? 1 : 0);
  const hextets = endsInIpv4 ? groups.slice(0, -1) : groups;
  if (endsInIpv4 && !isIpv4(last)) return false;
  return hextets.every((group) => hextet.test(group)) && (halves.length === 2 ? length < 8 : length === 8);
}

/** The characters beyond ASCII that an IRI may hold, roughly RFC 3987 §2.2 `ucschar`. */
const international = "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{efffd}";

/** A percent sign that starts no escaped octet (RFC 3986 §2.1). */
const badEscape = /%(?![0-9a-f]{2})/i;

/**
 * Builds the test for URIs (RFC 3986 appendix A), with more letters allowed for IRIs. Loops run over single
 * characters only: V8 exhausts its stack on loops over alternatives when the text has megabytes, as data URIs may.
 */
function uriTest(letters: string, scheme: "required" | "optional"): (text: string) => boolean {
  const name = `\\w.~!$&'()*+,;=%${letters}\\-`;
  const segment = `${name}:@`;
  const literal = "\\[(?:([0-9a-f:.]+)|v[0-9a-f]+\\.[\\w.~!$&'()*+,;=:\\-]+)\\]";
  const authority = `//(?:[${name}:]*@)?(?:${literal}|[${name}]*)(?::\\d*)?(?![^/?#])`;
  const path = `[${segment}/]*`;
  const start = scheme === "required" ? "[a-z][a-z0-9+.\\-]*:" : "(?:[a-z][a-z0-9+.\\-]*:|(?![^/?#]*:))";
  const shape = new RegExp(
    `^${start}(?:${authority}|(?!//))${path}(?:\\?[${segment}/?]*)?(?:#[${segment}/?]*)?$`,
    letters === "" ? "i" : "iu",
  );
  return (text) => {
    const match = shape.exec(text);
    return match !== null && !badEscape.test(text) && (match[1] === undefined || isIpv6(match[1]));
  };
}

export const isUri: (text: string) => boolean = uriTest("", "required");
export const isUriReference: (text: string) => boolean = uriTest("", "optional");
export const isIri: (text: string) => boolean = uriTest(international, "required");
export const isIriReference: (text: string) => boolean = uriTest(international, "optional");

const expression = /\{[^{}]*\}/g;
const expressionShape = /^\{[+#./;?&=,!@|]?[\w.%]+(?::[1-9]\d{0,3}|\*)?(?:,[\w.%]+(?::[1-9]\d{0,3}|\*)?)*\}$/;

/** RFC 6570 §2. */
export function isUriTemplate(text: string): boolean {
  if (badEscape.test(text) || /[\p{Cc} "'<>\\^`|]/u.test(text.replaceAll(expression, ""))) return false;
  return (
    (text.match(expression) ?? []).every((part) => part.length < 10_000 && expressionShape.test(part)) &&
    !/[{}]/.test(text.replaceAll(expression, ""))
  );
}

const urlShape = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]/i;

/** What people call a URL: absolute, with a host, letters of any script. */
export const isUrl = (text: string): boolean => urlShape.test(text) && !/[\s<>"{}|\\^`]/.test(text);

const hostname = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** RFC 1123 §2.1: labels of letters, digits and inner hyphens. */
export const isHostname = (text: string): boolean => text.length <= 253 && hostname.test(text);

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const idnLocalPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const quotedPart = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/;

function isMailbox(text: string, local: RegExp, isHost: (host: string) => boolean): boolean {
  const at = text.lastIndexOf("@");
  const before = text.slice(0, at);
  const host = text.slice(at + 1);
  if (at < 1 || at > 64 || !(local.test(before) || quotedPart.test(before))) return false;
  return isHost(host) || isAddressLiteral(host);
}

function isAddressLiteral(host: string): boolean {
  if (!host.startsWith("[") || !host.endsWith("]")) return false;
  const address = host.slice(1, -1);
  return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}

/** `Mailbox` (RFC 5321 §4.1.2). */
export const isEmail = (text: string): boolean => isMailbox(text, localPart, isHostname);

/** RFC 6531 §3.3. */
export const isIdnEmail = (text: string): boolean => isMailbox(text, idnLocalPart, isIdnHostname);
