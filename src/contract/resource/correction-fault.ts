import { pointerTokens } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Schema } from "../schema/schema.ts";
import type { CorrectionFault } from "./correction.ts";
import { listViewOf } from "./list-view.ts";
import type { Resource, ResourceUse, Role } from "./resource-model.ts";
import { placeOf } from "./resource-path.ts";
import type { Reading } from "./resource-reading.ts";
import { isObjectSchema, isScalarSchema, nodeAt, propertiesOf } from "./structure.ts";

/** Why a correction cannot be followed, seen from the resources that come of it; `undefined` where it was. */
export function correctionFault(reading: Reading, use: ResourceUse | undefined): CorrectionFault | undefined {
  const { correction, success } = reading;
  if (!correction) return undefined;
  const { identity, collection } = correction;
  const role = correction.role ?? use?.role;
  const answer = role && answerFault(reading, role);
  if (answer) return answer;
  const isHome = use && (collection === undefined || placeOf(use.resource.key) === placeOf(collection));
  if (isHome) return identityFault(identity, use.resource);
  return (success && propertyFault(identity, shownBy(success.schema), "the answer")) ?? homeFault(reading);
}

/** What a success shows: the body, or the items of the list that it is. */
function shownBy(schema: Schema): Schema {
  const list = listViewOf(schema.graph, schema.node, "");
  return list ? { ...schema, node: list.item } : schema;
}

function homeFault({ correction, operation }: Reading): CorrectionFault {
  const { collection } = correction ?? {};
  return collection === undefined
    ? {
        fault: `nothing tells which resource ${operation.id} is about`,
        remedy: 'name its collection, e.g. {"collection": "/users"}',
      }
    : {
        key: "collection",
        fault: `${operation.id} cannot be about ${collection}: no answer shows what is in it, or the path lacks its parameters`,
        remedy: "correct the operation that lists or shows its members first, or name another collection",
      };
}

/** An answer that shows nothing of a resource cannot be made from it. */
function answerFault({ success, correction, name }: Reading, role: Role): CorrectionFault | undefined {
  const schema = success?.schema;
  const key = correction?.role ? "role" : undefined;
  const remedy = "give it a role that its answer can have";
  if (role === "list" && !(schema && listViewOf(schema.graph, schema.node, name))) {
    return { key, fault: "the answer shows no list of objects", remedy };
  }
  const isRead = role === "item" || role === "singleton";
  if (!isRead || (schema && isObjectSchema(schema.graph, schema.node))) return undefined;
  return { key, fault: "the answer shows no object", remedy };
}

function identityFault(identity: string | undefined, resource: Resource): CorrectionFault | undefined {
  const fault = propertyFault(identity, resource.schema, resource.key);
  if (fault || identity === undefined || resource.identity === identity) return fault;
  return {
    key: "identity",
    fault: `another correction says that ${JSON.stringify(resource.identity)} identifies what ${resource.key} shows`,
    remedy: "let the corrections of one resource agree",
    isConflict: true,
  };
}

function propertyFault(identity: string | undefined, schema: Schema, shown: string): CorrectionFault | undefined {
  const node = identity === undefined ? true : nodeAt(schema, identity);
  if (identity === undefined || (node !== undefined && isScalarSchema(schema.graph, node))) return undefined;
  const names = propertiesOf(schema.graph, schema.node).names;
  const hint = suggestion(pointerTokens(identity).at(-1) ?? "", names);
  const what = node === undefined ? "has no property" : "has no single value";
  const fault = `what ${shown} shows ${what} at ${JSON.stringify(identity)}${hint}`;
  return { key: "identity", fault, remedy: "name a property with a text or a number, or its JSON Pointer" };
}
