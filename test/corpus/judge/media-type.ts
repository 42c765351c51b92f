/** A media type as it is declared or sent (RFC 9110 §8.3.1). */
export interface MediaType {
  /** "type/subtype" in lower case, without parameters. */
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Documents also write a comma before a parameter, where no type could follow. */
export function parseMediaType(text: string): MediaType {
  const [essence = "", ...rest] = text.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const parameters = rest.map((parameter): [string, string] => {
    const equals = parameter.indexOf("=");
    const value = parameter.slice(equals + 1).trim();
    return [parameter.slice(0, Math.max(equals, 0)).trim().toLowerCase(), value.replace(/^"(.*)"$/s, "$1")];
  });
  return { essence: essence.trim().toLowerCase(), parameters: new Map(parameters) };
}

/** Whether a body can be sent or asked for as what is declared: not as "xls" or "" (RFC 9110 §8.3.1). */
export function isNameable(range: string): boolean {
  return range === "*" || /^[^/]+\/[^/]+$/.test(parseMediaType(range).essence);
}

/** Whether a declared range ("image/*", or a type) has room for a type that was sent. */
export function covers(range: string, type: string): boolean {
  const wanted = parseMediaType(range).essence;
  const given = parseMediaType(type).essence;
  if (wanted === given || wanted === "*/*" || wanted === "*") return true;
  return wanted.endsWith("/*") && given.startsWith(wanted.slice(0, -1));
}

/** How a body of a type is read; `binary` is whatever nobody here can look into. */
export type MediaKind =
  | "json"
  | "yaml"
  | "sequence"
  | "events"
  | "xml"
  | "form"
  | "multipart"
  | "csv"
  | "text"
  | "image"
  | "pdf"
  | "audio"
  | "video"
  | "archive"
  | "binary";

const ARCHIVES =
  /^application\/((x-)?zip(-compressed)?|(x-)?gzip|(x-)?tar|java-archive|vnd\.(openxmlformats|oasis\.opendocument).*)$|\+(zip|gzip)$/;

const KINDS: readonly (readonly [MediaKind, RegExp])[] = [
  ["events", /^text\/event-stream$/],
  ["sequence", /^application\/(x-)?(jsonl|jsonlines|ndjson|json-seq)$|\+json-seq$/],
  ["json", /^(application|text)\/json$|\+json$/],
  ["yaml", /^(application|text)\/(x-)?yaml$|\+yaml$/],
  ["image", /^image\//],
  ["xml", /^(application|text)\/xml$|\+xml$/],
  ["form", /^application\/x-www-form-urlencoded$/],
  ["multipart", /^multipart\//],
  ["csv", /^(text|application)\/csv$|^text\/tab-separated-values$/],
  ["text", /^text\/|^application\/(javascript|ecmascript|graphql|sql|jwt|toml|x-sh|x-pem-file)$/],
  ["pdf", /^application\/pdf$/],
  ["audio", /^audio\//],
  ["video", /^video\//],
  ["archive", ARCHIVES],
];

export function kindOf(type: string): MediaKind {
  const { essence } = parseMediaType(type);
  return KINDS.find(([, expression]) => expression.test(essence))?.[0] ?? "binary";
}
