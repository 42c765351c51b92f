import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { isObject, type JsonObject } from "../../base/json.ts";
import type { SessionState, Write } from "../../session/state.ts";
import { type Member, sessionKeyOf } from "../entities/member.ts";
import type { ShownEntity, ToldEntities, ToldEntity } from "./share.ts";

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

/** Which entities are written, by the same names. */
export function writtenBy(writes: readonly Write[] = []): ReadonlySet<string> {
  return new Set(writes.flatMap((write) => (write.kind === "put" ? [`${write.collection} ${write.id}`] : [])));
}

/** What the session is to remember of it. */
export function toldWrite({ collection, id }: Member, { intent, views, facts }: ToldEntity): Write {
  return { kind: "told", place: sessionKeyOf(collection), id: String(id), value: { intent, views, facts } };
}

/** What was told before stays as long as nobody wants something else. */
export function merged(
  said: JsonObject,
  { member, view }: Pick<ShownEntity, "member" | "view">,
  state: SessionState,
  intent: string,
): ToldEntity {
  const before = toldOf(member, state);
  const isAnother = intent !== "" && before?.intent !== intent;
  if (!before) return { intent, views: [closedDigest(view)], facts: said };
  if (isAnother) return { intent, views: [closedDigest(view)], facts: { ...before.facts, ...said } };
  return { intent: before.intent, views: [...before.views, closedDigest(view)], facts: { ...said, ...before.facts } };
}
