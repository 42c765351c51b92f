import type { Random } from "../../base/random.ts";
import { isoDate, isoDateTime, isoTime } from "./instant.ts";

/** What a generator of a format may draw on. */
export interface FormatDraw {
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The least length wanted; met where the format has room for it. */
  readonly minLength: number;
}

const letters: readonly string[] = [..."abcdefghijklmnopqrstuvwxyz"];
const hexDigits: readonly string[] = [..."0123456789abcdef"];
const base64Digits: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
const words = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fjord",
  "grove",
  "haven",
  "indigo",
  "juniper",
  "lumen",
  "maple",
  "nova",
  "onyx",
  "pine",
  "quartz",
  "river",
  "summit",
  "tidal",
  "umber",
  "vista",
  "willow",
  "yarrow",
  "zephyr",
];
const day = 86_400_000;

/**
 * One generator for each format of strings, whose values any strict validator accepts: "T" and "Z" in times, lower-case
 * UUIDs of version 4, addresses under example.com.
 */
export const formatTexts: Readonly<Record<string, (draw: FormatDraw) => string>> = {
  date: (draw) => isoDate(past(draw)),
  "date-time": (draw) => utc(isoDateTime(past(draw)).slice(0, -1), draw),
  "date-time-local": (draw) => withFraction(isoDateTime(past(draw)).slice(0, -1), draw.minLength),
  time: (draw) => utc(isoTime(past(draw)), draw),
  "time-local": (draw) => withFraction(isoTime(past(draw)), draw.minLength),
  "iso-time": (draw) => utc(isoTime(past(draw)), draw),
  "iso-date-time": (draw) => utc(isoDateTime(past(draw)).slice(0, -1), draw),
  duration: ({ random }) =>
    random.pick(["P1D", "P3D", "P7D", "P14D", "P30D", "PT15M", "PT30M", "PT1H", "PT2H30M", "P1M", "P1Y"]),
  "http-date": (draw) => new Date(past(draw)).toUTCString(),

  email: ({ random, minLength }) =>
    `${stretch(word(random), minLength - "@example.com".length, random, ".", 60)}@example.com`,
  hostname: ({ random, minLength }) => `${stretch(word(random), minLength - 12, random, ".", 240)}.example.com`,
  ipv4: ({ random }) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: ({ random }) => `2001:db8::${hex(random, 3)}:${random.integer(1, 9)}${hex(random, 2)}`,
  uri: (draw) => `https://example.com${path(draw, 19)}`,
  "uri-reference": (draw) => path(draw, 0),
  url: (draw) => `https://example.com${path(draw, 19)}`,
  "uri-template": ({ random, minLength }) =>
    `https://example.com/${stretch(word(random), minLength - 25, random, "/")}/{id}`,
  uuid: ({ random }) => uuid(random),
  "json-pointer": (draw) => path(draw, 0),
  "json-pointer-uri-fragment": (draw) => `#${path(draw, 1)}`,
  "relative-json-pointer": (draw) => `${draw.random.integer(0, 2)}${path(draw, 1)}`,
  regex: ({ random, minLength }) => `^${stretch(word(random), minLength - 8, random, "-")}[0-9]+$`,

  byte: ({ random, minLength }) => base64(random, Math.max(4, Math.ceil(minLength / 4))),
  base64url: ({ random, minLength }) => base64(random, Math.max(4, Math.ceil(minLength / 4))),
  char: ({ random }) => random.pick(letters),
  decimal: ({ random, minLength }) => `${random.integer(1, 999)}.${digits(random, Math.max(2, minLength - 2))}`,
  decimal128: ({ random, minLength }) => `${random.integer(1, 999)}.${digits(random, Math.max(2, minLength - 2))}`,
  "media-range": ({ random }) => random.pick(["application/json", "text/*", "image/png", "*/*", "text/html"]),
  "sf-binary": ({ random, minLength }) => `:${base64(random, Math.max(2, Math.ceil(minLength / 4)))}:`,
  "sf-boolean": ({ random }) => random.pick(["?0", "?1"]),
  "sf-string": ({ random, minLength }) => `"${stretch(word(random), minLength - 2, random, " ")}"`,
  "sf-token": ({ random, minLength }) => stretch(word(random), minLength, random, "-"),
};

