import { atPointer, type JsonObject, own } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";
import type { Resource, ResourceUse } from "../../contract/resource/resource-model.ts";
import type { Collection } from "./member.ts";
import { writtenBody } from "./write.ts";

/** The collection that a call is about. */
export function collectionOf({ resource, scope }: ResourceUse, { parameters }: Call): Collection {
  return { resource, scope: scope.map((name) => String(own(parameters.path, name) ?? "")) };
}

/** The id that a call names, in its path or in its body. */
export function idIn({ id, resource }: ResourceUse, call: Call): string | number | undefined {
  if (id === undefined || id === "first") return undefined;
  if (id !== "body") return asId(own(call.parameters.path, id.parameter));
  const written = writtenBody(call, resource);
  return written && identityIn(written, resource);
}

/** The id that an entity has. */
export function identityIn(entity: JsonObject, { identity }: Resource): string | number | undefined {
  return identity === undefined ? undefined : asId(atPointer(entity, identity));
}

function asId(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
