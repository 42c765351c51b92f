import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../base/json.ts";
import type { Call, ParameterValues } from "../contract/request/call.ts";
import { plain, stem, stemOf, words } from "../contract/resource/inflect.ts";
import { componentOf, propertiesOf, typeOf } from "../contract/resource/structure.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { asType, project } from "./entities/value.ts";

/** Methods that only read (RFC 9110 §9.2.1): what their requests carry besides parameters means nothing. */
const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"]);

/**
 * What a response should repeat of its request: parameters and posted members that have the name of one of its
 * properties, and `{petId}` as the `id` of a Pet. Whether each part is valid there is for the generator to see.
 *
 * @returns the parts by property name, or `undefined` where there are none
 */
export function echoes(call: Call, { graph, node }: Schema): JsonObject | undefined {
  const properties = propertiesOf(graph, node);
  const kind = componentOf(graph, node);
  const parts = {};
  let isEmpty = true;
  for (const [name, property] of properties) {
    const value = parameterFor(call.parameters, name, kind) ?? bodyMember(call, name);
    const typed = asType(value, typeOf(graph, property));
    if (typed === undefined) continue;
    setOwn(parts, name, project(graph, property, typed));
    isEmpty = false;
  }
  return isEmpty ? undefined : parts;
}

function parameterFor({ path, query }: ParameterValues, property: string, kind: string | undefined): unknown {
  const wanted = plain(property);
  for (const values of [path, query]) {
    for (const [name, value] of Object.entries(values)) {
      if (plain(name) === wanted || (values === path && identifies(name, wanted, kind))) return value;
    }
  }
  return undefined;
}

/** `{petId}` is the `id` of a Pet, and of nothing else. */
function identifies(parameter: string, property: string, kind: string | undefined): boolean {
  const parts = words(parameter);
  return kind !== undefined && parts.at(-1) === property && stemOf(parts.slice(0, -1)) === stem(kind);
}

function bodyMember({ request, body }: Call, property: string): JsonValue | undefined {
  if (safeMethods.has(request.method) || !isObject(body)) return undefined;
  const exact = own(body, property);
  if (exact !== undefined) return exact as JsonValue;
  const name = Object.keys(body).find((key) => plain(key) === plain(property));
  return name === undefined ? undefined : (own(body, name) as JsonValue);
}
