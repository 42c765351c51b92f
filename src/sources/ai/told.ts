import { isObject, type JsonObject } from "../../base/json.ts";
import type { SessionState, Write } from "../../session/state.ts";
import { type Member, sessionKeyOf } from "../entities/member.ts";
import type { ToldEntities, ToldEntity } from "./share.ts";

/** What a model told of an entity: just now, else before, as the session has it. */
export function toldOf(member: Member, state: SessionState, told?: ToldEntities): ToldEntity | undefined {
  const now = told?.get(toldKeyOf(member));
  if (now || state.version === 0) return now;
  const kept = state.told(sessionKeyOf(member.collection), String(member.id));
  if (!isObject(kept) || !isObject(kept["facts"]) || !Array.isArray(kept["views"])) return undefined;
  return { intent: String(kept["intent"]), views: kept["views"].map(String), facts: kept["facts"] as JsonObject };
}

/** Names an entity in its session. */
export function toldKeyOf({ collection, id }: Member): string {
  return `${sessionKeyOf(collection)} ${id}`;
}

/** What the session is to remember of it. */
export function toldWrite({ collection, id }: Member, { intent, views, facts }: ToldEntity): Write {
  return { kind: "told", place: sessionKeyOf(collection), id: String(id), value: { intent, views, facts } };
}
