import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import type { Decoder } from "./decoder.ts";

/** One member of an object, as it is asked for and as it is called. */
export interface MemberPlan {
  /** In the schema that the wire schema stands for. */
  readonly name: string;
  /** In the wire schema. */
  readonly wireName: string;
  readonly decoder: Decoder;
  /** Whether null says that it is not there. */
  readonly isOptional: boolean;
  /** Whether only one value is possible: what tells branches apart. */
  readonly isTag: boolean;
}

/** How an object is read. */
export interface ObjectPlan {
  readonly members: readonly MemberPlan[];
  /** The member of the wire schema that holds what has no name of its own, as pairs. */
  readonly others?: { readonly wireName: string; readonly decoder: Decoder } | undefined;
  /** What the model is not asked for, because it can be nothing else here. */
  readonly fills: readonly (readonly [name: string, value: JsonValue])[];
}

export function objectDecoder(plan: ObjectPlan): Decoder {
  return {
    likeness: (written) => likenessOf(plan, written),
    decode: (written) => {
      const object = objectIn(written);
      return object && decodeObject(plan, object);
    },
  };
}

function decodeObject({ members, others, fills }: ObjectPlan, written: JsonObject): JsonObject {
  const decoded = {};
  for (const member of members) {
    const value = writtenFor(member, written);
    if (value === undefined || (value === null && member.isOptional)) continue;
    const read = member.decoder.decode(value);
    if (read !== undefined) setOwn(decoded, member.name, read);
  }
  const rest = others && decodeOthers(others, written);
  for (const [name, value] of rest ?? []) if (!Object.hasOwn(decoded, name)) setOwn(decoded, name, value);
  for (const [name, value] of fills) setOwn(decoded, name, value);
  return decoded;
}

function decodeOthers(
  { wireName, decoder }: NonNullable<ObjectPlan["others"]>,
  written: JsonObject,
): readonly (readonly [string, JsonValue])[] {
  const pairs = own(written, wireName) as JsonValue | undefined;
  const rest = pairs === undefined ? undefined : decoder.decode(pairs);
  return isObject(rest) ? Object.entries(rest as JsonObject) : [];
}

function writtenFor({ name, wireName }: MemberPlan, written: JsonObject): JsonValue | undefined {
  return (own(written, wireName) ?? own(written, name)) as JsonValue | undefined;
}

/** How sure a tag of another branch makes one that it is another branch. */
const OTHER_TAG = 0.1;

function likenessOf({ members }: ObjectPlan, written: JsonValue): number {
  const object = objectIn(written);
  if (!object) return 0;
  const size = Object.keys(object).length;
  if (members.length === 0) return size === 0 ? 1 : 0.3;
  const found = members.flatMap((member) => likenessOfMember(member, object) ?? []);
  if (found.length === 0) return 0;
  const sum = found.reduce((total, { likeness }) => total + 0.3 + 0.7 * likeness, 0);
  const isOther = found.some(({ likeness, isTag }) => isTag && likeness < 1);
  const share = 0.5 + (0.5 * found.length) / size;
  return (sum / members.length) * share * (isOther ? OTHER_TAG : 1) * (written === object ? 1 : 0.5);
}

function likenessOfMember(member: MemberPlan, written: JsonObject): { likeness: number; isTag: boolean } | undefined {
  const { decoder, isOptional, isTag } = member;
  const value = writtenFor(member, written);
  if (value === undefined) return undefined;
  return { likeness: value === null && isOptional ? 1 : decoder.likeness(value), isTag };
}

/** An object, or the only one in a list. */
function objectIn(written: JsonValue): JsonObject | undefined {
  const inner: unknown = Array.isArray(written) && written.length === 1 ? written[0] : written;
  return isObject(inner) ? (inner as JsonObject) : undefined;
}

/** What the pairs of a map are called. */
export const KEY = "key";
export const VALUE = "value";

/** A list of pairs; a plain object is taken as well, which models write where nothing keeps them from it. */
export function mapDecoder(values: Decoder): Decoder {
  return {
    likeness: (written) => {
      const [first] = pairsIn(written) ?? [undefined];
      if (first) return values.likeness(first[1]) / 2 + 0.5;
      return Array.isArray(written) && written.length > 0
        ? 0
        : typeof written === "object" && written !== null
          ? 0.6
          : 0;
    },
    decode: (written) => {
      const pairs = pairsIn(written);
      if (!pairs) return undefined;
      const decoded = {};
      for (const [key, value] of pairs) {
        const read = values.decode(value);
        if (read !== undefined) setOwn(decoded, key, read);
      }
      return decoded;
    },
  };
}

function pairsIn(written: JsonValue): readonly (readonly [string, JsonValue])[] | undefined {
  if (Array.isArray(written)) return written.flatMap((item: JsonValue) => pairOf(item));
  if (!isObject(written)) return undefined;
  const single = Object.keys(written).length === 2 ? pairOf(written as JsonObject) : [];
  return single.length > 0 ? single : Object.entries(written as JsonObject);
}

/** `{key, value}`, or `[key, value]`. */
function pairOf(item: JsonValue): readonly (readonly [string, JsonValue])[] {
  const [key, value] = Array.isArray(item) && item.length === 2 ? item : [own(item, KEY), own(item, VALUE)];
  const isName = typeof key === "string" || typeof key === "number";
  return isName && value !== undefined ? [[String(key), value as JsonValue]] : [];
}
