import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import { describe } from "./constraint-words.ts";
import { isScalar } from "./decoder.ts";
import type { Leaf } from "./leaves.ts";
import { mergedOf } from "./merged.ts";
import { closedObject, described } from "./translated.ts";
import type { WireSchema } from "./wire-schema.ts";

/** Leaves that one question asks for: beyond them models forget some, and answers take longer than clients wait. */
export const MAX_LEAVES = 150;

/** The wire schema of a body of which everything stands but some texts and numbers. */
export interface LeafWire extends WireSchema {
  /**
   * The body with nothing in it but the leaves that were written. An array has its items at their places up to the last
   * one that was written; an item in between is `{}` or `[]` where such stand beside it, the leaf's present value where
   * it is a leaf that was not written, and null where nothing is known. `null` where nothing was written.
   */
  decode(written: JsonValue): JsonValue;
}

/**
 * A flat object of leaves, `l1` to `l150`, each with its place and meaning in words. Those beyond {@link MAX_LEAVES} are
 * not asked for.
 */
export function leafWireOf(leaves: readonly Leaf[]): LeafWire {
  const asked = leaves.slice(0, MAX_LEAVES);
  const properties: JsonObject = Object.fromEntries(asked.map((leaf, index) => [`l${index + 1}`, schemaOf(leaf)]));
  return { schema: closedObject(properties), decode: (written) => decodeLeaves(asked, written) };
}

function schemaOf({ graph, node, path, current }: Leaf): JsonObject {
  const [merged = mergedOf(graph, node)] = mergedOf(graph, node).alternatives.filter(({ kinds }) => kinds.length > 0);
  const isWhole = merged.kinds.includes("integer") && !merged.kinds.includes("number");
  const type = typeof current === "string" ? "string" : isWhole ? "integer" : "number";
  const words = describe(merged);
  const place = placeInWords(path);
  return described(type, words === "" ? place : `${place}: ${words}`);
}

/** "items[0].name" */
function placeInWords(path: Leaf["path"]): string {
  const words = path.map((token) => (typeof token === "number" ? `[${token}]` : `.${token}`)).join("");
  return (words.startsWith(".") ? words.slice(1) : words) || "the whole answer";
}

function decodeLeaves(leaves: readonly Leaf[], written: JsonValue): JsonValue {
  const values = leavesIn(written);
  const found = leaves.map((leaf, index) => ({ leaf, value: own(values, `l${index + 1}`) as JsonValue | undefined }));
  const isWritten = ({ value }: (typeof found)[number]) => value !== undefined && value !== null && isScalar(value);
  if (!found.some(isWritten)) return null;
  const root = new Sparse();
  // Where items beside them were written, leaves of the same list that were not stand as they are.
  for (const { leaf } of found) if (typeof leaf.path.at(-1) === "number") root.put(leaf.path, leaf.current, false);
  for (const entry of found) if (isWritten(entry)) root.put(entry.leaf.path, entry.value ?? null, true);
  return root.value() ?? null;
}

/** The leaves, or the only object in whatever was put around them. */
function leavesIn(written: JsonValue): JsonValue {
  if (!isObject(written) || Object.hasOwn(written, "l1")) return written;
  const [only, ...others] = Object.values(written);
  return others.length === 0 && isObject(only) ? (only as JsonObject) : written;
}

/** A body in which only some places are known. */
class Sparse {
  readonly #members = new Map<string | number, Sparse>();
  #value: JsonValue | undefined;
  /** Whether something in it was written, and does not only stand as it was. */
  #isWritten = false;

  put(path: readonly (string | number)[], value: JsonValue, isWritten: boolean): void {
    this.#isWritten ||= isWritten;
    const [token, ...rest] = path;
    if (token === undefined) this.#value = value;
    else this.#member(token).put(rest, value, isWritten);
  }

  #member(token: string | number): Sparse {
    const member = this.#members.get(token) ?? new Sparse();
    this.#members.set(token, member);
    return member;
  }

  /** `undefined` where nothing in it was written. */
  value(): JsonValue | undefined {
    if (!this.#isWritten) return undefined;
    if (this.#members.size === 0) return this.#value;
    const isList = [...this.#members.keys()].every((token) => typeof token === "number");
    return isList ? this.#list() : this.#object();
  }

  #list(): JsonValue {
    const written = [...this.#members].filter(([, member]) => member.#isWritten).map(([place]) => Number(place));
    const filler = fillerBeside([...this.#members.values()]);
    return Array.from({ length: Math.max(...written) + 1 }, (_, place) => {
      const member = this.#members.get(place);
      return (member && (member.value() ?? member.#value)) ?? filler;
    });
  }

  #object(): JsonValue {
    const object = {};
    for (const [name, member] of this.#members) {
      const value = member.value();
      if (value !== undefined) setOwn(object, String(name), value);
    }
    return object;
  }

  get kind(): "object" | "list" | "single" {
    const [first] = this.#members.keys();
    if (first === undefined) return "single";
    return typeof first === "number" ? "list" : "object";
  }
}

function fillerBeside(members: readonly Sparse[]): JsonValue {
  const kinds = new Set(members.map(({ kind }) => kind));
  if (kinds.has("object")) return {};
  return kinds.has("list") ? [] : null;
}

/**
 * Puts a sparse body onto a whole one: what is written wins, everything else stays, arrays keep their length. Null says
 * nothing.
 */
export function onto(body: JsonValue, sparse: JsonValue): JsonValue {
  if (sparse === null) return body;
  if (Array.isArray(body) && Array.isArray(sparse)) {
    return body.map((item: JsonValue, index) => onto(item, (sparse[index] as JsonValue | undefined) ?? null));
  }
  if (!isObject(body) || !isObject(sparse)) return isScalar(body) && isScalar(sparse) ? sparse : body;
  const whole = {};
  for (const [name, inner] of Object.entries(body as JsonObject)) {
    setOwn(whole, name, onto(inner, (own(sparse, name) as JsonValue | undefined) ?? null));
  }
  return whole;
}
