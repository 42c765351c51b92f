import { randomUUID } from "node:crypto";
import { isObject, type JsonObject, MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import type { CollectionSnapshot, KeptReply, KeptTold, SessionSnapshot, Write, Written } from "../state.ts";

/** One entry of a session's list in Redis: its id, and what it adds. */
export type Entry = { readonly id: string; readonly text: string } & EntryContent;

export type EntryContent =
  | {
      readonly kind: "snapshot";
      /** Of the session; its key holds a hash only. */
      readonly session: string;
      readonly snapshot: SessionSnapshot;
    }
  | { readonly kind: "writes"; readonly writes: readonly Write[] };

/** Characters of an entry's id, with which its text begins. */
export const ID_LENGTH = 36;

/** An entry with an id that no other has. */
export function entryOf(content: EntryContent): Entry {
  const id = randomUUID();
  return { id, text: `${id} ${JSON.stringify(content)}`, ...content };
}

/** @returns `undefined` for what Helix did not write: anybody may write to a Redis */
export function readEntry(text: unknown): Entry | undefined {
  if (typeof text !== "string" || text[ID_LENGTH] !== " ") return undefined;
  // What is stored lies a few levels deeper than the entity that a client sent.
  const parsed = parseJsonText(text.slice(ID_LENGTH + 1), MAX_JSON_DEPTH + 10);
  const content = "value" in parsed ? parsed.value : undefined;
  return isContent(content) ? { id: text.slice(0, ID_LENGTH), text, ...content } : undefined;
}

function isContent(value: unknown): value is EntryContent {
  if (!isObject(value)) return false;
  if (value["kind"] === "writes") return isListOf(value["writes"], isWrite);
  return value["kind"] === "snapshot" && typeof value["session"] === "string" && isSnapshot(value["snapshot"]);
}

/** Whether a value has the shape of a snapshot; what its entities are worth is for the contract to say. */
export function isSnapshot(value: unknown): value is SessionSnapshot {
  if (!isObject(value) || !isCount(value["writes"]) || !isListOf(value["collections"], isCollection)) return false;
  if (value["told"] !== undefined && !isListOf(value["told"], isTold)) return false;
  return value["replies"] === undefined || isListOf(value["replies"], isReply);
}

function isCollection(value: unknown): value is CollectionSnapshot {
  if (!isObject(value) || typeof value["collection"] !== "string" || !isCount(value["creations"])) return false;
  return isListOf(value["written"], isWritten) && isListOf(value["deleted"], isText);
}

function isWrite(value: unknown): value is Write {
  if (isObject(value) && value["kind"] === "reply") return isReply(value);
  if (isObject(value) && value["kind"] === "told") return isTold(value);
  if (!isObject(value) || typeof value["collection"] !== "string") return false;
  return value["kind"] === "put" ? isWritten(value) : value["kind"] === "delete" && isId(value["id"]);
}

function isReply(value: unknown): value is KeptReply {
  const answer = isObject(value) && isText(value["key"]) ? value["answer"] : undefined;
  if (!isObject(answer) || !isText(answer["request"]) || !isText(answer["source"])) return false;
  return isCount(answer["status"]) && (answer["headers"] === undefined || isObject(answer["headers"]));
}

function isTold(value: unknown): value is KeptTold {
  return isObject(value) && isText(value["place"]) && isText(value["id"]) && value["value"] !== undefined;
}

function isWritten(value: unknown): value is Written {
  if (!isObject(value) || !isId(value["id"])) return false;
  const { ordinal, entity } = value as { ordinal?: unknown; entity?: JsonObject };
  return isObject(entity) && (ordinal === undefined || isCount(ordinal));
}

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isId(value: unknown): value is string | number {
  return isText(value) || typeof value === "number";
}

/** More than anybody writes; a session's clock with so many ticks still shows a date. */
const MAX_COUNT = 1e9;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COUNT;
}
