import { pointerTokens } from "../../base/json.ts";
import type { DeclaredResponse, Link, LinkParameter, MediaType, Operation, Parameter } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
import { showsResource } from "./resource-identity.ts";
import type { LinkedValue, Resource, ResourceUse } from "./resource-model.ts";
import { placeOf } from "./resource-path.ts";
import { propertiesOf } from "./structure.ts";

/** Where a linked value is looked up: by the resource whose entity has it, or by the response whose body does. */
type Owner = { readonly key: string; readonly pointer: string; readonly resource: Resource | undefined };

/**
 * Reads off the links of all responses which values are passed on, and what they have to be: an id that the next
 * request finds something by.
 *
 * @returns by key of the resource, or by pointer of the response where that shows none
 */
export function linkedValues(
  operations: readonly Operation[],
  uses: ReadonlyMap<string, ResourceUse>,
): ReadonlyMap<string, readonly LinkedValue[]> {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const found = new Map<string, LinkedValue[]>();
  for (const { operation, response, link, passed } of passedOn(operations)) {
    const target = byId.get(link.operationId);
    const pointer = pointerInBody(passed);
    const owner = pointer && ownerOf(pointer, response, uses.get(operation.id));
    if (!owner || !target) continue;
    const value = linkedValue(owner, passed.parameter, target, uses.get(target.id));
    found.set(owner.key, [...(found.get(owner.key) ?? []), value]);
  }
  return found;
}

interface PassedOn {
  readonly operation: Operation;
  readonly response: DeclaredResponse;
  readonly link: Link;
  readonly passed: LinkParameter;
}

function* passedOn(operations: readonly Operation[]): Generator<PassedOn> {
  for (const operation of operations) {
    for (const response of operation.responses) {
      for (const link of response.links) {
        for (const passed of link.parameters) yield { operation, response, link, passed };
      }
    }
  }
}

function pointerInBody({ value }: LinkParameter): string | undefined {
  if (!("expression" in value)) return undefined;
  const { expression } = value;
  return "pointer" in expression && expression.of === "response" ? expression.pointer : undefined;
}

function ownerOf(pointer: string, response: DeclaredResponse, use: ResourceUse | undefined): Owner | undefined {
  const schema = contentOf(response)?.schema;
  if (!schema) return undefined;
  const resource = use?.resource;
  const inside = resource && isSuccess(response) && insideEntity(pointer, schema, resource, use.role === "list");
  if (resource && inside) return { key: resource.key, pointer: inside, resource };
  return { key: response.pointer, pointer, resource: undefined };
}

function contentOf({ content }: DeclaredResponse): MediaType | undefined {
  return content.find(({ range, schema }) => schema && /json/i.test(range)) ?? content.find(({ schema }) => schema);
}

function isSuccess({ status }: DeclaredResponse): boolean {
  return status.startsWith("2") || status === "default";
}

/** The pointer from where the entity stands in the body; `undefined` where it does not lead into one. */
function insideEntity(pointer: string, schema: Schema, resource: Resource, isList: boolean): string | undefined {
  const { graph, node } = schema;
  if (!isList) {
    const shows = (candidate: Parameters<typeof showsResource>[1]) => showsResource(graph, candidate, resource);
    const view = entityViewOf(graph, node, resource.name, shows);
    return view && pointer.startsWith(`${view.pointer}/`) ? pointer.slice(view.pointer.length) : undefined;
  }
  const list = listViewOf(graph, node, resource.name);
  if (!list) return undefined;
  const [index, inside] = /^\/\d+(?=(\/.+))/.exec(pointer.slice(list.pointer.length)) ?? [];
  if (pointer.startsWith(list.pointer) && index !== undefined) return inside;
  // A pointer that only leads anywhere inside an item is meant for each of them.
  const [first = ""] = pointerTokens(pointer);
  const isOfItem = propertiesOf(graph, list.item).has(first) && !propertiesOf(graph, node).has(first);
  return isOfItem ? pointer : undefined;
}

function linkedValue(owner: Owner, parameter: Parameter, target: Operation, use: ResourceUse | undefined): LinkedValue {
  const names = [...target.template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
  const position = parameter.in === "path" ? names.indexOf(parameter.name) : -1;
  const { resource } = owner;
  // Below its own collection the parameters of the path say where the entity itself is.
  const isBelow = resource !== undefined && isWithin(target.template, resource.key);
  const scope = isBelow && position >= 0 && position < resource.scope.length ? position : undefined;
  return {
    pointer: owner.pointer,
    parameter,
    scope,
    resource: scope === undefined ? keyOf(parameter, use) : undefined,
  };
}

function isWithin(template: string, collection: string): boolean {
  return `${placeOf(template)}/`.startsWith(`${placeOf(collection)}/`);
}

/** The resource that a parameter identifies one of. */
function keyOf({ name, in: place }: Parameter, use: ResourceUse | undefined): string | undefined {
  if (!use) return undefined;
  const { resource, id, scope, query } = use;
  if (place !== "path") return query?.filters.find(({ parameter }) => parameter === name)?.parent;
  if (typeof id === "object" && id.parameter === name) return resource.key;
  const narrowed = query?.narrowing.find(({ parameter }) => parameter === name)?.parent;
  return resource.scope[scope.indexOf(name)]?.parent ?? narrowed;
}
