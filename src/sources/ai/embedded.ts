import { atPointer, escapeToken, isObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { componentOf, itemsOf, nodeAt, propertiesOf } from "../../contract/resource/structure.ts";
import type { JsonSchema } from "../../contract/schema/schema.ts";
import type { Collection } from "../entities/member.ts";
import { collectionOf, type Target, targetsOf } from "../entities/targets.ts";
import type { World } from "../entities/world.ts";
import type { ShownEntity } from "./share.ts";
import { toldKeyOf } from "./told.ts";

/** How deep entities are looked for in others. */
const MAX_DEPTH = 8;

/**
 * Finds what shown entities embed: what a model says of an order's customer becomes the customer's, or the order would
 * show another one as soon as the customer is asked for.
 *
 * @returns those that are shown, then those within them: each once, where it is shown by itself, else where it is first
 */
export function withEmbedded(shows: readonly ShownEntity[], body: JsonValue, world: World): readonly ShownEntity[] {
  const found = new Map<string, ShownEntity>();
  for (const shown of [...shows, ...embeddedIn(shows, body, world)]) {
    const key = toldKeyOf(shown.member);
    if (!found.has(key)) found.set(key, shown);
  }
  return [...found.values()];
}

/** What shown entities embed, each as often as they do. */
export function embeddedIn(shows: readonly ShownEntity[], body: JsonValue, world: World): readonly ShownEntity[] {
  const found: ShownEntity[] = [];
  for (const { member, pointer, view } of shows) {
    const walk = new Walk(member.collection, world, view, (target, { value, node, pointer: at }) => {
      const id = target.resource.identity === undefined ? undefined : atPointer(value, target.resource.identity);
      if (typeof id === "string" || typeof id === "number") {
        const embedded = world.population.memberAt(collectionOf(target, member.collection), id);
        found.push({ member: embedded, pointer: at, view: { ...view, node }, isWithin: true });
      }
      return value;
    });
    walk.through(atPointer(body, pointer) as JsonValue | undefined, pointer);
  }
  return found;
}

/** Of an embedded entity, what is said of it alone: lists of other entities are often cut short there. */
export function withoutLists(said: JsonObject): JsonObject {
  const kept = {};
  for (const [name, value] of Object.entries(said)) {
    if (isObject(value)) setOwn(kept, name, withoutLists(value as JsonObject));
    else if (!Array.isArray(value) || isOfValues(value)) setOwn(kept, name, value);
  }
  return kept;
}

function isOfValues(list: readonly JsonValue[]): boolean {
  return list.length > 0 && list.every((item) => !isObject(item) || Object.keys(item).length > 0);
}

/**
 * What is said of an entity without what it embeds, which is said of others, and without lists of such: two categories
 * that are said to have each other as children would have no end.
 */
export function withoutEmbedded(
  said: JsonObject,
  { member, view }: Pick<ShownEntity, "member" | "view">,
  world: World,
): JsonObject {
  return new Walk(member.collection, world, view, () => undefined).through(said, "") as JsonObject;
}

/** A part of an entity, as a schema shows it. */
interface Part {
  readonly value: JsonValue;
  readonly node: JsonSchema;
  readonly pointer: string;
  /** Of the nearest member. */
  readonly name: string;
  readonly depth: number;
}

/** Goes through an entity, and puts something else where it embeds others, or nothing. */
class Walk {
  readonly #home: Collection;
  readonly #world: World;
  readonly #view: ShownEntity["view"];
  readonly #replace: (target: Target, part: Part) => JsonValue | undefined;

  constructor(
    home: Collection,
    world: World,
    view: ShownEntity["view"],
    replace: (target: Target, part: Part) => JsonValue | undefined,
  ) {
    this.#home = home;
    this.#world = world;
    this.#view = view;
    this.#replace = replace;
  }

  through(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
    return value === undefined ? undefined : this.#part({ value, node: this.#view.node, pointer, name: "", depth: 0 });
  }

  #part(part: Part): JsonValue | undefined {
    const { value, node, pointer, depth } = part;
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
    const { graph } = this.#view;
    if (Array.isArray(value)) {
      const item = itemsOf(graph, node);
      if (item === undefined) return value;
      const items = value.map((each: JsonValue, index) =>
        this.#part({ ...part, value: each, node: item, pointer: `${pointer}/${index}`, depth: depth + 1 }),
      );
      return items.every((each) => each !== undefined) ? items : undefined;
    }
    const target = depth === 0 ? undefined : this.#target(part);
    return target ? this.#replace(target, part) : this.#members(part, value as JsonObject);
  }

  /** What does not say which one it is belongs to what it stands in. */
  #target({ node, name }: Part): Target | undefined {
    const { graph } = this.#view;
    const target = targetsOf(this.#world.model).embedded(componentOf(graph, node), name, this.#home.resource);
    const identity = target?.resource.identity;
    return identity !== undefined && nodeAt({ graph, node }, identity) !== undefined ? target : undefined;
  }

  #members({ node, pointer, depth }: Part, object: JsonObject): JsonObject {
    const properties = propertiesOf(this.#view.graph, node);
    const copy = {};
    for (const [name, value] of Object.entries(object)) {
      const property = properties.get(name);
      const below = {
        value,
        node: property ?? true,
        pointer: `${pointer}/${escapeToken(name)}`,
        name,
        depth: depth + 1,
      };
      const kept = property === undefined ? value : this.#part(below);
      if (kept !== undefined) setOwn(copy, name, kept);
    }
    return copy;
  }
}
