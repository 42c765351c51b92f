import { stem, stemOf, words } from "../../contract/resource/inflect.ts";
import type { Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import type { Collection } from "./member.ts";
import { actors, identifies, people, personRoles, referenceOf, viewWords } from "./relation-names.ts";

/** A collection as it is reached from another: which values of its scope are those of the other one. */
interface Reach {
  readonly resource: Resource;
  readonly scope: readonly number[];
}

/** What a relation leads to. */
export interface Target extends Reach {
  /** What the relation is called; relations of one name in one object lead to one entity. */
  readonly stem: string;
  /** It leads to another of the same kind. */
  readonly isOwnKind: boolean;
}

/** Names are from documents, but clients may write others: so many are kept. */
const MAX_KEPT = 5000;

/** Targets by the resource that they are reached from, and a name. */
class Known {
  readonly #known = new Map<Resource | undefined, Map<string, Target | undefined>>();
  #size = 0;

  get(name: string, home: Resource | undefined, find: () => Target | undefined): Target | undefined {
    let targets = this.#known.get(home);
    if (targets === undefined) {
      targets = new Map();
      this.#known.set(home, targets);
    }
    const known = targets.get(name);
    if (known !== undefined || targets.has(name)) return known;
    const found = find();
    if (++this.#size > MAX_KEPT) {
      this.#known.clear();
      this.#size = 0;
    }
    targets.set(name, found);
    return found;
  }
}

/**
 * What references lead to, as far as their names and those of resources say it. Names repeat from entity to entity and
 * from answer to answer, and telling what one means takes longer than making a value, so it is found once.
 */
export class Targets {
  readonly #model: ResourceModel;
  readonly #references = new Known();
  readonly #bare = new Known();
  readonly #embedded = new Known();
  readonly #linked = new Known();

  constructor(model: ResourceModel) {
    this.#model = model;
  }

  /** `userId`: a user; `country_code`: a country, if that is how countries are identified. */
  reference(name: string, home: Resource | undefined): Target | undefined {
    return this.#references.get(name, home, () => this.#findReference(name, home));
  }

  /** A bare `user`. */
  bare(name: string, home: Resource | undefined): Target | undefined {
    return this.#bare.get(name, home, () => {
      const reach = this.#reachable(this.#model.named(stem(name)), home);
      return reach?.resource.identity === undefined ? undefined : targetOf(reach, stem(name), home);
    });
  }

  /** What an embedded object shows: by its component, else by its name. */
  embedded(component: string | undefined, name: string, home: Resource | undefined): Target | undefined {
    return this.#embedded.get(`${component ?? ""} ${name}`, home, () => {
      const shown = component === undefined ? undefined : this.#shownBy(component, home);
      const reach = shown ?? this.#named(words(name), home);
      return reach && targetOf(reach, stem(name), home);
    });
  }

  /** What a name with these words stands for, whatever they say besides. */
  isNamed(name: string, home: Resource | undefined): boolean {
    return this.#named([name], home) !== undefined;
  }

  /** What a link passes on by a name. */
  linked(key: string, name: string, home: Resource | undefined): Target | undefined {
    return this.#linked.get(`${key} ${name}`, home, () => {
      const resource = this.#model.at(key);
      const reach = resource && this.#reachable([resource], home);
      return reach && targetOf(reach, referenceOf(name)?.stem ?? stem(name), home);
    });
  }

  #findReference(name: string, home: Resource | undefined): Target | undefined {
    const reference = referenceOf(name);
    if (!reference) return undefined;
    const reach = this.#named(reference.owner, home);
    const { identity } = reach?.resource ?? {};
    if (!reach || identity === undefined) return undefined;
    return identifies(reference.ending, identity) ? targetOf(reach, reference.stem, home) : undefined;
  }

  /** The resource that words name, the longest ending first: `billing address` is an address. */
  #named(parts: readonly string[], home: Resource | undefined): Reach | undefined {
    for (let from = 0; from < parts.length; from++) {
      const found = this.#reachable(this.#model.named(stemOf(parts.slice(from))), home);
      if (found) return found;
    }
    if (stemOf(parts) === "parent") return home && { resource: home, scope: home.scope.map((_, index) => index) };
    if (!personRoles.has(stemOf(parts))) return undefined;
    return people.map((name) => this.#reachable(this.#model.named(name), home)).find((found) => found);
  }

  #shownBy(component: string, home: Resource | undefined): Reach | undefined {
    const name = stemOf(words(component).filter((word) => !viewWords.has(word)));
    return this.#reachable(this.#model.shownBy(component), home) ?? this.#reachable(this.#model.named(name), home);
  }

  /** The first of several collections whose scope is known here: open ones, or those in the same scope as home. */
  #reachable(resources: readonly Resource[], home: Resource | undefined): Reach | undefined {
    for (const resource of resources) {
      const scope = resource.scope.map(
        ({ parameter }) => home?.scope.findIndex((part) => part.parameter === parameter) ?? -1,
      );
      if (!scope.includes(-1)) return { resource, scope };
    }
    return undefined;
  }
}

/** The collection that a target is, seen from a member of another. */
export function collectionOf({ resource, scope }: Target, home: Collection | undefined): Collection {
  return { resource, scope: scope.map((index) => home?.scope[index] ?? "") };
}

function targetOf({ resource, scope }: Reach, name: string, home: Resource | undefined): Target {
  return { resource, scope, stem: relationName(name, resource), isOwnKind: home === resource };
}

/** An author is whoever is meant by `user_id`. */
export function relationName(name: string, resource: Resource): string {
  return actors.has(name) ? resource.name : name;
}

const known = new WeakMap<ResourceModel, Targets>();

export function targetsOf(model: ResourceModel): Targets {
  const targets = known.get(model) ?? new Targets(model);
  known.set(model, targets);
  return targets;
}
