import type { JsonObject } from "../../base/json.ts";
import type { NamedExample, Parameter } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import type { Paging } from "./paging.ts";

/** What an operation does to a resource. A singleton shows the first member under a name of its own (`/me`), or the only one. */
export type Role = (typeof roles)[number];

export const roles = ["list", "item", "create", "replace", "patch", "delete", "singleton"] as const;

/** Things of one kind that the API lists, shows one by one, or both. */
export interface Resource {
  /** Path template of the collection, e.g. "/users/{userId}/orders"; unique in a document. */
  readonly key: string;
  /** What its document is mounted at, or "". */
  readonly mount: string;
  /** What one of them is called, in the singular and without spelling, e.g. "lineitem". */
  readonly name: string;
  /** The fullest view of one: of the operation that shows an item, else of a list's item. */
  readonly schema: Schema;
  /** Where an entity carries its identity (JSON Pointer), e.g. "/id"; `undefined` where it has none. */
  readonly identity: string | undefined;
  /** Whether somebody said so, so that names tell nothing. */
  readonly isIdentityGiven: boolean;
  /** The path parameter that names one; `undefined` where no path does. */
  readonly idParameter: Parameter | undefined;
  /** Path template of one item, e.g. "/users/{userId}/orders/{orderId}"; `undefined` where there is none. */
  readonly itemTemplate: string | undefined;
  /** What the collection's path says about its members, one for each parameter in it, in order. */
  readonly scope: readonly ScopePart[];
  /** Names of the components that show one, the fullest first. */
  readonly components: readonly string[];
  /** Properties that can only have one value in some view, such as `type: "user"`: they hold in all views. */
  readonly constants: JsonObject;
  /** Whether there is but one, at the path of the collection itself, as "/users/{id}/settings". */
  readonly isLone: boolean;
  /** How many there are before anyone writes. */
  readonly size: number;
  /** Whether a list shows a part of them at a time; one that does not shows all there are. */
  readonly isPaged: boolean;
  /** Examples of the response that shows an item (or a list of them), with where one stands in them. */
  readonly examples: readonly EntityExample[];
}

/** One path parameter of a collection, e.g. `userId` of "/users/{userId}/orders". */
export interface ScopePart {
  readonly parameter: string;
  /** Key of the resource that it identifies; `undefined` where none is known. */
  readonly parent: string | undefined;
  /** Where a member repeats it (JSON Pointers), e.g. "/userId". */
  readonly pointers: readonly string[];
}

export interface EntityExample {
  readonly example: NamedExample;
  /** Where the entity stands in the example's value (JSON Pointer). */
  readonly pointer: string;
}

/** What an operation has to do with a resource. */
export interface ResourceUse {
  readonly resource: Resource;
  readonly role: Role;
  /** This operation's names for the resource's scope parameters, in the same order. */
  readonly scope: readonly string[];
  /** Where the entity's id comes from: a path parameter's name, the request's body, or the collection's first member. */
  readonly id: { readonly parameter: string } | "body" | "first" | undefined;
  /** For a list: how it is paged, filtered and narrowed. */
  readonly query: ListQuery | undefined;
  /** For a creation: what path parameters beyond the scope say about the new member, as in "/users/{id}/orders". */
  readonly belongsTo?: readonly Filter[] | undefined;
}

export interface ListQuery {
  readonly paging: Paging;
  /** Query parameters that name a property: a member is listed if one of the values there is asked for. */
  readonly filters: readonly Filter[];
  /** Path parameters beyond the scope, as in "/users/{userId}/followers"; without pointers they choose a fixed part. */
  readonly narrowing: readonly Filter[];
}

export interface Filter {
  readonly parameter: string;
  /** Where a member may have the value (JSON Pointers). */
  readonly pointers: readonly string[];
  /** Key of the resource that the value identifies; `undefined` where none is known. */
  readonly parent: string | undefined;
}

/** A value that a link passes on to another operation (OAS 3.1 §4.8.20). */
export interface LinkedValue {
  /** Where it stands in the entity, or in the body of a response that shows none (JSON Pointer). */
  readonly pointer: string;
  /** What takes it. */
  readonly parameter: Parameter;
  /** Position in the entity's own scope, where the link leads below its own collection. */
  readonly scope: number | undefined;
  /** Key of the resource that it identifies one of; `undefined` where none is known. */
  readonly resource: string | undefined;
}

/** The resources of a document and what each operation does to them. */
export interface ResourceModel {
  readonly resources: readonly Resource[];
  /** By operation id; operations that have nothing to do with a resource are absent. */
  readonly uses: ReadonlyMap<string, ResourceUse>;
  /** Ids of the operations of which somebody said what they are about, as far as that can be. */
  readonly corrected: ReadonlySet<string>;
  /** Resources by what one is called or by the stem of a component that shows one; see `stem`. */
  named(stem: string): readonly Resource[];
  /** Resources of which a component shows one, e.g. "Pet". */
  shownBy(component: string): readonly Resource[];
  /** The resource with this key. */
  at(key: string): Resource | undefined;
  /** What links pass on of an entity (by the resource's key) or of a body that shows none (by the response's pointer). */
  linked(owner: string): readonly LinkedValue[];
}
