import type { JsonObject, JsonValue } from "../../base/json.ts";
import { derive, Random, type Seed } from "../../base/random.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "../../contract/schema/schema.ts";
import { describe } from "./constraint-words.ts";
import {
  anyDecoder,
  choiceDecoder,
  enumDecoder,
  listDecoder,
  nullable,
  scalarDecoder,
  tupleDecoder,
} from "./decoder.ts";
import type { Merged } from "./merged.ts";
import { translateObject } from "./translate-object.ts";
import {
  anyOf,
  closedObject,
  described,
  enumeration,
  isLeft,
  type Left,
  listSchema,
  TooLarge,
  type Translated,
} from "./translated.ts";
import {
  MAX_BRANCHES,
  MAX_ENUM_MEMBERS,
  MAX_ENUM_VALUES,
  MAX_NESTING,
  MAX_TUPLE,
  MAX_UNROLLED,
  MAX_WIRE_CHARACTERS,
  MAX_WIRE_STEPS,
} from "./wire-limits.ts";

/** How a schema is put to a model. */
export interface WireOptions {
  /** Which branches of wide unions and which values of long enumerations are offered. Default: 0. */
  readonly seed?: Seed | undefined;
  /** Members that a model is not asked for. */
  readonly omit?: ((name: string, node: JsonSchema, graph: SchemaGraph) => boolean) | undefined;
}

const nothing: Left = { isOurs: false };

/** The making of one wire schema, with what bounds it. */
export class Translation {
  readonly #seed: Seed;
  readonly #omit: WireOptions["omit"];
  /** How often each schema is being translated right now. */
  readonly #open = new Map<SchemaNode, number>();
  #steps = 0;
  #enumValues = 0;
  /** Of what is translated so far, at least. */
  #characters = 0;

  constructor({ seed = 0, omit }: WireOptions) {
    this.#seed = seed;
    this.#omit = omit;
  }

  omits(name: string, { node, graph }: Merged): boolean {
    return this.#omit?.(name, node, graph) ?? false;
  }

  /**
   * @param level - how many objects and arrays are around
   * @param base - what the value is a branch of
   * @throws {TooLarge}
   */
  translate(merged: Merged, level: number, base?: Merged): Translated | Left {
    if (++this.#steps > MAX_WIRE_STEPS) throw new TooLarge(`more than ${MAX_WIRE_STEPS} schemas`);
    if (merged.isNever) return nothing;
    const entered = merged.identity.filter((node) => !base?.identity.includes(node));
    if (entered.some((node) => (this.#open.get(node) ?? 0) >= MAX_UNROLLED)) return leftOut(merged);
    for (const node of entered) this.#open.set(node, (this.#open.get(node) ?? 0) + 1);
    const outcome = merged.choices.length > 0 ? this.#choice(merged, level) : this.#plain(merged, level, base);
    for (const node of entered) this.#open.set(node, (this.#open.get(node) ?? 0) - 1);
    return outcome;
  }

  #choice(merged: Merged, level: number): Translated | Left {
    const { alternatives } = merged;
    const isNullable = alternatives.some(({ allowsNull }) => allowsNull);
    const written = alternatives.filter(({ allowsNull, kinds }) => !allowsNull || kinds.length > 0);
    if (written.length === 0) return isNullable ? { isOurs: false, fill: null } : nothing;
    const outcomes = this.#some(written, MAX_BRANCHES, merged).map((branch) => this.translate(branch, level, merged));
    const branches = distinct(outcomes.flatMap((outcome) => (isLeft(outcome) ? [] : outcome)));
    if (branches.length === 0) return orFill(outcomes.find(isLeft) ?? nothing, isNullable);
    return union(branches, branches.length > 1 ? describe(merged) : "", isNullable);
  }

  #plain(merged: Merged, level: number, base: Merged | undefined): Translated | Left {
    if (merged.values) return this.#enumeration(merged, merged.values, base);
    const { kinds, types, allowsNull: isNullable } = merged;
    if (kinds.length === 0 && types) return { isOurs: false, fill: null };
    const description = describe(merged, base);
    // What nothing is said of is asked for as text: an endpoint wants a type, and text is right where all is.
    if (kinds.length === 0) return { schema: described("string", description), decoder: anyDecoder, isNullable };
    const parts: Translated[] = scalarPart(merged, description);
    for (const { schema } of parts) this.#count(JSON.stringify(schema).length);
    let left: Left = nothing;
    for (const kind of kinds) {
      if (kind !== "object" && kind !== "array") continue;
      const outcome =
        kind === "object" ? this.#object(merged, level, description) : this.#list(merged, level, description);
      if (isLeft(outcome)) left = outcome;
      else parts.push(outcome);
    }
    return parts.length === 0 ? orFill(left, isNullable) : union(parts, "", isNullable);
  }

  #enumeration(merged: Merged, values: readonly JsonValue[], base: Merged | undefined): Translated | Left {
    const listed = values.filter((value) => value !== null);
    if (listed.length === 0) return { isOurs: false, fill: null };
    const offered = this.#some(listed, MAX_ENUM_MEMBERS, merged);
    this.#enumValues += offered.length;
    if (this.#enumValues > MAX_ENUM_VALUES) throw new TooLarge(`more than ${MAX_ENUM_VALUES} values in enumerations`);
    const schema = enumeration(offered, describe(merged, base));
    return { schema, decoder: enumDecoder(listed), isNullable: merged.allowsNull };
  }

  /** Tells early that a schema will not fit: most of one consists of single values. */
  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters > MAX_WIRE_CHARACTERS) throw new TooLarge(`more than ${MAX_WIRE_CHARACTERS} characters`);
  }

