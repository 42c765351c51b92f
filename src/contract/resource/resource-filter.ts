import { escapeToken } from "../../base/json.ts";
import type { Operation, Parameter } from "../operation.ts";
import { plain, stem, stemOf, words } from "./inflect.ts";
import { pagingOf, pagingParameters } from "./paging.ts";
import { referencesTo } from "./resource-identity.ts";
import type { Filter, ListQuery, Resource } from "./resource-model.ts";
import { parentAt } from "./resource-scope.ts";
import { propertiesOf } from "./structure.ts";

/**
 * How an operation pages, filters and narrows the members that it lists.
 *
 * @param scope - names of the path parameters that choose the collection; the others narrow it
 * @param homes - resources by the place of their collection, to find whom a path parameter identifies
 */
export function listQuery(
  operation: Operation,
  resource: Resource,
  scope: readonly string[],
  homes: ReadonlyMap<string, Resource>,
): ListQuery {
  const paging = pagingOf(operation.parameters);
  const taken = pagingParameters(paging);
  const filters = operation.parameters
    .filter((parameter) => parameter.in === "query" && !taken.includes(parameter))
    .map((parameter) => filterOf(parameter, resource))
    .filter(({ pointers }) => pointers.length > 0);
  return { paging, filters, narrowing: narrowingBy(operation, resource, scope, homes) };
}

/** What the path parameters beyond the scope say about the members that an operation is about. */
export function narrowingBy(
  { parameters, template }: Operation,
  resource: Resource,
  scope: readonly string[],
  homes: ReadonlyMap<string, Resource>,
): readonly Filter[] {
  return parameters
    .filter((parameter) => parameter.in === "path" && !scope.includes(parameter.name))
    .map(({ name }) => narrowingOf(name, template, resource, homes));
}

function filterOf({ name }: Parameter, resource: Resource): Filter {
  return { parameter: name, pointers: filterPointers(name, resource), parent: undefined };
}

/** The properties that a query parameter names: `status`, `statuses`, `filter[status]`, `user_id` for `user.id`. */
function filterPointers(parameter: string, { schema, identity, name }: Resource): readonly string[] {
  const parts = words(parameter);
  const bare = parts[0] === "filter" || parts[0] === "where" ? parts.slice(1) : parts;
  const wanted = stemOf(bare);
  if (identity !== undefined && (wanted === stem(identity) || wanted === name + stem(identity))) return [identity];
  const properties = propertiesOf(schema.graph, schema.node).names;
  const same = properties.filter((property) => plain(property) === bare.join("") || stem(property) === wanted);
  if (same.length > 0) return same.map((property) => `/${escapeToken(property)}`);
  const owner = stemOf(bare.slice(0, -1));
  return owner === "" ? [] : referencesTo(schema.graph, schema.node, bare.join("_"), owner);
}

/** A path parameter beyond the resource's scope, e.g. `id` in "/users/{id}/orders" for the resource "/orders". */
function narrowingOf(
  parameter: string,
  template: string,
  { schema }: Resource,
  homes: ReadonlyMap<string, Resource>,
): Filter {
  const before = template.slice(0, template.indexOf(`{${parameter}}`)).replace(/(?:\/|\('?)$/, "");
  const parent = parentAt(before, homes);
  const noun = before.split("/").findLast((segment) => segment !== "" && !segment.includes("{")) ?? "";
  const owner = parent?.name ?? stem(noun);
  const pointers = referencesTo(schema.graph, schema.node, parameter, owner === "" ? undefined : owner);
  return { parameter, pointers, parent: parent?.key };
}
