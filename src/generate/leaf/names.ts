import { singular, words } from "../../contract/resource/inflect.ts";
import type { Kind } from "./kind.ts";
import { companyKinds } from "./kinds/company.ts";
import { feedbackKinds } from "./kinds/feedback.ts";
import { fileKinds } from "./kinds/file.ts";
import { identifierKinds } from "./kinds/identifier.ts";
import { locationKinds } from "./kinds/location.ts";
import { measureKinds } from "./kinds/measure.ts";
import { moneyKinds } from "./kinds/money.ts";
import { personKinds } from "./kinds/person.ts";
import { productKinds } from "./kinds/product.ts";
import { technicalKinds } from "./kinds/technical.ts";
import { thingKinds } from "./kinds/thing.ts";
import { timeKinds } from "./kinds/time.ts";
import { urlKinds } from "./kinds/url.ts";
import { list } from "./vocabulary/list.ts";

/** Every kind of field. Where two share a name, the earlier one is meant. */
export const kinds: readonly Kind[] = [
  ...personKinds,
  ...companyKinds,
  ...productKinds,
  ...moneyKinds,
  ...timeKinds,
  ...locationKinds,
  ...measureKinds,
  ...identifierKinds,
  ...urlKinds,
  ...fileKinds,
  ...technicalKinds,
  ...feedbackKinds,
  ...thingKinds,
];

/** What a field may be, judged by its name and the names around it. */
export interface Recognition {
  /** The words of the name, the last in the singular. */
  readonly words: readonly string[];
  /** The best guess first. */
  readonly guesses: readonly Guess[];
  /** Nouns that the field belongs to as a whole. */
  readonly context: readonly string[];
}

export interface Guess {
  readonly kind: Kind;
  /** The words of the whole name. */
  readonly words: readonly string[];
  /** Nouns that the recognised part of the name belongs to, the nearest first. */
  readonly context: readonly string[];
}

interface Entry {
  readonly kind: Kind;
  readonly under: ReadonlySet<string> | undefined;
}

/** By phrase without blanks: "first name", "firstName" and "firstname" meet there. */
const index = new Map<string, Entry[]>();
for (const kind of kinds) {
  const under = kind.under && new Set(kind.under);
  for (const name of kind.names) {
    const parts = name.split(" ");
    const key = [...parts.slice(0, -1), singular(parts.at(-1) ?? "")].join("");
    const entries = index.get(key) ?? [];
    entries.push({ kind, under });
    index.set(key, entries);
  }
}

/** Words around a name that say how it is wrapped and not what it is. */
const wrappers = new Set(
  list(
    "response, request, dto, list, result, data, model, schema, object, info, information, detail, summary, payload, full, simple, public, private, base, create, created, update, updated, new, patch, input, output, body, embedded, attribute, properties, property, node, edge, record, entity, resource, value, entry, collection, wrapper, paginated, paged, page, v1, v2, get, put, delete, api, view, read, write, resp, req, single, array, basic, extended, minimal, mini, compact, all, my, current, main, default, nested, inner, ref, relationship, container, envelope, params, content, row, element, member object, field, set, child, children, parent",
  ),
);

/** Where "items" are articles; elsewhere the word only wraps a list. */
const baskets = /order|cart|basket|invoice|purchase|checkout|shop|quote|receipt|shipment|inventory/i;

const longestPhrase = 4;
const cache = new Map<string, Recognition>();
const maxCached = 20_000;

/** Finds the kinds that a name can mean, longest phrase first. Remembered: documents have few names. */
export function recognise(name: string, parents: readonly string[]): Recognition {
  const key = `${name}\n${parents.slice(-3).join("\n")}`;
  let recognition = cache.get(key);
  if (recognition === undefined) {
    recognition = look(name, parents);
    if (cache.size >= maxCached) cache.clear();
    cache.set(key, recognition);
  }
  return recognition;
}

function look(name: string, parents: readonly string[]): Recognition {
  const own = singularEnd(words(name));
  const outer = contextOf(parents);
  const spellings = [own, withoutDigits(own), withoutNoise(own)];
  for (const spelling of spellings) {
    const guesses = guessesFor(spelling, spelling, outer);
    if (guesses.length > 0) return { words: spelling, guesses, context: outer };
  }
  // In "external_urls" each member is an address, whatever it is called.
  const isAddress = /(?:url|uri|link|href)s$/i.test(parents.at(-1) ?? "");
  return { words: own, guesses: isAddress ? guessesFor(["url"], own, outer) : [], context: outer };
}

function guessesFor(own: readonly string[], words: readonly string[], outer: readonly string[]): Guess[] {
  const guesses: Guess[] = [];
  for (let length = Math.min(longestPhrase, own.length); length > 0; length--) {
    const entries = index.get(own.slice(-length).join("")) ?? [];
    const context = [...nouns(own.slice(0, -length)), ...outer];
    const ranked = entries
      .map((entry) => ({ kind: entry.kind, words, context, distance: distanceOf(entry, context) }))
      .filter((guess) => guess.distance !== Number.POSITIVE_INFINITY)
      .sort((one, other) => one.distance - other.distance);
    guesses.push(...ranked);
  }
  return guesses;
}

/** How far away the noun stands that the kind asks for; kinds that ask for none come last. */
function distanceOf({ under }: Entry, context: readonly string[]): number {
  if (under === undefined) return 1000;
  const at = context.findIndex((noun) => under.has(noun));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** The nouns of the nearest name around that says what the field belongs to. */
function contextOf(parents: readonly string[]): string[] {
  for (let at = parents.length - 1; at >= 0; at--) {
    const parent = parents[at] ?? "";
    const telling = singularEnd(words(parent)).filter((word) => !wrappers.has(word));
    const isWrappingItem = telling.length === 1 && telling[0] === "item" && !baskets.test(parents[at - 1] ?? "");
    if (telling.length > 0 && !isWrappingItem) return nouns(singularEnd(telling));
  }
  return [];
}

/** "payment", "method" → "payment method", "method", "payment": the head of a compound says most. */
function nouns(parts: readonly string[]): string[] {
  const compounds = parts.map((_, at) => parts.slice(at).join(" "));
  return [...compounds, ...parts.slice(0, -1).toReversed()];
}

function singularEnd(parts: readonly string[]): string[] {
  return [...parts.slice(0, -1), ...parts.slice(-1).map(singular)];
}

/** "address2" and "address_2" are addresses. */
function withoutDigits(parts: readonly string[]): string[] {
  const bare = parts.map((part) => part.replace(/\d+$/, "")).filter((part) => part !== "");
  return singularEnd(bare);
}

function withoutNoise(parts: readonly string[]): string[] {
  const end = parts.findLastIndex((part) => !noise.has(part));
  return singularEnd(withoutDigits(parts.slice(0, end + 1)));
}

const noise = new Set(
  list(
    "value, text, string, str, val, field, raw, list, array, info, data, local, code, input, new, old, current, default, set, item",
  ),
);
