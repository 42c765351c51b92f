import { isObject, type JsonObject, type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import { derive, Random, type Seed } from "../../base/random.ts";
import { stem } from "../../contract/resource/inflect.ts";
import type { LinkedValue, Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import type { GenerationOptions, Place } from "../../generate/instance.ts";
import type { GenerationSettings } from "../source.ts";
import { linkedAt, valueFor } from "./linked.ts";
import type { Collection, Member } from "./member.ts";
import type { Population } from "./population.ts";
import { identifies, referenceOf } from "./relation-names.ts";
import { collectionOf, relationName, type Target, type Targets, targetsOf } from "./targets.ts";
import { asType } from "./value.ts";

/** What relations need of the world: which entities there are and what is fixed about each. */
export interface Related {
  readonly model: ResourceModel;
  readonly settings: Pick<GenerationSettings, "now">;
  readonly population: Population;
  members(collection: Collection): readonly Member[];
  facts(member: Member): JsonObject;
}

/**
 * Lets references lead somewhere: `userId` has the id of a user that exists, and an embedded `user` is that user.
 * Which one is a function of the enclosing object's seed and the relation's name, so that both choose the same.
 */
export class Relations {
  readonly #world: Related;
  readonly #targets: Targets;

  constructor(world: Related) {
    this.#world = world;
    this.#targets = targetsOf(world.model);
  }

  /**
   * What the generator asks while it makes one value.
   *
   * @param home - the collection that the value is a member of
   * @param given - what is already fixed about it: a `userId` there decides who the `user` is
   * @param linked - what links pass on of it
   */
  hooks(
    home: Collection | undefined,
    given: JsonValue | undefined,
    linked: readonly LinkedValue[] = [],
  ): Required<Pick<GenerationOptions, "advise" | "adopt">> {
    // Inside an embedded entity everything is as in that entity; the generator names it by its seed.
    const embedded = new Map<Seed, Embedded>();
    return {
      adopt: (place) => {
        const member = this.#embedded(place, home, given);
        if (!member) return undefined;
        embedded.set(member.seed, { member, facts: this.#world.facts(member) });
        return { seed: member.seed, ordinal: member.ordinal };
      },
      advise: (place) => {
        const within = embedded.size === 0 ? undefined : embedded.get(place.objectSeed);
        const fact = within && own(within.facts, place.name);
        if (fact !== undefined) return fact as JsonValue;
        const passedOn = linked.length === 0 ? undefined : this.#linked(place, linked, home, given);
        return passedOn ?? this.#reference(place, within?.member.collection ?? home, given);
      },
    };
  }

  /** An example without what points at other entities: those are decided here, not by the document. */
  without(example: JsonObject, { resource }: Collection): JsonObject {
    const kept = {};
    for (const [name, value] of Object.entries(example)) {
      const isEmbedded = isObject(value) && this.#targets.isNamed(name, resource);
      if (!isEmbedded && !this.#targets.reference(name, resource)) setOwn(kept, name, value);
    }
    return kept;
  }

  /** Members that lead to the same as one that is changed: the `user` beside a `userId`. */
  dependents(entity: JsonObject, changes: JsonObject, { resource }: Collection): readonly string[] {
    const leadsTo = (name: string): string | undefined => {
      const named = this.#targets.reference(name, resource);
      if (named) return named.stem;
      return this.#shownAs(entity, name, resource)?.stem;
    };
    const changed = new Set(Object.keys(changes).flatMap((name) => leadsTo(name) ?? []));
    if (changed.size === 0) return [];
    return Object.keys(entity).filter((name) => !Object.hasOwn(changes, name) && changed.has(leadsTo(name) ?? ""));
  }

  /** Names of members that show other entities. */
  embeddedIn(entity: JsonObject, { resource }: Collection): readonly string[] {
    return Object.keys(entity).filter((name) => this.#shownAs(entity, name, resource) !== undefined);
  }

  /** The entity with what it shows of others taken from another making of it, where that shows the same ones. */
  refreshed(entity: JsonObject, made: JsonObject, collection: Collection): JsonObject {
    const fresh: Record<string, JsonValue> = { ...entity };
    for (const name of this.embeddedIn(entity, collection)) {
      const target = this.#shownAs(entity, name, collection.resource);
      const value = own(made, name) as JsonValue | undefined;
      const home = target && collectionOf(target, collection);
      const isSame = home && identityIn(value, home) === identityIn(own(entity, name) as JsonValue, home);
      if (value !== undefined && isSame) setOwn(fresh, name, value);
    }
    return fresh;
  }

  #shownAs(entity: JsonObject, name: string, home: Resource): Target | undefined {
    return isObject(own(entity, name)) ? this.#targets.embedded(undefined, name, home) : undefined;
  }

  /** What a link passes on identifies something, or at least is what the parameter takes. */
  #linked(
    place: Place,
    linked: readonly LinkedValue[],
    home: Collection | undefined,
    given: JsonValue | undefined,
  ): JsonValue | undefined {
    const passedOn = linkedAt(linked, place.path);
    for (const { resource: key } of passedOn) {
      const target = key === undefined ? undefined : this.#targets.linked(key, place.name, home?.resource);
      const member = target && this.#choose(place, target, home, given);
      if (member) return asType(member.id, place.type);
    }
    const values = passedOn.map(({ parameter }) => valueFor(parameter, place, this.#world.settings.now));
    return values.find((value) => value !== undefined);
  }

  /** The id for `userId`, `user_ids[0]`, a bare integer `user`, or a `user` that might be shown here instead. */
  #reference(place: Place, home: Collection | undefined, given: JsonValue | undefined): JsonValue | undefined {
    const { type, name, identifies } = place;
    if (type !== "string" && type !== "integer" && type !== "number") return undefined;
    const resource = home?.resource;
    const shown = identifies === undefined ? undefined : this.#targets.embedded(identifies, name, resource);
    const named = shown ?? this.#targets.reference(name, resource);
    const target = named ?? (type === "integer" ? this.#targets.bare(name, resource) : undefined);
    const member = target && this.#choose(place, target, home, given);
    return member && asType(member.id, type);
  }

  /** The entity that an embedded object shows: by its component, else by its name. */
  #embedded(place: Place, home: Collection | undefined, given: JsonValue | undefined): Member | undefined {
    if (place.depth === 0 || place.type !== "object") return undefined;
    const { component, name } = place;
    const part = component === undefined ? undefined : this.#partOf(place, component, home, given);
    if (part) return part;
    const target = this.#targets.embedded(component, name, home?.resource);
    return target && this.#choose(place, target, home, given);
  }

  /** The lines of an order are the members of "/orders/{id}/lines", one after the other. */
  #partOf(
    { depth, index }: Place,
    component: string,
    home: Collection | undefined,
    given: JsonValue | undefined,
  ): Member | undefined {
    if (!home || index === undefined || depth !== 2) return undefined;
    const id = identityIn(given, home);
    const resource = this.#world.model
      .shownBy(component)
      .find(({ scope }) => scope.length === home.scope.length + 1 && scope.at(-1)?.parent === home.resource.key);
    if (!resource || id === undefined) return undefined;
    return this.#world.members({ resource, scope: [...home.scope, String(id)] })[index];
  }

  #choose(
    place: Place,
    target: Target,
    home: Collection | undefined,
    given: JsonValue | undefined,
  ): Member | undefined {
    const collection = collectionOf(target, home);
    const fixed = place.depth === 1 ? this.#fixed(target, collection, given) : undefined;
    if (fixed) return fixed;
    const members = this.#candidates(target, collection, given);
    // Squared, so that early members have more relations than late ones, as the early ones are looked at most.
    const spread = new Random(derive(place.objectSeed, `relation ${target.stem}`)).next() ** 2;
    const position = Math.floor(spread * members.length) + (place.index ?? 0);
    return this.#remaining(members, position, collection);
  }

  /**
   * The member at a position, or the next one that is still there. Counted among those that were there before anyone
   * wrote, so that a new user changes nobody's friends.
   */
  #remaining(members: readonly Member[], position: number, collection: Collection): Member | undefined {
    for (let step = 0; step < members.length; step++) {
      const member = members[(position + step) % members.length];
      if (member && !this.#world.population.isGone(collection, member.id)) return member;
    }
    return this.#world.members(collection)[0];
  }

  /** Nobody is their own friend, parent or child. */
  #candidates({ isOwnKind }: Target, collection: Collection, given: JsonValue | undefined): readonly Member[] {
    const members = this.#world.population.natives(collection);
    const itself = isOwnKind ? identityIn(given, collection) : undefined;
    return itself === undefined ? members : members.filter(({ id }) => String(id) !== String(itself));
  }

  /** The entity that a sibling already names: `{user: {id: 3}}` or `{user_id: 3}`. */
  #fixed({ stem: wanted, resource }: Target, collection: Collection, given: JsonValue | undefined): Member | undefined {
    if (!isObject(given)) return undefined;
    for (const [name, value] of Object.entries(given)) {
      const isWhole = relationName(stem(name), resource) === wanted;
      const id = isWhole && isObject(value) ? identityIn(value as JsonObject, collection) : value;
      if ((isWhole || this.#refersTo(name, wanted, resource)) && (typeof id === "string" || typeof id === "number"))
        return this.#world.population.member(collection, id);
    }
    return undefined;
  }

  /** `user_id` says which user it is; what `user_name` says is something else. */
  #refersTo(name: string, wanted: string, resource: Resource): boolean {
    const reference = referenceOf(name);
    if (!reference || relationName(reference.stem, resource) !== wanted) return false;
    return identifies(reference.ending, resource.identity ?? "");
  }
}

/** An entity inside another, with what is fixed about it. */
interface Embedded {
  readonly member: Member;
  readonly facts: JsonObject;
}

function identityIn(entity: JsonValue | undefined, { resource }: Collection): unknown {
  return pointerTokens(resource.identity ?? "").reduce<unknown>(own, entity);
}
