import { derive, type Seed } from "../../base/random.ts";
import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import type { SessionState, Written } from "../../session/state.ts";
import type { GenerationSettings } from "../source.ts";
import { type Basis, basisOf } from "./basis.ts";
import { type IdRules, idAt, idType } from "./identity.ts";
import { idParameters } from "./linked.ts";
import { type Collection, keyOf, type Member, rosterOf, sessionKeyOf } from "./member.ts";
import { type Memory, memoryOf } from "./memory.ts";
import { withWritten } from "./overlay.ts";
import { asType } from "./value.ts";

/** Over how many ordinals the entities are spread that are no members, so that they differ from each other. */
const SPREAD = 997;

/** Which members collections have: those of the world, but for what the session deleted, and those it wrote. */
export class Population {
  readonly #model: ResourceModel;
  readonly #settings: GenerationSettings;
  readonly #state: SessionState;
  readonly #memory: Memory;
  readonly #basis: Basis;

  constructor(model: ResourceModel, settings: GenerationSettings, state: SessionState) {
    this.#model = model;
    this.#settings = settings;
    this.#state = state;
    this.#memory = memoryOf(model);
    this.#basis = basisOf(settings);
  }

  /** All members of a collection, in order. Ids are cheap; nothing else of them is generated. */
  members(collection: Collection): readonly Member[] {
    const native = this.natives(collection);
    const written = this.#state.version === 0 ? undefined : this.#state.collection(sessionKeyOf(collection));
    return written ? withWritten(native, written, (each) => this.#memberOf(collection, each)) : native;
  }

  /** The members as they are before anyone writes. */
  natives(collection: Collection): readonly Member[] {
    const { key, members } = this.#basis;
    const make = () => this.#memory.members(`${key} ${keyOf(collection)}`, () => this.#makeMembers(collection));
    if (collection.scope.length > 0) return make();
    const known = members.get(collection.resource) ?? make();
    members.set(collection.resource, known);
    return known;
  }

  /** The member with an id; an id that nobody has seen makes an entity of its own. `undefined` for one that is gone. */
  member(collection: Collection, id: string | number): Member | undefined {
    return this.isGone(collection, id) ? undefined : this.memberAt(collection, id);
  }

  /** The member with an id, whatever became of it. */
  memberAt(collection: Collection, id: string | number): Member {
    const native = rosterOf(this.natives(collection)).get(String(id));
    if (native) return native;
    const written = this.written(collection, id);
    return this.#memberOf(collection, { id: written?.id ?? id, ordinal: written?.ordinal });
  }

  isGone(collection: Collection, id: string | number): boolean {
    if (this.#state.version === 0) return false;
    return this.#state.collection(sessionKeyOf(collection))?.deleted.has(String(id)) === true;
  }

  #memberOf(collection: Collection, { id, ordinal }: Pick<Written, "id" | "ordinal">): Member {
    const typed = asType(id, idType(collection.resource)) ?? id;
    const known = typeof typed === "number" ? typed : String(typed);
    if (ordinal !== undefined)
      return { collection, id: known, seed: derive(this.#seedOf(collection), ordinal), ordinal };
    const seed = derive(derive(this.#seedOf(collection), "unseen"), String(id));
    return { collection, id: known, seed, ordinal: collection.resource.size + (seed % SPREAD) };
  }

  /** What the session wrote of an entity. */
  written(collection: Collection, id: string | number): Written | undefined {
    if (this.#state.version === 0) return undefined;
    return this.#state.collection(sessionKeyOf(collection))?.written.get(String(id));
  }

  /** The member that the next creation makes. */
  next(collection: Collection): Member {
    const natives = this.natives(collection);
    const roster = rosterOf(natives);
    const state = this.#state.collection(sessionKeyOf(collection));
    const has = (id: string) => roster.has(id) || state?.written.has(id) === true || state?.deleted.has(id) === true;
    const ordinal = natives.length + (state?.creations ?? 0);
    return this.#memberWith(collection, ordinal, { has }) ?? this.memberAt(collection, ordinal + 1);
  }

  #memberWith(collection: Collection, ordinal: number, taken: IdRules["taken"]): Member | undefined {
    const seed = derive(this.#seedOf(collection), ordinal);
    const parameters = idParameters(collection.resource, this.#model);
    const id = idAt(collection.resource, ordinal, { taken, parameters }, { ...this.#basis.common, seed });
    return id === undefined ? undefined : { collection, id, seed, ordinal };
  }

  #makeMembers(collection: Collection): readonly Member[] {
    const members: Member[] = [];
    const taken = new Set<string>();
    const { size, isPaged, isLone } = collection.resource;
    const { arraySize } = this.#settings;
    // What cannot be paged shows everything at once; a page must not be larger than the collection.
    const count = arraySize === undefined || isLone ? size : isPaged ? Math.max(size, arraySize) : arraySize;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const member = this.#memberWith(collection, ordinal, taken);
      // An id schema with fewer values than members, such as an enum, makes a smaller collection.
      if (!member) break;
      taken.add(String(member.id));
      members.push(member);
    }
    return members;
  }

  #seedOf(collection: Collection): Seed {
    return derive(this.#settings.seed, keyOf(collection));
  }
}
