import type { JsonObject } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import { nodeAt, parts, typeOf } from "../../contract/resource/structure.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { itemPath, originOf } from "./link.ts";
import type { Member } from "./member.ts";
import { withValue } from "./value.ts";

/** Where an entity says how it can be fetched again (JSON Pointers). */
const selfPointers = [
  ...["/href", "/self", "/selfLink", "/self_link", "/self_url", "/resource_url"],
  ...["/_links/self", "/_links/self/href", "/links/self", "/links/self/href"],
];

/** A `url` may lead anywhere; only its description can say that it leads to the entity itself. */
const ownUrl = /\b(?:URL|URI|address|link) (?:of|to|for) (?:the|this) (?:[\w-]+ ){0,2}(?:resource|object|entity)\b/i;

/** The facts with the entity's own address wherever it shows one, so that a client can follow it. */
export function withAddress(facts: JsonObject, { collection, id }: Member, call: Call): JsonObject {
  const { resource, scope } = collection;
  const places = addresses(resource);
  const path = places.length === 0 ? undefined : itemPath(resource, scope, id, call.prefix);
  if (path === undefined) return facts;
  return places.reduce(
    (known, { pointer, isRelative }) =>
      withValue(known, pointer, isRelative ? path : originOf(call) + path) as JsonObject,
    facts,
  );
}

interface AddressPlace {
  readonly pointer: string;
  /** The schema's format or its example is an address without a host. */
  readonly isRelative: boolean;
}

const found = new WeakMap<Resource, readonly AddressPlace[]>();

function addresses(resource: Resource): readonly AddressPlace[] {
  const known = found.get(resource) ?? findAddresses(resource.schema);
  found.set(resource, known);
  return known;
}

function findAddresses(entity: Schema): readonly AddressPlace[] {
  const { graph } = entity;
  return [...selfPointers, "/url"].flatMap((pointer) => {
    const node = nodeAt(entity, pointer);
    if (node === undefined || typeOf(graph, node) !== "string") return [];
    const isOwn = pointer !== "/url" || ownUrl.test(graph.annotations(node).description ?? "");
    const isRelative = parts(graph, node).some(
      (part) => part.format === "uri-reference" || /^\//.test(String(graph.annotations(part).examples[0] ?? "")),
    );
    return isOwn ? [{ pointer, isRelative }] : [];
  });
}
