import { type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { Schema } from "../../contract/schema/schema.ts";

const created =
  /^(?:created?|creation|inserted|added)(?:at|on|date|time|datetime|timestamp)?$|^(?:date|time)(?:created|added)$/;
const updated =
  /^(?:updated?|modified|lastmodified|lastupdated?|changed|edited)(?:at|on|date|time|datetime|timestamp)?$|^(?:date|time)(?:updated|modified)$/;

/** Greater numbers are milliseconds, not seconds: it was 1973 when there were that many of these. */
const LEAST_MILLISECONDS = 1e11;

/**
 * The entity with the time of a write where it says when it was created or changed: in the form that it has there,
 * and only where the schema takes it.
 *
 * @param given - what the client wrote itself stays
 * @param now - milliseconds since the epoch
 */
export function stamped(
  entity: JsonObject,
  given: JsonObject,
  now: number,
  { isNew, schema: { graph, node } }: { readonly isNew: boolean; readonly schema: Schema },
): JsonObject {
  const instants = Object.entries(entity).flatMap(([name, value]): [string, JsonValue][] => {
    const key = plain(name);
    if (Object.hasOwn(given, name) || !(updated.test(key) || (isNew && created.test(key)))) return [];
    const instant = inForm(value, now);
    return instant === undefined ? [] : [[name, instant]];
  });
  if (instants.length === 0) return entity;
  const whole = withMembers(entity, instants);
  if (graph.accepts(node, whole)) return whole;
  return instants.reduce((kept, one) => {
    const changed = withMembers(kept, [one]);
    return graph.accepts(node, changed) ? changed : kept;
  }, entity);
}

function withMembers(entity: JsonObject, members: readonly (readonly [string, JsonValue])[]): JsonObject {
  const changed = { ...entity };
  for (const [name, value] of members) setOwn(changed, name, value);
  return changed;
}

/** The instant as the value writes instants; `undefined` where it writes none. */
function inForm(value: JsonValue, now: number): JsonValue | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) {
    return value >= LEAST_MILLISECONDS ? now : Math.floor(now / 1000);
  }
  if (typeof value !== "string") return undefined;
  const text = new Date(now).toISOString();
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return text.slice(0, 10);
  const [, fraction, zone] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/.exec(value) ?? [];
  return zone === undefined ? undefined : `${text.slice(0, fraction === undefined ? 19 : 23)}${zone}`;
}
