import { pointerTokens } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import type { CorrectionFault } from "./correction.ts";
import { listViewOf } from "./list-view.ts";
import type { Resource, ResourceUse } from "./resource-model.ts";
import { placeOf } from "./resource-path.ts";
import type { Reading } from "./resource-reading.ts";
import { isObjectSchema, isScalarSchema, nodeAt, propertiesOf } from "./structure.ts";

/** Why a correction cannot be followed, seen from the resources that come of it; `undefined` where it was. */
export function correctionFault(reading: Reading, use: ResourceUse | undefined): CorrectionFault | undefined {
  const { correction } = reading;
  if (!correction) return undefined;
  if (!use || (correction.collection !== undefined && placeOf(use.resource.key) !== placeOf(correction.collection))) {
    return homeFault(reading);
  }
  return answerFault(reading, use) ?? identityFault(correction.identity, use.resource);
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
function answerFault({ success, correction }: Reading, { role, resource }: ResourceUse): CorrectionFault | undefined {
  const schema = success?.schema;
  const key = correction?.role ? "role" : undefined;
  if (role === "list" && !(schema && listViewOf(schema.graph, schema.node, resource.name))) {
    return { key, fault: "the answer shows no list of objects", remedy: "give it a role that its answer can have" };
  }
  const isRead = role === "item" || role === "singleton";
  if (!isRead || (schema && isObjectSchema(schema.graph, schema.node))) return undefined;
  return { key, fault: "the answer shows no object", remedy: "give it a role that its answer can have" };
}

function identityFault(identity: string | undefined, { schema, ...resource }: Resource): CorrectionFault | undefined {
  if (identity === undefined) return undefined;
  const node = nodeAt(schema, identity);
  if (node === undefined || !isScalarSchema(schema.graph, node)) {
    const names = propertiesOf(schema.graph, schema.node).names;
    const hint = suggestion(pointerTokens(identity).at(-1) ?? "", names);
    const what = node === undefined ? "has no property" : "has no single value";
    const fault = `what ${resource.key} shows ${what} at ${JSON.stringify(identity)}${hint}`;
    return { key: "identity", fault, remedy: "name a property with a text or a number, or its JSON Pointer" };
  }
  if (resource.identity === identity) return undefined;
  const fault = `another correction says that ${JSON.stringify(resource.identity)} identifies what ${resource.key} shows`;
  return { key: "identity", fault, remedy: "let the corrections of one resource agree", isConflict: true };
}
