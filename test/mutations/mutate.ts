import { isObject, setOwn } from "../../src/base/json.ts";
import type { Random } from "../../src/base/random.ts";
import { keys, keywords, numbers, references, snippets, texts, values } from "./vocabulary.ts";

/** One value of a document, by the object or list that holds it. */
interface Place {
  readonly holder: object;
  readonly key: string;
  readonly value: unknown;
}

type Mutator = (random: Random, places: readonly Place[]) => string;

const mutators: readonly Mutator[] = [
  function remove(random, places) {
    const { holder, key } = random.pick(places);
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete (holder as Record<string, unknown>)[key];
    return `removed ${key}`;
  },
  function retype(random, places) {
    const place = random.pick(places);
    const value = random.pick(values);
    return put(place, value, "retyped");
  },
  function swap(random, places) {
    const [one, other] = [random.pick(places), random.pick(places)];
    put(one, structuredClone(other.value), "");
    return put(other, structuredClone(one.value), `swapped ${one.key} with`);
  },
  function duplicate(random, places) {
    const { value, key } = random.pick(places);
    const { holder } = random.pick(places);
    const copy = structuredClone(value);
    if (Array.isArray(holder)) holder.push(copy);
    else setOwn(holder, random.pick([key, `${key}2`, ...keys]), copy);
    return `duplicated ${key}`;
  },
  function breakReference(random, places) {
    const found = places.filter(({ key, value }) => key === "$ref" && typeof value === "string");
    const others = found.map(({ value }) => value as string);
    return put(
      random.pick(found.length > 0 ? found : places),
      random.pick([...references, ...others]),
      "broke the reference",
    );
  },
  function wrongNumber(random, places) {
    const found = places.filter(({ value }) => typeof value === "number");
    return put(random.pick(found.length > 0 ? found : places), random.pick(numbers), "changed the number");
  },
  function hostileText(random, places) {
    const found = places.filter(({ value }) => typeof value === "string");
    return put(random.pick(found.length > 0 ? found : places), random.pick(texts), "changed the text");
  },
  function rename(random, places) {
    const { holder, key, value } = random.pick(places);
    const name = random.pick(keys);
    if (Array.isArray(holder)) return "renamed nothing";
    delete (holder as Record<string, unknown>)[key];
    setOwn(holder, name, value);
    return `renamed ${key} to ${JSON.stringify(name)}`;
  },
  function addKeyword(random, places) {
    const found = places.filter(
      ({ value }) =>
        isObject(value) && ["type", "properties", "$ref", "items"].some((key) => Object.hasOwn(value, key)),
    );
    const { value, key } = random.pick(found.length > 0 ? found : places);
    const keyword = random.pick(keywords);
    if (isObject(value)) Object.assign(value, structuredClone(keyword));
    return `added ${JSON.stringify(keyword)} to ${key}`;
  },
  function wrap(random, places) {
    const place = random.pick(places);
    const inner = structuredClone(place.value);
    return put(
      place,
      random.pick<unknown>([[inner], { allOf: [inner, inner] }, { items: inner }, { oneOf: [inner, {}] }]),
      "wrapped",
    );
  },
];

function put({ holder, key }: Place, value: unknown, what: string): string {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else setOwn(holder, key, value);
  return `${what} ${key}: ${JSON.stringify(value)?.slice(0, 60)}`;
}

/** Changes a document in one to three places. @returns what was done */
export function mutateTree(root: unknown, random: Random): string[] {
  const count = random.integer(1, 3);
  return Array.from({ length: count }, () => random.pick(mutators)(random, placesIn(root)));
}

function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const pending = [root];
  for (const holder of pending) {
    if (typeof holder !== "object" || holder === null) continue;
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key, value });
      pending.push(value);
    }
  }
  return places.length > 0 ? places : [{ holder: {}, key: "", value: undefined }];
}

type TextMutator = (text: string, random: Random) => string;

function changeLine(text: string, random: Random, change: (lines: readonly string[], at: number) => string[]): string {
  const lines = text.split("\n");
  return change(lines, random.integer(0, lines.length - 1)).join("\n");
}

const textMutators: Readonly<Record<string, TextMutator>> = {
  cut: (text, random) => text.slice(0, placeIn(text, random)),
  flip(text, random) {
    const at = placeIn(text, random);
    const flipped = String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random.integer(0, 6)));
    return text.slice(0, at) + flipped + text.slice(at + 1);
  },
  insert(text, random) {
    const at = placeIn(text, random);
    return text.slice(0, at) + random.pick(snippets) + text.slice(at);
  },
  "repeat a line": (text, random) => changeLine(text, random, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? "")),
  "drop a line": (text, random) => changeLine(text, random, (lines, at) => lines.toSpliced(at, 1)),
  "move a line": (text, random) =>
    changeLine(text, random, (lines, at) => {
      return lines.toSpliced(at, 1).toSpliced(random.integer(0, lines.length - 1), 0, lines[at] ?? "");
    }),
};

function placeIn(text: string, random: Random): number {
  return random.integer(0, Math.max(0, text.length - 1));
}

/** Changes a text in one to three places. @returns it, and what was done */
export function mutateText(text: string, random: Random): { text: string; done: string[] } {
  const done = Array.from({ length: random.integer(1, 3) }, () => random.pick(Object.keys(textMutators)));
  return { text: done.reduce((changed, name) => textMutators[name]?.(changed, random) ?? changed, text), done };
}
