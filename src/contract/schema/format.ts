import type { Format } from "ajv";
import { isIdnHostname } from "./format-idn.ts";
import { isDate, isDateTime, isIsoDateTime, isIsoTime, isLocalDateTime, isLocalTime, isTime } from "./format-time.ts";
import {
  isEmail,
  isHostname,
  isIdnEmail,
  isIpv4,
  isIpv6,
  isIri,
  isIriReference,
  isUri,
  isUriReference,
  isUriTemplate,
  isUrl,
} from "./format-uri.ts";

/**
 * Every format that Helix checks: JSON Schema 2020-12 (Validation §7.3), the OpenAPI format registry, and what
 * ajv-formats knows besides. An unknown format says nothing. Formats of numbers never judge strings, so an int64 that
 * travels as a string is left alone, and the other way round.
 */
export const formats: Readonly<Record<string, Format>> = {
  date: isDate,
  "date-time": isDateTime,
  "date-time-local": isLocalDateTime,
  time: isTime,
  "time-local": isLocalTime,
  "iso-time": isIsoTime,
  "iso-date-time": isIsoDateTime,
  // RFC 3339 appendix A; units may be left out in between, as ISO 8601 has it.
  duration: /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|\d+W)$/,
  // RFC 9110 §5.6.7, the obsolete forms included.
  "http-date":
    /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/,

  email: isEmail,
  "idn-email": isIdnEmail,
  hostname: isHostname,
  "idn-hostname": isIdnHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isUri,
  "uri-reference": isUriReference,
  iri: isIri,
  "iri-reference": isIriReference,
  url: isUrl,
  "uri-template": isUriTemplate,
  // RFC 9562 §4.
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  // RFC 6901 §3 and §6.
  "json-pointer": isPointer,
  "json-pointer-uri-fragment": (text) => text.startsWith("#") && isPointer(text.slice(1)) && isUriReference(text),
  "relative-json-pointer": (text) => {
    const rest = text.replace(/^(?:0|[1-9]\d*)(?:[+-][1-9]\d*)?/, "");
    return rest !== text && (rest === "#" || isPointer(rest));
  },
  regex: isRegex,

  // RFC 4648 §4 and §5.
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  base64url: (text) => /^[\w-]*={0,2}$/.test(text) && text.replaceAll("=", "").length % 4 !== 1,
  binary: true,
  char: /^.$/su,
  commonmark: true,
  html: true,
  password: true,
  decimal: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  // IEEE 754-2019 decimal128 as text.
  decimal128: /^[+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|inf(?:inity)?|s?nan)$/i,
  // RFC 9110 §12.5.1.
  "media-range":
    /^(?:\*\/\*|[\w!#$%&'*+.^`|~-]+\/(?:\*|[\w!#$%&'*+.^`|~-]+))(?:[ \t]*;[ \t]*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*"))*$/,
  // RFC 9651 §3.3.
  "sf-binary": /^:[A-Za-z0-9+/]*={0,2}:$/,
  "sf-boolean": /^\?[01]$/,
  "sf-string": (text) => /^"[\x20\x21\x23-\x5b\x5d-\x7e]*"$/.test(text.replaceAll(/\\["\\]/g, "")),
  "sf-token": /^[A-Za-z*][\w!#$%&'*+.^`|~:/-]*$/,
  "sf-integer": whole(-999_999_999_999_999, 999_999_999_999_999),
  "sf-decimal": number((value) => Math.abs(value) < 1e12),

  int8: whole(-(2 ** 7), 2 ** 7 - 1),
  int16: whole(-(2 ** 15), 2 ** 15 - 1),
  int32: whole(-(2 ** 31), 2 ** 31 - 1),
  int64: whole(-(2 ** 63), 2 ** 63),
  uint8: whole(0, 2 ** 8 - 1),
  uint16: whole(0, 2 ** 16 - 1),
  uint32: whole(0, 2 ** 32 - 1),
  uint64: whole(0, 2 ** 64),
  "double-int": whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  float: number((value) => Math.abs(value) <= 3.4028235677973366e38),
  double: number(() => true),
  unixtime: number(() => true),
};

/** In UTF-16 units: compiling takes time, and nobody writes longer ones. */
const longestRegex = 100_000;

type NumberFormat = { type: "number"; validate: (value: number) => boolean };

function number(validate: (value: number) => boolean): NumberFormat {
  return { type: "number", validate };
}

/** Bounds beyond 2^53 are as exact as JavaScript numbers are. */
function whole(least: number, most: number): NumberFormat {
  return number((value) => Number.isInteger(value) && value >= least && value <= most);
}

/** RFC 6901 §3. */
function isPointer(text: string): boolean {
  return (text === "" || text.startsWith("/")) && !/~(?![01])/.test(text);
}

/** ECMA-262 with or without the `u` flag: both are in use. */
function isRegex(text: string): boolean {
  if (text.length > longestRegex) return false;
  return ["u", ""].some((flags) => {
    try {
      new RegExp(text, flags);
      return true;
    } catch {
      return false;
    }
  });
}

/** What a format asks of strings; `undefined` where it asks nothing. */
export function textTestOf(name: string): ((text: string) => boolean) | undefined {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format instanceof RegExp) return (text) => format.test(text);
  return typeof format === "function" ? (text) => format(text) === true : undefined;
}

/** What a format asks of numbers; `undefined` where it asks nothing. */
export function numberTestOf(name: string): ((value: number) => boolean) | undefined {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  const isOfNumbers = typeof format === "object" && "validate" in format && format.type === "number";
  return isOfNumbers ? (format as NumberFormat).validate : undefined;
}

/** Whether the format has something to say about the value and refuses it is `false`; an unknown format accepts all. */
export function formatAccepts(name: string, value: unknown): boolean {
  if (typeof value === "string") return textTestOf(name)?.(value) ?? true;
  return typeof value === "number" ? (numberTestOf(name)?.(value) ?? true) : true;
}
