/** A media type or media range taken apart (RFC 9110 §8.3.1). Type, subtype and parameter names are in lower case. */
export interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  /** Values as written, without their quotes. The first of equal names counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A token (RFC 9110 §5.6.2): what types and the names of parameters and header fields are made of. */
export const token: RegExp = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads "text/html; charset=utf-8" or a range such as "image/*". Malformed parameters are left out, because real
 * clients send them and the type itself is still clear.
 *
 * @returns `undefined` where there is no type and subtype.
 */
export function parseMediaType(text: string): ParsedMediaType | undefined {
  const [essence = "", ...rest] = splitOutsideQuotes(text, ";");
  const slash = essence.indexOf("/");
  const type = essence.slice(0, Math.max(slash, 0)).trim().toLowerCase();
  const subtype = essence
    .slice(slash + 1)
    .trim()
    .toLowerCase();
  if (!token.test(type) || !token.test(subtype)) return undefined;
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const equals = parameter.indexOf("=");
    const name = parameter.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (token.test(name) && !parameters.has(name)) parameters.set(name, unquote(parameter.slice(equals + 1).trim()));
  }
  return { type, subtype, parameters };
}

/** Splits a field value at a separator that does not stand inside a quoted string (RFC 9110 §5.6.4). */
export function splitOutsideQuotes(text: string, separator: "," | ";"): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "\\" && quoted) index++;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** The content of a quoted string, or the text itself (RFC 9110 §5.6.4). */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}

/** "type/subtype" in lower case without parameters; trimmed as it is where it is no media type. */
export function essenceOf(text: string): string {
  const semicolon = text.indexOf(";");
  return (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
}

/** JSON by name or by structured suffix (RFC 6839 §3.1). A stream of JSON texts (ndjson, json-seq) is not. */
export function isJson(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence === "application/json" || essence === "text/json" || essence.endsWith("+json");
}

/** XML by name or by structured suffix (RFC 7303). */
export function isXml(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence === "application/xml" || essence === "text/xml" || essence.endsWith("+xml");
}

/** YAML by name or by structured suffix (RFC 9512). */
export function isYaml(mediaType: string): boolean {
  return /^(?:application|text)\/(?:.+\+)?(?:x-)?ya?ml$/.test(essenceOf(mediaType));
}

/** Any `text/*` that is neither JSON nor XML. */
export function isText(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith("text/") && !isJson(mediaType) && !isXml(mediaType);
}

/** application/x-www-form-urlencoded. */
export function isForm(mediaType: string): boolean {
  return essenceOf(mediaType) === "application/x-www-form-urlencoded";
}

/** Any `multipart/*`. */
export function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith("multipart/");
}

/** A stream of items, each of which can have a schema (OAS 3.2 §4.14.2): events, lines of JSON, JSON text sequences. */
export function isSequential(mediaType: string): boolean {
  return /^text\/event-stream$|^application\/(?:(?:x-)?(?:jsonl|ndjson|jsonlines)|(?:.+\+)?json-seq)$/.test(
    essenceOf(mediaType),
  );
}

/** Types of text that do not say so by their name. */
const textTypes =
  /^application\/(?:.*[+.-])?(?:javascript|ecmascript|typescript|yaml|yml|toml|graphql|sql|csv|jwt|jose|sdp|rtf|pem-file|sh|tex|latex|sparql-query|trig|n-triples|n-quads|.*-text)$/;

/** Bytes that are no text: files, and every type that nothing is known of. */
export function isBinary(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  const isKnownText = [isJson, isXml, isText, isForm, isMultipart, isSequential].some((holds) => holds(essence));
  return !isKnownText && parseMediaType(essence) !== undefined && !textTypes.test(essence);
}

/**
 * Whether a range covers a media type. Beside the range of everything and "image/*" a suffix may be open ("application/*+json").
 * Parameters of the range must not be others in the media type, but for `q` (a weight, RFC 9110 §12.4.2) and `charset`
 * (how the text is written, not what it is); a media type may leave them out.
 */
export function mediaRangeMatches(range: string, mediaType: string): boolean {
  const wanted = parseMediaType(range);
  const given = parseMediaType(mediaType);
  // A word such as "xls", which is no media type, is met by itself.
  if (!wanted || !given)
    return (range.trim() === "*" && given !== undefined) || essenceOf(range) === essenceOf(mediaType);
  if (!namesMatch(wanted, given)) return false;
  for (const [name, value] of wanted.parameters) {
    if (name === "q" || name === "charset") continue;
    if ((given.parameters.get(name) ?? value) !== value) return false;
  }
  return true;
}

/** Whether type and subtype of a range cover those of a media type, parameters apart. */
export function namesMatch(range: ParsedMediaType, mediaType: ParsedMediaType): boolean {
  if (range.type === "*") return range.subtype === "*";
  if (range.type !== mediaType.type) return false;
  if (range.subtype.startsWith("*+")) return mediaType.subtype.endsWith(range.subtype.slice(1));
  return range.subtype === "*" || range.subtype === mediaType.subtype;
}