  #object(merged: Merged, level: number, description: string): Translated | Left {
    return level >= MAX_NESTING ? leftOut(merged) : translateObject(this, merged, level + 1, description);
  }

  #list(merged: Merged, level: number, description: string): Translated | Left {
    const isNullable = merged.allowsNull;
    if (level >= MAX_NESTING) return leftOut(merged);
    if (merged.leading > 0) return this.#tuple(merged, level, description);
    const item = merged.item(0);
    const items = item ? this.translate(item, level + 1) : nothing;
    if (isLeft(items)) return items.isOurs ? items : leftOut(merged);
    const decoder = listDecoder(items.isNullable ? nullable(items.decoder) : items.decoder);
    return { schema: listSchema(items.schema, description), decoder, isNullable };
  }

  #tuple(merged: Merged, level: number, description: string): Translated | Left {
    const most = Math.min(merged.least("maxItems") ?? MAX_TUPLE, MAX_TUPLE);
    const count = Math.min(Math.max(merged.leading, merged.greatest("minItems") ?? 0), most);
    const properties: Record<string, JsonObject> = {};
    const decoders = [];
    for (let index = 0; index < count; index++) {
      const merge = merged.item(index);
      const item = merge && this.translate(merge, level + 1);
      if (!item || isLeft(item)) break;
      properties[index] = item.schema;
      decoders.push(item.isNullable ? nullable(item.decoder) : item.decoder);
    }
    if (decoders.length === 0) return leftOut(merged);
    const schema = closedObject(properties, description);
    return { schema, decoder: tupleDecoder(decoders), isNullable: merged.allowsNull };
  }

  /** As many as a model is offered, in their order; which ones depends on the seed and the place of the schema. */
  #some<Item>(items: readonly Item[], most: number, { graph, nodes: [node] }: Merged): readonly Item[] {
    if (items.length <= most) return items;
    const { pointer } = graph.annotations(node ?? true);
    const drawn = new Set(new Random(derive(this.#seed, pointer)).shuffle([...items.keys()]).slice(0, most));
    return items.filter((_, index) => drawn.has(index));
  }
}

/** What stands for something that is not asked for because it contains itself, is nested too deep, or cannot be. */
function leftOut(merged: Merged): Left {
  if (merged.allowsNull) return { isOurs: false, fill: null };
  const isList = merged.kinds.length === 1 && merged.kinds[0] === "array";
  return isList && (merged.greatest("minItems") ?? 0) === 0 ? { isOurs: false, fill: [] } : nothing;
}

/** Null stands for what may be null and cannot be asked for; what is ours is never filled. */
function orFill(left: Left, isNullable: boolean): Left {
  return isNullable && !left.isOurs ? { isOurs: false, fill: null } : left;
}

function scalarPart({ kinds, allowsNull: isNullable }: Merged, description: string): Translated[] {
  const single = kinds.filter((kind) => kind !== "object" && kind !== "array");
  const types = single.filter((kind) => kind !== "integer" || !single.includes("number"));
  const [only] = types;
  if (only === undefined) return [];
  const type = types.length === 1 ? only : types;
  return [{ schema: described(type, description), decoder: scalarDecoder(types), isNullable }];
}

function union(parts: readonly Translated[], description: string, isNullable: boolean): Translated {
  const [only] = parts;
  if (only && parts.length === 1) return { ...only, isNullable };
  const schema = anyOf(
    parts.map((part) => part.schema),
    description,
  );
  return { schema, decoder: choiceDecoder(parts.map(({ decoder }) => decoder)), isNullable };
}

/** Branches that differ in what has no place in a wire schema are one. */
function distinct(parts: readonly Translated[]): readonly Translated[] {
  const byText = new Map<string, Translated>();
  for (const part of parts) {
    const text = JSON.stringify(part.schema);
    if (!byText.has(text)) byText.set(text, part);
  }
  return [...byText.values()];
}
