import { fieldOf, guessesByName } from "./field.ts";
import { severally, textsOf } from "./kind.ts";
import { TextSpace } from "./text-space.ts";

/** Names of values with a shape of their own, for patterns that have one in mind without a name that says so. */
const names = [
  "createdDate",
  "createdAt",
  "uuid",
  "email",
  "phone",
  "website",
  "version",
  "hexColor",
  "ip",
  "startTime",
  "openingTime",
  "locale",
  "price",
  "mac",
  "iban",
  "mimeType",
  "ean",
  "sha",
];

/** A pattern that takes one of these asks for words or a number and not for a shape. */
const unshaped = ["Quiet river", "quiet-river", "quietriver", "QUIETRIVER", "Quiet", "42"];

/** Only the shape of a moment counts here. */
const anyInstant = Date.UTC(2026, 0, 1);

const known = new Map<string, readonly string[]>();
const maxKnown = 5000;

/** Names whose values fit the patterns: a function of the patterns alone, and found once for each. */
export function shapesOf(patterns: readonly string[]): readonly string[] {
  const key = patterns.join("\n");
  let found = known.get(key);
  if (found === undefined) {
    const space = new TextSpace({ patterns, formats: [], minLength: 0, maxLength: Number.POSITIVE_INFINITY });
    const isShaped = !unshaped.some((text) => space.matches(text));
    found = isShaped ? names.filter((name) => sampled(name).some((text) => space.matches(text))) : [];
    if (known.size >= maxKnown) known.clear();
    known.set(key, found);
  }
  return found;
}

/** Some values of the kind that a name means. */
function sampled(name: string): readonly string[] {
  const place = { name, parents: [], now: anyInstant };
  const scope = { formats: [], integer: false, maximum: Number.POSITIVE_INFINITY, maxLength: Number.POSITIVE_INFINITY };
  return [1, 2, 3].flatMap((seed) =>
    guessesByName(name).flatMap(({ kind, words, context }) =>
      kind.text
        ? [...severally(textsOf(kind, fieldOf({ ...place, seed, objectSeed: seed }, words, context, scope, 0)))]
        : [],
    ),
  );
}