/** Formats that are checked or written like another. */
const aliases: Readonly<Record<string, string>> = {
  "idn-email": "email",
  "idn-hostname": "hostname",
  iri: "uri",
  "iri-reference": "uri-reference",
  guid: "uuid",
  datetime: "date-time",
  ip: "ipv4",
  "ip-address": "ipv4",
  base64: "byte",
  e_mail: "email",
  "uri-string": "uri",
};

/** The shortest values, for those who leave little room. */
const shortest: Readonly<Record<string, readonly string[]>> = {
  email: ["ann@x.com", "a@b.co"],
  hostname: ["a.com", "a.io", "a"],
  uri: ["http://a.io", "urn:a", "a:b"],
  url: ["http://a.io", "ftp://a", "a://b"],
  "uri-reference": ["/a", "a", ""],
  "uri-template": ["/{id}", "/a", "a"],
  ipv4: ["10.0.0.1", "1.1.1.1"],
  ipv6: ["2001::1", "::1", "::"],
  "json-pointer": ["/a", "/", ""],
  "json-pointer-uri-fragment": ["#/a", "#"],
  "relative-json-pointer": ["0/a", "1"],
  regex: ["^a$", "a"],
  duration: ["P1D"],
  byte: ["aGk=", ""],
  base64url: ["aGk", ""],
  decimal: ["12.5", "12", "7"],
  decimal128: ["12.5", "12", "7"],
  "media-range": ["*/*"],
  "sf-binary": [":aGk=:", "::"],
  "sf-string": ['"ok"', '"a"', '""'],
  "sf-token": ["ok", "a"],
};

/** A value of the format, `undefined` for a format without one of its own (passwords, markup, unknown names). */
export function formatText(name: string, draw: FormatDraw): string | undefined {
  const known = canonicalFormat(name);
  return Object.hasOwn(formatTexts, known) ? formatTexts[known]?.(draw) : undefined;
}

/** Short values of the format, the longest first. */
export function shortTexts(name: string): readonly string[] {
  const known = canonicalFormat(name);
  return (Object.hasOwn(shortest, known) ? shortest[known] : undefined) ?? [];
}

/** The name under which a format's generator stands. */
export function canonicalFormat(name: string): string {
  const plain = name.toLowerCase();
  return (Object.hasOwn(aliases, plain) ? aliases[plain] : undefined) ?? plain;
}

/** A UUID of version 4, variant 10 (RFC 9562 §5.4). */
export function uuid(random: Random): string {
  const variant = random.pick(["8", "9", "a", "b"]);
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}

/** Hexadecimal digits in lower case. */
export function hex(random: Random, length: number): string {
  return drawn(random, hexDigits, length);
}

/** Decimal digits, the first not a zero. */
export function digits(random: Random, length: number): string {
  return Array.from({ length }, (_, index) => random.integer(index === 0 ? 1 : 0, 9)).join("");
}

/** Letters and digits of base64 without padding, four for each group. */
export function base64(random: Random, groups: number): string {
  return drawn(random, base64Digits, groups * 4);
}

function drawn(random: Random, from: readonly string[], length: number): string {
  let text = "";
  for (let index = 0; index < length; index++) text += random.pick(from);
  return text;
}

function past({ random, now }: FormatDraw): number {
  return now - random.integer(0, 400) * day - random.integer(0, 86_399) * 1000;
}

function utc(local: string, { minLength }: FormatDraw): string {
  return `${withFraction(local, minLength - 1)}Z`;
}

/** Seconds to as many decimal places as the length asks for. */
function withFraction(local: string, minLength: number): string {
  return local.length >= minLength ? local : `${local}.`.padEnd(Math.max(minLength, local.length + 2), "0");
}

function word(random: Random): string {
  return random.pick(words);
}

function path({ random, minLength }: FormatDraw, before: number): string {
  return `/${stretch(word(random), minLength - before - 6, random, "/")}/${random.integer(1, 9999)}`;
}

/** Adds words until the text is long enough, the last cut to fit; labels stay below 63 characters (RFC 1035 §2.3.4). */
function stretch(start: string, length: number, random: Random, separator: string, limit = 50_000): string {
  let text = start;
  const wanted = Math.min(length, limit);
  while (text.length < wanted) {
    const next = `${text}${separator}${word(random)}`;
    text = next.length <= wanted + 1 ? next : `${text}${word(random)}`.slice(0, Math.max(wanted, text.length + 1));
  }
  return text;
}
