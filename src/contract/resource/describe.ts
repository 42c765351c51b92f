import type { Contract } from "../contract.ts";
import type { Operation } from "../operation.ts";
import { canPage, type Paging } from "./paging.ts";
import type { ListQuery, ResourceModel, ResourceUse, Role } from "./resource-model.ts";

/** What one operation does to a resource, as plain data: for people, programs and the control plane. */
export interface RouteDescription {
  /** The operation's id, or "GET /pets/{id}". */
  readonly operation: string;
  readonly method: string;
  /** Path template with what its document is mounted at. */
  readonly path: string;
  /** `null` for a plain operation, which is about no resource; so is everything below. */
  readonly role: Role | null;
  readonly resource: DescribedResource | null;
  readonly id: DescribedId | null;
  /** What the path says of to whom the members belong, one for each of its parameters that does. */
  readonly parents: readonly DescribedParent[];
  readonly list: DescribedList | null;
  /** Whether somebody said so: the document by `x-helix-resource`, or the settings. */
  readonly corrected: boolean;
}

export interface DescribedResource {
  /** What one of them is called, e.g. "lineitem". */
  readonly name: string;
  /** Path template of the collection; unique in a document. */
  readonly collection: string;
  /** JSON Pointer of the property that identifies one; `null` where none does. */
  readonly identity: string | null;
}

/** How the entity is found: by an id, as the first of all, or as the only one. `parameter` is that of the path. */
export interface DescribedId {
  readonly from: "path" | "body" | "first" | "only";
  readonly parameter: string | null;
}

export interface DescribedParent {
  /** As this operation's path calls it. */
  readonly parameter: string;
  /** Path template of the collection that it identifies one of; `null` where none is known. */
  readonly collection: string | null;
  /** Whether it chooses the collection, or some of the members of one that stands elsewhere. */
  readonly chooses: "collection" | "members";
}

/** How a list is cut into pages, and which query parameters choose among its members. */
export interface DescribedList {
  /** By what the next page is asked for; "limit" where only its size can be chosen, `null` where nothing can. */
  readonly paging: "cursor" | "offset" | "page" | "limit" | null;
  /** Parameters by what they mean. */
  readonly parameters: Readonly<Partial<Record<keyof Paging, string>>>;
  readonly filters: readonly string[];
}

/** The operations of a document with what Helix takes each of them for, in the order of the document. */
export function describeRoutes({
  operations,
  resources,
}: Pick<Contract, "operations" | "resources">): RouteDescription[] {
  return operations.map((operation) => describeRoute(operation, resources));
}

function describeRoute(operation: Operation, { uses, corrected: known }: ResourceModel): RouteDescription {
  const { id, method, mount, template } = operation;
  const route = { operation: id, method, path: mount + template };
  const use = uses.get(id);
  const corrected = known.has(id);
  if (!use) return { ...route, role: null, resource: null, id: null, parents: [], list: null, corrected };
  const { name, key, identity = null } = use.resource;
  return {
    ...route,
    role: use.role,
    resource: { name, collection: key, identity },
    id: describeId(use),
    parents: describeParents(use),
    list: use.query ? describeList(use.query) : null,
    corrected,
  };
}

function describeParents({ resource, scope, query, belongsTo }: ResourceUse): DescribedParent[] {
  const chosen = scope.map((parameter, index): DescribedParent => {
    return { parameter, collection: resource.scope[index]?.parent ?? null, chooses: "collection" };
  });
  const narrowing = (belongsTo ?? query?.narrowing ?? []).map(({ parameter, parent }): DescribedParent => {
    return { parameter, collection: parent ?? null, chooses: "members" };
  });
  return [...chosen, ...narrowing];
}

function describeId({ id, resource }: ResourceUse): DescribedId | null {
  if (id === undefined) return null;
  if (resource.isLone) return { from: "only", parameter: null };
  return typeof id === "string" ? { from: id, parameter: null } : { from: "path", parameter: id.parameter };
}

function describeList({ paging, filters }: ListQuery): DescribedList {
  const next = (["cursor", "offset", "page"] as const).find((kind) => paging[kind]);
  const parameters = Object.fromEntries(Object.entries(paging).map(([meaning, { name }]) => [meaning, name]));
  return {
    paging: canPage(paging) ? (next ?? null) : paging.limit ? "limit" : null,
    parameters,
    filters: filters.map(({ parameter }) => parameter),
  };
}
