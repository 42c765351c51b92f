import { isObject, type JsonObject, type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import { derive, Random, type Seed } from "../../base/random.ts";
import { plain, stem, stemOf, words } from "../../contract/resource/inflect.ts";
import type { LinkedValue, Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import type { GenerationOptions, Place } from "../../generate/instance.ts";
import type { GenerationSettings } from "../source.ts";
import { linkedAt, valueFor } from "./linked.ts";
import type { Collection, Member } from "./member.ts";
import { actors, people, personRoles, referenceEndings, referenceOf, viewWords } from "./relation-names.ts";
import { asType } from "./value.ts";

/** What relations need of the world: which entities there are and what is fixed about each. */
export interface Population {
  readonly model: ResourceModel;
  readonly settings: Pick<GenerationSettings, "now">;
  members(collection: Collection): readonly Member[];
  member(collection: Collection, id: string | number): Member;
  facts(member: Member): JsonObject;
}

/**
 * Lets references lead somewhere: `userId` has the id of a user that exists, and an embedded `user` is that user.
 * Which one is a function of the enclosing object's seed and the relation's name, so that both choose the same.
 */
export class Relations {
  readonly #world: Population;
  readonly #targets = new Map<Collection | undefined, Map<string, Target | undefined>>();

  constructor(world: Population) {
    this.#world = world;
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
    const embedded = new Map<Seed, Member>();
    return {
      adopt: (place) => {
        const member = this.#embedded(place, home, given);
        if (!member) return undefined;
        embedded.set(member.seed, member);
        return { seed: member.seed, ordinal: member.ordinal };
      },
      advise: (place) => {
        const member = embedded.get(place.objectSeed);
        const fact = member && own(this.#world.facts(member), place.name);
        if (fact !== undefined) return fact as JsonValue;
        const passedOn = linkedAt(linked, place.path);
        return this.#linked(place, passedOn, home, given) ?? this.#reference(place, member?.collection ?? home, given);
      },
    };
  }

  /** An example without what points at other entities: those are decided here, not by the document. */
  without(example: JsonObject, home: Collection): JsonObject {
    const kept = {};
    for (const [name, value] of Object.entries(example)) {
      const isEmbedded = isObject(value) && this.#named([name], home) !== undefined;
      if (!isEmbedded && !this.#target(name, home)) setOwn(kept, name, value);
    }
    return kept;
  }

  /** What a link passes on identifies something, or at least is what the parameter takes. */
  #linked(
    place: Place,
    linked: readonly LinkedValue[],
    home: Collection | undefined,
    given: JsonValue | undefined,
  ): JsonValue | undefined {
    for (const { resource: key } of linked) {
      const resource = key === undefined ? undefined : this.#world.model.at(key);
      const collection = resource && this.#reachable([resource], home);
      const name = referenceOf(place.name)?.stem ?? stem(place.name);
      const member = collection && this.#choose(place, targetOf(collection, name, home), given);
      if (member) return asType(member.id, place.type);
    }
    const values = linked.map(({ parameter }) => valueFor(parameter, place, this.#world.settings.now));
    return values.find((value) => value !== undefined);
  }

  /** The id for `userId`, `user_ids[0]`, or a bare integer `user`. */
  #reference(place: Place, home: Collection | undefined, given: JsonValue | undefined): JsonValue | undefined {
    if (!["string", "integer", "number"].includes(place.type)) return undefined;
    const target =
      this.#target(place.name, home) ?? (place.type === "integer" ? this.#bare(place.name, home) : undefined);
    if (!target) return undefined;
    const member = this.#choose(place, target, given);
    return member && asType(member.id, place.type);
  }

  /** The entity that an embedded object shows: by its component, else by its name. */
  #embedded(place: Place, home: Collection | undefined, given: JsonValue | undefined): Member | undefined {
    if (place.path.length === 0 || place.type !== "object") return undefined;
    const { component, name } = place;
    const part = component === undefined ? undefined : this.#partOf(place, component, home, given);
    if (part) return part;
    const target = this.#once(`${component ?? ""} ${name}`, home, () => {
      const shown = component === undefined ? undefined : this.#shownBy(component, home);
      const collection = shown ?? this.#named(words(name), home);
      return collection && targetOf(collection, stem(name), home);
    });
    return target && this.#choose(place, target, given);
  }

  /** The lines of an order are the members of "/orders/{id}/lines", one after the other. */
  #partOf(
    { path }: Place,
    component: string,
    home: Collection | undefined,
    given: JsonValue | undefined,
  ): Member | undefined {
    const [, index, ...rest] = path;
    if (!home || typeof index !== "number" || rest.length > 0) return undefined;
    const id = identityIn(given, home);
    const resource = this.#world.model
      .shownBy(component)
      .find(({ scope }) => scope.length === home.scope.length + 1 && scope.at(-1)?.parent === home.resource.key);
    if (!resource || id === undefined) return undefined;
    return this.#world.members({ resource, scope: [...home.scope, String(id)] })[index];
  }

  #choose(place: Place, target: Target, given: JsonValue | undefined): Member | undefined {
    const fixed = place.path.length === 1 ? this.#fixed(target, given) : undefined;
    if (fixed) return fixed;
    const members = this.#candidates(target, given);
    // Squared, so that early members have more relations than late ones, as the early ones are looked at most.
    const spread = new Random(derive(place.objectSeed, `relation ${target.stem}`)).next() ** 2;
    const last = place.path.at(-1);
    const position = Math.floor(spread * members.length) + (typeof last === "number" ? last : 0);
    return members[position % members.length];
  }

  /** Nobody is their own friend, parent or child. */
  #candidates({ collection, isOwnKind }: Target, given: JsonValue | undefined): readonly Member[] {
    const members = this.#world.members(collection);
    const itself = isOwnKind ? identityIn(given, collection) : undefined;
    return itself === undefined ? members : members.filter(({ id }) => String(id) !== String(itself));
  }

  /** The entity that a sibling already names: `{user: {id: 3}}` or `{user_id: 3}`. */
  #fixed({ collection, stem: wanted }: Target, given: JsonValue | undefined): Member | undefined {
    if (!isObject(given)) return undefined;
    for (const [name, value] of Object.entries(given)) {
      const isWhole = relationName(stem(name), collection) === wanted;
      const id = isWhole && isObject(value) ? identityIn(value as JsonObject, collection) : value;
      const isReference = isWhole || relationName(referenceOf(name)?.stem ?? "", collection) === wanted;
      if (isReference && (typeof id === "string" || typeof id === "number")) return this.#world.member(collection, id);
    }
    return undefined;
  }

  /** `userId`: a user; `country_code`: a country, if that is how countries are identified. */
  #target(name: string, home: Collection | undefined): Target | undefined {
    return this.#once(name, home, () => this.#findTarget(name, home));
  }

  /** Names repeat from entity to entity; what they refer to is found once. */
  #once(key: string, home: Collection | undefined, find: () => Target | undefined): Target | undefined {
    const known = this.#targets.get(home) ?? new Map<string, Target | undefined>();
    this.#targets.set(home, known);
    if (!known.has(key)) known.set(key, find());
    return known.get(key);
  }

  #findTarget(name: string, home: Collection | undefined): Target | undefined {
    const reference = referenceOf(name);
    if (!reference) return undefined;
    const collection = this.#named(reference.owner, home);
    const identity = pointerTokens(collection?.resource.identity ?? "").at(-1);
    if (!collection || identity === undefined) return undefined;
    const fits = referenceEndings.has(reference.ending) || plain(identity) === reference.ending;
    return fits ? targetOf(collection, reference.stem, home) : undefined;
  }

  #bare(name: string, home: Collection | undefined): Target | undefined {
    const collection = this.#reachable(this.#world.model.named(stem(name)), home);
    return collection?.resource.identity === undefined ? undefined : targetOf(collection, stem(name), home);
  }

  /** The resource that words name, the longest ending first: `billing address` is an address. */
  #named(parts: readonly string[], home: Collection | undefined): Collection | undefined {
    for (let from = 0; from < parts.length; from++) {
      const found = this.#reachable(this.#world.model.named(stemOf(parts.slice(from))), home);
      if (found) return found;
    }
    if (stemOf(parts) === "parent") return home;
    if (!personRoles.has(stemOf(parts))) return undefined;
    return people.map((name) => this.#reachable(this.#world.model.named(name), home)).find((found) => found);
  }

  #shownBy(component: string, home: Collection | undefined): Collection | undefined {
    const { model } = this.#world;
    const name = stemOf(words(component).filter((word) => !viewWords.has(word)));
    return this.#reachable(model.shownBy(component), home) ?? this.#reachable(model.named(name), home);
  }

  /** The first of several collections whose scope is known here: open ones, or those in the same scope as home. */
  #reachable(resources: readonly Resource[], home: Collection | undefined): Collection | undefined {
    for (const resource of resources) {
      const scope = resource.scope.map(({ parameter }) => {
        const index = home?.resource.scope.findIndex((part) => part.parameter === parameter) ?? -1;
        return home?.scope[index];
      });
      if (scope.every((value) => value !== undefined)) return { resource, scope };
    }
    return undefined;
  }
}

function identityIn(entity: JsonValue | undefined, { resource }: Collection): unknown {
  return pointerTokens(resource.identity ?? "").reduce<unknown>(own, entity);
}

interface Target {
  readonly collection: Collection;
  /** What the relation is called; relations of one name in one object lead to one entity. */
  readonly stem: string;
  /** It leads to another of the same kind. */
  readonly isOwnKind: boolean;
}

function targetOf(collection: Collection, name: string, home: Collection | undefined): Target {
  return { collection, stem: relationName(name, collection), isOwnKind: home?.resource === collection.resource };
}

function relationName(name: string, { resource }: Collection): string {
  return actors.has(name) ? resource.name : name;
}
