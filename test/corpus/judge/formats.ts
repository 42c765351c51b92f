/**
 * Formats that the OpenAPI format registry adds to those of JSON Schema (which hyperjump checks itself).
 * A format judges only the type that it is defined for; an unknown one says nothing.
 */
export const numberFormats: ReadonlyMap<string, (value: number) => boolean> = new Map<
  string,
  (value: number) => boolean
>([
  ["int8", integer(-(2 ** 7), 2 ** 7 - 1)],
  ["int16", integer(-(2 ** 15), 2 ** 15 - 1)],
  ["int32", integer(-(2 ** 31), 2 ** 31 - 1)],
  ["int64", integer(-(2 ** 63), 2 ** 63 - 1024)],
  ["uint8", integer(0, 2 ** 8 - 1)],
  ["uint16", integer(0, 2 ** 16 - 1)],
  ["uint32", integer(0, 2 ** 32 - 1)],
  ["uint64", integer(0, 2 ** 64 - 2048)],
  ["double-int", integer(-(2 ** 53) + 1, 2 ** 53 - 1)],
  ["sf-integer", integer(-999_999_999_999_999, 999_999_999_999_999)],
  ["float", (value) => Math.abs(value) <= 3.4028234663852886e38],
  ["double", (value) => Number.isFinite(value)],
]);

const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/;
const DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const TOKEN = "[!#$%&'+.^_`|~\\w-]+";
/** Of fixed point (OpenAPI format registry). */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const DECIMAL_128 = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

export const stringFormats: ReadonlyMap<string, (value: string) => boolean> = new Map<
  string,
  (value: string) => boolean
>([
  ["byte", isBase64],
  ["base64url", matches(/^[A-Za-z0-9_-]*={0,2}$/)],
  ["char", (value) => [...value].length === 1],
  ["decimal", matches(DECIMAL)],
  ["decimal128", matches(DECIMAL_128)],
  ["date-time-local", (value) => /^\d{4}-(0[1-9]|1[0-2])-\d\dT/.test(value) && TIME.test(value.slice(11))],
  ["time-local", matches(TIME)],
  ["http-date", matches(new RegExp(`^${DAY}, \\d\\d ${MONTH} \\d{4} ([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60) GMT$`))],
  ["media-range", matches(new RegExp(`^(\\*/\\*|${TOKEN}/(\\*|${TOKEN}))(\\s*;\\s*[\\w-]+=("[^"]*"|[\\w.-]+))*$`))],
  ["sf-token", matches(/^[A-Za-z*][!#$%&'*+.^_`|~\w:/-]*$/)],
  ["sf-boolean", matches(/^\?[01]$/)],
  ["url", (value) => URL.canParse(value)],
]);

function integer(least: number, greatest: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= least && value <= greatest;
}

function matches(expression: RegExp): (value: string) => boolean {
  return (value) => expression.test(value);
}

/** RFC 4648 §4, padded; line breaks are let through (RFC 2045 §6.8). */
function isBase64(value: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replaceAll(/[\r\n]/g, ""));
}
