import { escapeToken, isObject, type JsonValue, MAX_JSON_DEPTH, own, parseJsonText, setOwn } from "../base/json.ts";
import { seedOf } from "../base/random.ts";
import type { Schema, SchemaError } from "../contract/schema/schema.ts";
import { BudgetError, UnsatisfiableError } from "./errors.ts";
import { generate } from "./instance.ts";
import { nearbyValues } from "./nearby.ts";

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
    const accepts = (value: JsonValue): boolean => judged++ < MAX_JUDGED && graph.accepts(node, value);
    return towards(made, written, { accepts, errors: graph.errors(node, written) });
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

/** A place of the value on its way back to what was written. */
interface Aim {
  /** Whether the whole is valid with this value here. */
  accepts(value: JsonValue): boolean;
  /** What is wrong with what was written here; paths start here. */
  readonly errors: readonly SchemaError[];
}

/** Changes a valid value towards a written one, part by part, as far as it stays valid. */
function towards(made: JsonValue, written: JsonValue, aim: Aim): JsonValue {
  if (aim.accepts(written)) return written;
  if (isObject(made) && isObject(written)) return objectTowards(made, written, aim);
  if (Array.isArray(made) && Array.isArray(written)) return listTowards(made, written, aim);
  const here = aim.errors.filter(({ instancePath }) => instancePath === "");
  return here.flatMap((error) => nearbyValues(written, error)).find(aim.accepts) ?? made;
}

/** The aim of a member or an item. */
function aimBelow({ errors }: Aim, token: string | number, accepts: Aim["accepts"]): Aim {
  const start = `/${escapeToken(token)}`;
  const below = errors.flatMap((error) => {
    const { instancePath } = error;
    const isBelow = instancePath === start || instancePath.startsWith(`${start}/`);
    return isBelow ? [{ ...error, instancePath: instancePath.slice(start.length) }] : [];
  });
  return { errors: below, accepts };
}

type Members = ReadonlyMap<string, JsonValue>;

function objectTowards(made: object, written: object, aim: Aim): JsonValue {
  const order = [...new Set([...Object.keys(written), ...Object.keys(made)])];
  const objectOf = (members: Members): JsonValue => {
    const object = {};
    for (const key of order) if (members.has(key)) setOwn(object, key, members.get(key));
    return object as JsonValue;
  };
  let best: Members = new Map(Object.entries(made));
  for (const key of order) {
    const others = best;
    const accepts = (members: Members): boolean => aim.accepts(objectOf(members));
    const below = aimBelow(aim, key, (value) => accepts(new Map(others).set(key, value)));
    best = memberTowards(best, key, own(written, key) as JsonValue | undefined, accepts, below);
  }
  return objectOf(best);
}

/** The members with one of them as written, or as near to that as it is accepted. */
function memberTowards(
  members: Members,
  key: string,
  wish: JsonValue | undefined,
  accepts: (members: Members) => boolean,
  below: Aim,
): Members {
  const member = members.get(key);
  const without = new Map(members);
  without.delete(key);
  if (wish === undefined) return accepts(without) ? without : members;
  if (member === undefined) return below.accepts(wish) ? new Map(members).set(key, wish) : members;
  if (wish === null && !below.accepts(null) && accepts(without)) return without;
  return new Map(members).set(key, towards(member, wish, below));
}

function listTowards(made: readonly JsonValue[], written: readonly JsonValue[], aim: Aim): JsonValue {
  let best = made;
  for (const [index, item] of made.entries()) {
    const wish = written[index];
    const others = best;
    const below = aimBelow(aim, index, (value) => aim.accepts(others.with(index, value)));
    if (wish !== undefined) best = best.with(index, towards(item, wish, below));
  }
  return best;
}
