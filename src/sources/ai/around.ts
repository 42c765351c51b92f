import { escapeToken, isObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { Write } from "../../session/state.ts";
import type { Ask, Draft } from "../source.ts";
import { withLeavesOf } from "./reading.ts";
import { nameOf } from "./request.ts";
import type { ModelShare, ShownEntity } from "./share.ts";

/** A draft with what a model says around its entities: single values beside them, such as a message or a title. */
export function withAround(ask: Ask, share: ModelShare, schema: Schema, draft: Draft, said?: JsonObject): Draft {
  const place = mountedNameOf(ask.call.operation);
  const id = nameOf(ask, share);
  const around = said ?? ask.state.told(place, id);
  if (around === undefined || draft.body === undefined) return draft;
  const body = withLeavesOf(draft.body, around, schema);
  if (!schema.graph.accepts(schema.node, body)) return draft;
  const told: Write[] = said ? [{ kind: "told", place, id, value: said }] : [];
  return { ...draft, body, writes: [...(draft.writes ?? []), ...told] };
}

/** The part of what a model wrote that stands around entities, without what the request has said; `undefined` for nothing. */
export function aroundIn(value: JsonValue, shows: readonly ShownEntity[], { call }: Ask): JsonObject | undefined {
  const { path, query } = call.parameters;
  const said = new Set([...Object.keys(path), ...Object.keys(query)].map(plain));
  return besides(value, "", { places: shows.map(({ pointer }) => `${pointer}/`), said });
}

interface Surroundings {
  /** Of the entities, each with a slash at its end. */
  readonly places: readonly string[];
  readonly said: ReadonlySet<string>;
}

/** What lies elsewhere than on the way to an entity may be about others, of which the session knows more. */
function besides(value: JsonValue, pointer: string, around: Surroundings): JsonObject | undefined {
  const isOnTheWay = around.places.some((place) => place !== `${pointer}/` && place.startsWith(`${pointer}/`));
  if (!isObject(value) || !isOnTheWay) return undefined;
  const kept = {};
  for (const [name, member] of Object.entries(value as JsonObject)) {
    const isSingle = typeof member !== "object" || member === null;
    const part = isSingle ? member : besides(member, `${pointer}/${escapeToken(name)}`, around);
    if (part !== undefined && !around.said.has(plain(name))) setOwn(kept, name, part);
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
