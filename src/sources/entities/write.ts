import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";
import { plain, stem } from "../../contract/resource/inflect.ts";
import { isWrapperOf } from "../../contract/resource/resource-evidence.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import { core, propertiesOf, typeOf } from "../../contract/resource/structure.ts";
import { asType, project } from "./value.ts";

/**
 * What a request writes into an entity: the members of its body that the entity has, under the entity's own names.
 * What only the server sets (`readOnly`) and what it never shows (`writeOnly`) is left out.
 */
export function writtenBody(call: Call, resource: Resource): JsonObject | undefined {
  const known = bodies.get(call);
  if (known?.resource === resource) return known.written;
  const written = readBody(call, resource);
  bodies.set(call, { resource, written });
  return written;
}

/** Several parts of an answer ask for it. */
const bodies = new WeakMap<Call, { readonly resource: Resource; readonly written: JsonObject | undefined }>();

function readBody({ body }: Call, { schema, name }: Resource): JsonObject | undefined {
  const written = unwrapped(body, { schema, name });
  if (!isObject(written)) return undefined;
  const { graph, node } = schema;
  const properties = propertiesOf(graph, node);
  if (properties.size === 0) return written as JsonObject;
  const spelled = new Map(Object.keys(written).map((key) => [plain(key), key]));
  const parts = {};
  for (const [property, type] of properties) {
    const value = own(written, property) ?? own(written, spelled.get(plain(property)) ?? property);
    const isServers = graph.annotations(type).readOnly || graph.annotations(core(graph, type)).readOnly;
    const typed = isServers ? undefined : value === null ? null : asType(value, typeOf(graph, type));
    if (typed !== undefined) setOwn(parts, property, project(graph, type, typed));
  }
  return parts;
}

/** `{"user": {…}}` and `{"data": {…}}` say the same as what they wrap; so does one member with options beside it. */
function unwrapped(body: unknown, { schema, name }: Pick<Resource, "schema" | "name">): unknown {
  if (!isObject(body)) return undefined;
  const keys = Object.keys(body);
  const isLone = keys.length === 1;
  const key = keys.find((one) => (isLone ? stem(one) === name || one === "data" : isWrapperOf(one, name)));
  const inner = key === undefined ? undefined : own(body, key);
  if (!isObject(inner)) return body as Record<string, JsonValue>;
  const properties = new Set(propertiesOf(schema.graph, schema.node).names.map(plain));
  const isEntity = !isLone && keys.some((one) => properties.has(plain(one)));
  return isEntity ? (body as Record<string, JsonValue>) : inner;
}

/**
 * Which properties of an entity a request could have written. PUT takes away what a client left out, but not what it
 * has no way to say.
 */
export function sayable({ mediaType }: Call, { name }: Resource): (property: string) => boolean {
  const schema = mediaType?.schema;
  if (!schema) return () => true;
  const { graph, node } = schema;
  const own = propertiesOf(graph, node);
  const inner = [...own].flatMap(([key, type]) => (isWrapperOf(key, name) ? propertiesOf(graph, type).names : []));
  const names = new Set([...own.names, ...inner].map(plain));
  return (property) => names.size === 0 || names.has(plain(property));
}
