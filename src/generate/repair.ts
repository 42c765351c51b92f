import { isObject, type JsonValue, MAX_JSON_DEPTH, own, parseJsonText, setOwn } from "../base/json.ts";
import { seedOf } from "../base/random.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { BudgetError, UnsatisfiableError } from "./errors.ts";
import { generate } from "./instance.ts";

/** How many candidates are judged on the way back to what was written. */
const MAX_JUDGED = 1_000;

/** What a repair has to go by beside the value. */
export interface RepairOptions {
  /** Name of what the value is, e.g. a parameter's. */
  readonly name?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * A valid value that differs from a broken one in little: a valid one is made around its valid parts, and then every
 * part is given back its written form, or left out again, where the whole stays valid. What was written as null and
 * may be missing is left out.
 *
 * @returns `undefined` where no valid value is found
 */
export function repair(schema: Schema, broken: JsonValue, { name, now }: RepairOptions): JsonValue | undefined {
  const { graph, node, pointer } = schema;
  for (const written of readingsOf(broken)) {
    const made = madeAround(schema, written, { seed: seedOf(pointer), name, now });
    if (made === undefined) return undefined;
    // A text that shows an object or a list gives its parts only where the schema wants one.
    if (written !== broken && typeof made !== "object") continue;
    let judged = 0;
    return towards(made, written, (value) => judged++ < MAX_JUDGED && graph.accepts(node, value));
  }
  return undefined;
}

/** What a text may have been meant to say, before what it says. */
function readingsOf(broken: JsonValue): readonly JsonValue[] {
  const parsed = typeof broken === "string" ? parseJsonText(broken, MAX_JSON_DEPTH) : undefined;
  const isMeant = parsed && "value" in parsed && typeof parsed.value === "object" && parsed.value !== null;
  return isMeant ? [parsed.value as JsonValue, broken] : [broken];
}

function madeAround(
  schema: Schema,
  prefer: JsonValue,
  options: { seed: ReturnType<typeof seedOf>; name: string | undefined; now: number },
): JsonValue | undefined {
  try {
    return generate(schema, { ...options, prefer, rootItems: 1, items: 1 });
  } catch (error) {
    if (error instanceof UnsatisfiableError || error instanceof BudgetError) return undefined;
    throw error;
  }
}

type Accepts = (value: JsonValue) => boolean;

/** Changes a valid value towards a written one, part by part, as far as it stays valid. */
function towards(made: JsonValue, written: JsonValue, accepts: Accepts): JsonValue {
  if (accepts(written)) return written;
  if (isObject(made) && isObject(written)) return objectTowards(made, written, accepts);
  if (Array.isArray(made) && Array.isArray(written)) return listTowards(made, written, accepts);
  return made;
}

type Members = ReadonlyMap<string, JsonValue>;

function objectTowards(made: object, written: object, accepts: Accepts): JsonValue {
  const order = [...new Set([...Object.keys(written), ...Object.keys(made)])];
  const objectOf = (members: Members): JsonValue => {
    const object = {};
    for (const key of order) if (members.has(key)) setOwn(object, key, members.get(key));
    return object;
  };
  let best: Members = new Map(Object.entries(made));
  for (const key of order) {
    const wish = own(written, key) as JsonValue | undefined;
    best = memberTowards(best, key, wish, (members) => accepts(objectOf(members)));
  }
  return objectOf(best);
}

/** The members with one of them as written, or as near to that as it is accepted. */
function memberTowards(
  members: Members,
  key: string,
  wish: JsonValue | undefined,
  accepts: (members: Members) => boolean,
): Members {
  const member = members.get(key);
  const without = new Map(members);
  without.delete(key);
  if (wish === undefined) return accepts(without) ? without : members;
  const asWished = new Map(members).set(key, wish);
  if (accepts(asWished)) return asWished;
  if (member === undefined) return members;
  if (wish === null && accepts(without)) return without;
  return new Map(members).set(
    key,
    towards(member, wish, (value) => accepts(new Map(members).set(key, value))),
  );
}

function listTowards(made: readonly JsonValue[], written: readonly JsonValue[], accepts: Accepts): JsonValue {
  let best = made;
  for (const [index, item] of made.entries()) {
    const wish = written[index];
    if (wish === undefined) continue;
    best = best.with(
      index,
      towards(item, wish, (value) => accepts(best.with(index, value))),
    );
  }
  return best;
}
