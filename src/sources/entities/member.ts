import type { Seed } from "../../base/random.ts";
import { uriComponent } from "../../base/uri-component.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";

/** The members of a resource in one scope: the orders of user 7. */
export interface Collection {
  readonly resource: Resource;
  /** Values of the resource's scope parameters, in order, as text. */
  readonly scope: readonly string[];
}

/** One entity before anything of it is generated: enough to generate all of it, the same every time. */
export interface Member {
  readonly collection: Collection;
  readonly id: string | number;
  readonly seed: Seed;
  /** Position in the collection, counted from 0; beyond its end for an id that is not among its members. */
  readonly ordinal: number;
}

/** Names a collection in seeds: scope values are escaped, so that "a b" and "a", "b" differ. */
export function keyOf({ resource, scope }: Collection): string {
  return scope.length === 0 ? resource.key : [resource.key, ...scope.map(uriComponent)].join(" ");
}

/** Names a collection in sessions, which all documents of a mock share: two of them may have "/users". */
export function sessionKeyOf(collection: Collection): string {
  return collection.resource.mount + keyOf(collection);
}

const rosters = new WeakMap<readonly Member[], ReadonlyMap<string, Member>>();

/** The members of a collection by their ids as text; of two with one id the first. */
export function rosterOf(members: readonly Member[]): ReadonlyMap<string, Member> {
  const known = rosters.get(members);
  if (known) return known;
  const roster = new Map(members.toReversed().map((member) => [String(member.id), member] as const));
  rosters.set(members, roster);
  return roster;
}
