import { lazily } from "../../base/lazy.ts";
import type { Schema } from "../schema/schema.ts";
import { referencesTo } from "./resource-identity.ts";
import type { Resource, ScopePart } from "./resource-model.ts";
import { placeOf } from "./resource-path.ts";

/** A path parameter of a collection, with what it identifies. */
export interface Parent {
  readonly parameter: string;
  readonly parent: Resource | undefined;
}

/**
 * What the path parameters of a collection identify, in order.
 *
 * @param homes - by place, for the collections above it
 */
export function parentsIn(key: string, homes: ReadonlyMap<string, Resource>): Parent[] {
  return [...key.matchAll(/\{([^{}]+)\}/g)].map((match) => {
    const before = key.slice(0, match.index).replace(/(?:\/|\('?)$/, "");
    return { parameter: match[1] ?? "", parent: parentAt(before, homes) };
  });
}

/** The resource of which a parameter behind this path identifies one. */
export function parentAt(before: string, homes: ReadonlyMap<string, Resource>): Resource | undefined {
  const parent = homes.get(placeOf(before));
  return parent?.isLone ? undefined : parent;
}

/** The same as what it says about a member, and where a member repeats it. */
export function scopePart({ graph, node }: Schema, { parameter, parent }: Parent): ScopePart {
  const pointers = lazily(() => referencesTo(graph, node, parameter, parent?.name));
  return {
    parameter,
    parent: parent?.key,
    get pointers() {
      return pointers();
    },
  };
}
