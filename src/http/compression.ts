import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { RequestHeaders, ResponseHeaders, ResponseMessage } from "../base/exchange.ts";
import { essenceOf } from "../base/media-type.ts";

/** Bytes below which an answer fits into a packet or two whatever is done to it. */
const MIN_BYTES = 1024;

/** Three times as fast as the default of 11, for a few percent more bytes. */
const BROTLI_QUALITY = 4;

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

type Coding = "br" | "gzip";

const coders: Readonly<Record<Coding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: (bytes) => brotliAsync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes) => gzipAsync(bytes),
};

/** Media types whose content still shrinks; images and archives are compressed already. */
const compressible =
  /^text\/|[/+](?:json|xml|yaml)$|^application\/(?:.*\+)?(?:json-seq|x-ndjson|ndjson|jsonl|javascript|x-www-form-urlencoded)$|^image\/(?:svg\+xml|bmp)$/;

/**
 * Compresses the content of an answer as the request allows (RFC 9110 §12.5.3): brotli before gzip where both are as
 * welcome. The compressed content is another representation and gets another entity tag (§8.8.3.3).
 */
export async function compressed(response: ResponseMessage, request: RequestHeaders): Promise<ResponseMessage> {
  const { body, headers } = response;
  if (body === undefined || body.length < MIN_BYTES || response.pacing || !isCompressible(headers)) return response;
  const varying = { ...response, headers: withVary(headers) };
  const coding = chooseCoding(request["accept-encoding"]);
  if (coding === undefined) return varying;
  return {
    ...varying,
    headers: { ...withCodedTag(varying.headers, coding), "Content-Encoding": coding },
    body: await coders[coding](body),
  };
}

function isCompressible(headers: ResponseHeaders): boolean {
  const fields = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (fields.has("content-encoding") || /no-transform/i.test(fields.get("cache-control") ?? "")) return false;
  return compressible.test(essenceOf(fields.get("content-type") ?? ""));
}

function chooseCoding(accept: string | undefined): Coding | undefined {
  if (accept === undefined) return undefined;
  const weights = new Map<string, number>();
  for (const member of accept.split(",")) {
    const [name = "", weight] = member.split(/\s*;\s*q=/i);
    weights.set(name.trim().toLowerCase(), weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get("*") ?? 0;
  const best: Coding = weightOf("gzip") > weightOf("br") ? "gzip" : "br";
  const identity = weights.get("identity") ?? 0;
  return weightOf(best) > 0 && weightOf(best) >= identity ? best : undefined;
}

function withVary(headers: ResponseHeaders): ResponseHeaders {
  const name = Object.keys(headers).find((field) => field.toLowerCase() === "vary") ?? "Vary";
  const before = headers[name];
  return { ...headers, [name]: before === undefined ? "Accept-Encoding" : `${before}, Accept-Encoding` };
}

function withCodedTag(headers: ResponseHeaders, coding: Coding): ResponseHeaders {
  const name = Object.keys(headers).find((field) => field.toLowerCase() === "etag");
  const tag = name === undefined ? undefined : headers[name];
  if (name === undefined || typeof tag !== "string" || !tag.endsWith('"')) return headers;
  return { ...headers, [name]: `${tag.slice(0, -1)}-${coding}"` };
}
