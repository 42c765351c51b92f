import { isObject, type JsonValue, own } from "../../base/json.ts";
import type { Schema, SchemaNode } from "../../contract/schema/schema.ts";
import { bounded, type Decoder, nullable } from "./decoder.ts";
import { mergedOf } from "./merged.ts";
import { closedObject, isLeft, orNull, TooLarge } from "./translated.ts";
import { Translation, type WireOptions } from "./translation.ts";
import { MAX_WIRE_CHARACTERS } from "./wire-limits.ts";
import type { WireSchema } from "./wire-schema.ts";

/** Only objects are legal roots: what a model writes stands in this member of one. */
const BODY = "body";

/** The schema does not fit into what is put to a model, and by what measure: "more than 24000 characters". */
export interface TooLargeForModels {
  readonly tooLarge: string;
}

/**
 * Translates a schema into the strict subset that OpenAI, Groq and grammars of local runtimes have in common:
 *
 * - `type` at every node but unions: one name, or a list of names of single values with "null" last
 * - `properties`, `required` with all of them, `additionalProperties: false`; an object at the root
 * - `items`; `anyOf`; `enum` of single values; `description`
 *
 * No `$ref`, `const`, `oneOf` or `allOf`, and none of `pattern`, `format` and the bounds: OpenAI has most of them, but
 * others answer 400, 500 or ignore them, so they are told in words. Examples, defaults, titles and `x-…` are left out.
 *
 * What has no place there changes its form: an optional member is one that may be null, a map a list of pairs, a tuple
 * an object with the places as names. The wire schema may be looser or narrower than the schema; the validator judges.
 */
export function wireSchemaOf(schema: Schema, options: WireOptions = {}): WireSchema | TooLargeForModels {
  const { node } = schema;
  const before = typeof node === "object" ? known.get(node) : undefined;
  if (before && before.seed === options.seed && before.omit === options.omit) return before.wire;
  const wire = translatedOr(schema, options);
  if (typeof node === "object") known.set(node, { ...options, wire });
  return wire;
}

/** What was last made of a node: large ones take tens of milliseconds, and an operation is asked about again. */
const known = new WeakMap<SchemaNode, WireOptions & { readonly wire: WireSchema | TooLargeForModels }>();

function translatedOr(schema: Schema, options: WireOptions): WireSchema | TooLargeForModels {
  try {
    return translated(schema, options);
  } catch (error) {
    if (error instanceof TooLarge) return { tooLarge: error.message };
    throw error;
  }
}

function translated({ graph, node }: Schema, options: WireOptions): WireSchema {
  const outcome = new Translation(options).translate(mergedOf(graph, node), 1);
  if (isLeft(outcome)) {
    return { schema: closedObject({ [BODY]: { type: "null" } }), decode: () => outcome.fill ?? null };
  }
  const { schema, decoder, isNullable } = outcome;
  const wire = closedObject({ [BODY]: isNullable ? orNull(schema) : schema });
  if (JSON.stringify(wire).length > MAX_WIRE_CHARACTERS)
    throw new TooLarge(`more than ${MAX_WIRE_CHARACTERS} characters`);
  const root = isNullable ? nullable(decoder) : decoder;
  return { schema: wire, decode: (written) => decodeRoot(root, bounded(written)) };
}

/** The wrapper may be missing, be another one, or be there twice: what looks most like the body is it. */
function decodeRoot(decoder: Decoder, written: JsonValue): JsonValue {
  const [first, ...others] = [...bodiesIn(written), written];
  let best = first ?? null;
  let most = decoder.likeness(best);
  for (const candidate of others) {
    const likeness = decoder.likeness(candidate);
    if (likeness > most) [best, most] = [candidate, likeness];
  }
  return decoder.decode(best) ?? null;
}

function bodiesIn(written: JsonValue): readonly JsonValue[] {
  const body = own(written, BODY) as JsonValue | undefined;
  const members: readonly JsonValue[] = isObject(written) ? (Object.values(written) as JsonValue[]) : [];
  const found = body === undefined ? [] : [body];
  if (members.length === 1 && body === undefined) found.push(...members);
  // `{"body": {"data": [...]}}`
  const inner = found.flatMap((value) => (isObject(value) ? (Object.values(value) as JsonValue[]) : []));
  return inner.length === 1 ? [...found, ...inner] : found;
}
