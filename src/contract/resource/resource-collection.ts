import type { Parameter } from "../operation.ts";
import type { EntityView, ListView } from "./list-view.ts";
import type { Reading, Success } from "./resource-reading.ts";

/** Everything that was seen of one collection; its place is the path template without parameter names. */
export interface Collection {
  readonly place: string;
  readonly name: string;
  item?: { readonly reading: Reading; readonly view: EntityView; readonly success: Success };
  list?: { readonly reading: Reading; readonly view: ListView; readonly success: Success };
  /** The parameter that names an item, also where no operation shows one. */
  idParameter?: Parameter;
  itemTemplate?: string;
  /** Whether the item is the only one and stands at the place itself. */
  isLone?: boolean;
  /** What somebody said: its path template, what identifies a member, and where else lists of its members are. */
  template?: string;
  identity?: string;
  otherLists?: readonly string[];
}

/** By place. */
export type Collections = Map<string, Collection>;

/** The collection at a place; made where there is none yet. */
export function collectionAt(collections: Collections, place: string, name: string): Collection {
  const known = collections.get(place) ?? { place, name };
  collections.set(place, known);
  return known;
}
