import { own } from "../../base/json.ts";
import { locale } from "../../base/setting-kind.ts";
import type { GenerationHints } from "../contract.ts";

/** Items of a list where nobody says otherwise; bounds move it. */
const USUAL_ITEMS = 10;
const MAX_ITEMS = 10_000;

/**
 * Reads `x-json-schema-faker` at the root of a document, as Prism does: `locale`, `min-items`, `max-items`,
 * `optionalsProbability` and `alwaysFakeOptionals`. Its other options have no counterpart: declared properties are
 * always filled, and nothing is evaluated.
 */
export function compileHints(document: unknown): GenerationHints {
  const hints = own(document, "x-json-schema-faker");
  const option = (...names: string[]): unknown =>
    names.map((name) => own(hints, name)).find((value) => value !== undefined);
  const least = count(option("min-items", "minItems"));
  const most = count(option("max-items", "maxItems"));
  const isBounded = least !== undefined || most !== undefined;
  const share = option("optionalsProbability", "optionals-probability");
  const isShare = typeof share === "number" && share >= 0 && share <= 1;
  return {
    arraySize: isBounded ? Math.min(most ?? MAX_ITEMS, Math.max(least ?? 0, USUAL_ITEMS)) : undefined,
    optionals: option("alwaysFakeOptionals", "always-fake-optionals") === true ? 1 : isShare ? share : undefined,
    locale: locale.read(option("locale")),
  };
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= MAX_ITEMS ? Math.floor(value) : undefined;
}
