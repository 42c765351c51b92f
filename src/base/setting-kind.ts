import { isObject } from "./json.ts";

/** How the value of a setting is written, whether on the command line, in the environment or in a file. */
export interface Kind<Value> {
  /** Stands for the value in help texts, e.g. "integer". A "boolean" flag needs no value. */
  readonly name: string;
  /** What is allowed, to end a sentence: "a whole number from 0 to 65535". */
  readonly allowed: string;
  /** Reads what was written: text, or a JSON value from a config file. `undefined` where it is not allowed. */
  read(written: unknown): Value | undefined;
  /** Writes the value as it is written in the environment; "" where it is not set. */
  write(value: Value): string;
}

export const text: Kind<string> = {
  name: "text",
  allowed: "text",
  read: (written) => (typeof written === "string" ? written : undefined),
  write: (value) => value,
};

export const optionalText: Kind<string | undefined> = { ...text, write: (value) => value ?? "" };

/** What nobody may read over a shoulder. Never printed, neither in messages nor by `write`. */
export const secret: Kind<string | undefined> = {
  name: "secret",
  allowed: "text in one line",
  read: (written) => (typeof written === "string" && /^[^\n\r\0]+$/.test(written) ? written : undefined),
  write: () => "",
};

/** A secret that travels in a header field. */
export const secretToken: Kind<string | undefined> = {
  ...secret,
  allowed: "visible ASCII characters without spaces",
  read: (written) => (typeof written === "string" && /^[\x21-\x7e]{1,4096}$/.test(written) ? written : undefined),
};

/** Several texts: separated by commas, or a list in a file. */
export const list: Kind<readonly string[]> = {
  name: "list",
  allowed: "text, or several separated by commas",
  read(written) {
    if (Array.isArray(written)) return written.every((item) => typeof item === "string") ? written : undefined;
    if (typeof written !== "string") return undefined;
    return written
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
  },
  write: (value) => value.join(","),
};

/** An object: as it is in a file, as JSON elsewhere. */
export const jsonObject: Kind<Readonly<Record<string, unknown>>> = {
  name: "json",
  allowed: "an object, or JSON of one",
  read(written) {
    const value = typeof written === "string" ? parsedJson(written) : written;
    return isObject(value) ? value : undefined;
  },
  write: (value) => (Object.keys(value).length === 0 ? "" : JSON.stringify(value)),
};

/** Nothing written is nothing said. */
function parsedJson(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A kind whose setting may be left unset. */
export function optional<Value>(kind: Kind<Value>): Kind<Value | undefined> {
  return { ...kind, write: (value) => (value === undefined ? "" : kind.write(value)) };
}

const shareWords: ReadonlyMap<string, number> = new Map([
  ["always", 1],
  ["never", 0],
]);

/** A part of all, from 0 to 1. */
export const share: Kind<number> = {
  name: "share",
  allowed: "a number from 0 to 1, always or never",
  read(written) {
    const word = String(written).toLowerCase();
    const value = shareWords.get(word) ?? (/^(?:\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : Number.NaN);
    return value >= 0 && value <= 1 ? value : undefined;
  },
  write: String,
};

/** The languages and regions that names and addresses can be from (BCP 47). */
export const locales: readonly string[] = [
  ...["cs", "da", "de", "de-AT", "de-CH", "de-DE", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US"],
  ...["en-ZA", "es", "es-ES", "es-MX", "fi", "fr", "fr-BE", "fr-FR", "it", "ja", "ko", "nb", "nl", "pl", "pt", "pt-BR"],
  ...["pt-PT", "sv"],
];

/** One of the locales; "de_DE" and "DE-de" are spellings of "de-DE". */
export const locale: Kind<string> = {
  name: "locale",
  allowed: `one of ${locales.join(", ")}`,
  read(written) {
    const wanted = String(written).replace("_", "-").toLowerCase();
    return locales.find((name) => name.toLowerCase() === wanted);
  },
  write: (value) => value,
};

export const boolean: Kind<boolean> = {
  name: "boolean",
  allowed: "true or false",
  read: (written) => booleanWords.get(String(written).toLowerCase()),
  write: String,
};

const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

export function integer(least: number, most: number): Kind<number> {
  return {
    name: "integer",
    allowed: `a whole number from ${least} to ${most}`,
    read(written) {
      const value = /^-?\d+$/.test(String(written)) ? Number(written) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}

/** A number that need not be whole. */
export function number(least: number, most: number): Kind<number> {
  return {
    name: "number",
    allowed: `a number from ${least} to ${most}`,
    read(written) {
      const value = /^(?:\d+\.?\d*|\.\d+)$/.test(String(written)) ? Number(written) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}

/** How many processes; "auto" leaves it to the machine. */
export const workerCount: Kind<number | "auto"> = {
  ...integer(1, 64),
  name: "count",
  allowed: 'a whole number from 1 to 64, or "auto"',
  read: (written) => (written === "auto" ? written : integer(1, 64).read(written)),
};

/** One of a few words. @param synonyms - other spellings, each of a word in the list */
export function choice<Word extends string>(
  words: readonly Word[],
  synonyms: Readonly<Record<string, Word>> = {},
): Kind<Word> {
  const meanings = new Map<string, Word>([...words.map((word) => [word, word] as const), ...Object.entries(synonyms)]);
  return {
    name: words.join("|"),
    allowed: [...meanings.keys()].join(", "),
    read: (written) => meanings.get(String(written).toLowerCase()),
    write: (value) => value,
  };
}

const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A span of time in milliseconds. @param unit - what a plain number counts */
export function duration(unit: "ms" | "s"): Kind<number> {
  return {
    name: "duration",
    allowed: `a duration such as 250ms, 8s, 2m or 1h; a plain number counts ${unit === "s" ? "seconds" : "milliseconds"}`,
    read: (written) => quantity(written, durationUnits, unit),
    write: (value) => `${value}ms`,
  };
}

const sizeUnits: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** An amount of data in bytes; "kb", "mb" and "gb" are powers of 1024. */
export const size: Kind<number> = {
  name: "size",
  allowed: "a number of bytes, or a size such as 512kb or 10mb",
  read: (written) => quantity(written, sizeUnits, "b"),
  write(value) {
    const unit = ["gb", "mb", "kb"].find((candidate) => value > 0 && value % (sizeUnits[candidate] ?? 1) === 0);
    return unit === undefined ? String(value) : `${value / (sizeUnits[unit] ?? 1)}${unit}`;
  },
};

function quantity(written: unknown, units: Readonly<Record<string, number>>, plain: string): number | undefined {
  const [, amount, unit = plain] = /^(\d+(?:\.\d+)?)\s*([a-z]+)?$/.exec(String(written).toLowerCase()) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

/** A point in time in milliseconds since the epoch, or "real" for the wall clock. */
export const instant: Kind<number | "real"> = {
  name: "instant",
  allowed: 'an instant such as 2026-01-15T09:30:00Z, or "real"',
  read(written) {
    if (written === "real") return "real";
    const isInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(String(written));
    const value = isInstant ? Date.parse(String(written)) : Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  },
  write: (value) => (value === "real" ? value : new Date(value).toISOString().replace(".000Z", "Z")),
};

/** A number or a text, kept as text: both name a seed. */
export const seedText: Kind<string> = {
  name: "seed",
  allowed: "a number or a text; -1 draws a new seed for every request",
  read: (written) => (typeof written === "string" || typeof written === "number" ? String(written) : undefined),
  write: (value) => value,
};
