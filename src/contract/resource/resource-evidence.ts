import type { Operation } from "../operation.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { plain, stem } from "./inflect.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
import { carriesIdentity, type Kind, showsResource } from "./resource-identity.ts";
import type { Resource } from "./resource-model.ts";
import type { Reading } from "./resource-reading.ts";
import { isObjectSchema, propertiesOf } from "./structure.ts";

/*
 * A path alone does not say what a write does: `POST /playlists/{id}/tracks` may make a track or only name some. What
 * is asked for and what is answered do.
 */

/** Whether an operation makes a member of a resource, or gives one new values: its answer or its body is about one. */
export function isAboutMember(reading: Reading, resource: Kind): boolean {
  const { operation } = reading;
  if (showsMember(reading, resource)) return true;
  if (showsList(reading)) return false;
  return operation.body ? saysOfMember(operation, resource) : isCreated(operation);
}

/** Whether a body can have something that one of the resource has. */
export function saysOfMember(operation: Operation, resource: Kind): boolean {
  return bodies(operation).some((body) => sharesMembers(body, resource));
}

/** Whether a success shows one of the resource. */
export function showsMember({ success }: Reading, resource: Kind): boolean {
  if (!success) return false;
  const { graph, node } = success.schema;
  return entityViewOf(graph, node, resource.name, (schema) => showsResource(graph, schema, resource)) !== undefined;
}

/** Whether a body can say which of the resource is meant. */
export function namesMember(operation: Operation, resource: Resource): boolean {
  const isNamed = ({ graph, node }: Body): boolean => carriesIdentity(graph, node, resource);
  return bodies(operation).some((body) => isNamed(body) || inner(body, resource.name).some(isNamed));
}

/** A search answers with what it found, whatever it was asked. */
function showsList({ success, name }: Reading): boolean {
  return success !== undefined && listViewOf(success.schema.graph, success.schema.node, name) !== undefined;
}

function isCreated({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === "201");
}

interface Body {
  readonly graph: SchemaGraph;
  readonly node: JsonSchema;
}

function bodies({ body }: Operation): readonly Body[] {
  return (body?.content ?? []).flatMap(({ schema }) => (schema ? [schema] : []));
}

/** Whether a body can have something that the entity has; one that says nothing of its members can have everything. */
function sharesMembers(body: Body, resource: Kind): boolean {
  const { graph, node } = body;
  const names = propertiesOf(graph, node).names;
  if (names.length === 0) return isObjectSchema(graph, node) || node === true;
  const own = new Set(propertiesOf(resource.schema.graph, resource.schema.node).names.map(plain));
  if (own.size === 0 || names.some((name) => own.has(plain(name)))) return true;
  return inner(body, resource.name).some((wrapped) =>
    propertiesOf(wrapped.graph, wrapped.node).names.some((name) => own.has(plain(name))),
  );
}

/** What stands in the wrappers of a body: `{"user": {…}}`, `{"data": {…}}`. */
function inner({ graph, node }: Body, name: string): Body[] {
  return [...propertiesOf(graph, node)]
    .filter(([key, property]) => isWrapperOf(key, name) && isObjectSchema(graph, property))
    .map(([, property]) => ({ graph, node: property }));
}

/** Whether a property of this name wraps one of a resource: by its name or the end of it, as `template` a work template. */
export function isWrapperOf(key: string, name: string): boolean {
  const word = stem(key);
  return plain(key) === "data" || (word !== "" && name.endsWith(word));
}
