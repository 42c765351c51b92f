import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import { derive, type Seed } from "../../base/random.ts";
import type { Call } from "../../contract/request/call.ts";
import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import { core } from "../../contract/resource/structure.ts";
import type { JsonSchema, Schema } from "../../contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../generate/instance.ts";
import type { GenerationSettings } from "../source.ts";
import { withAddress } from "./address.ts";
import { type Basis, basisOf } from "./basis.ts";
import { type IdRules, idAt, idType } from "./identity.ts";
import { originOf } from "./link.ts";
import { idParameters, withoutLinked } from "./linked.ts";
import { type Collection, keyOf, type Member, rosterOf } from "./member.ts";
import { type Memory, memoryOf } from "./memory.ts";
import { Relations } from "./relations.ts";
import { scopePlaces } from "./scope-place.ts";
import { withTotals } from "./totals.ts";
import { asType, project, withValue } from "./value.ts";

/** Over how many ordinals the entities are spread that are no members, so that they differ from each other. */
const SPREAD = 997;

/**
 * The entities behind a contract. Everything is a function of (seed, resource, scope, id): nothing is stored, so the
 * order of reads changes nothing. One world serves one answer; what it remembers only saves work.
 */
export class World {
  readonly model: ResourceModel;
  readonly settings: GenerationSettings;
  readonly #call: Call;
  readonly #relations: Relations;
  readonly #memory: Memory;
  readonly #basis: Basis;
  readonly #entities = new Map<Member, JsonObject>();

  /** @param call - decides the base of the addresses that entities show */
  constructor(model: ResourceModel, settings: GenerationSettings, call: Call) {
    this.model = model;
    this.settings = settings;
    this.#call = call;
    this.#relations = new Relations(this);
    this.#memory = memoryOf(model);
    this.#basis = basisOf(settings);
  }

  /** All members of a collection, in order. Ids are cheap; nothing else of them is generated. */
  members(collection: Collection): readonly Member[] {
    const { key, members } = this.#basis;
    const make = () => this.#memory.members(`${key} ${keyOf(collection)}`, () => this.#makeMembers(collection));
    if (collection.scope.length > 0) return make();
    const known = members.get(collection.resource) ?? make();
    members.set(collection.resource, known);
    return known;
  }

  /** The member with an id; an id that nobody has seen makes an entity of its own. */
  member(collection: Collection, id: string | number): Member {
    const known = rosterOf(this.members(collection)).get(String(id));
    if (known) return known;
    const typed = asType(id, idType(collection.resource)) ?? id;
    const seed = derive(derive(this.#seedOf(collection), "unseen"), String(id));
    const ordinal = collection.resource.size + (seed % SPREAD);
    return { collection, id: typeof typed === "number" ? typed : String(typed), seed, ordinal };
  }

  /** The member that the next creation makes. */
  next(collection: Collection): Member {
    const members = this.members(collection);
    const member = this.#memberAt(collection, members.length, rosterOf(members));
    return member ?? this.member(collection, members.length + 1);
  }

  /** The entity in its fullest view. */
  entity(member: Member): JsonObject {
    const known = this.#entities.get(member);
    if (known) return known;
    const entity = this.#remembered(member, undefined, () => this.#generate(member, this.facts(member))) as JsonObject;
    this.#entities.set(member, entity);
    return entity;
  }

  /**
   * The entity as a schema shows it. Every view is made from the fullest one, so that all agree.
   *
   * @param changes - what a client wrote or asked for; wins over everything but the identity
   */
  show(view: Schema, member: Member, changes?: JsonObject): JsonValue {
    const { schema } = member.collection.resource;
    // Made anew, because what hangs together with the changes has to follow: the user of a posted `userId`.
    const entity = changes
      ? this.#generate(member, this.#identify(member, { ...this.facts(member), ...changes }))
      : this.entity(member);
    if (core(view.graph, view.node) === core(schema.graph, schema.node)) return entity;
    const make = () => generate(view, this.#options(member, project(view.graph, view.node, entity) as JsonObject));
    return changes ? make() : this.#remembered(member, view.node, make);
  }

  /** @param view - the schema that the entity is shown by; `undefined` for its fullest view */
  #remembered(member: Member, view: JsonSchema | undefined, make: () => JsonValue): JsonValue {
    const { collection, id, seed, ordinal } = member;
    const number = numberOf(view);
    const key = () => {
      // Some entities show the address at which they are asked for.
      const place = `${originOf(this.#call)} ${this.#call.prefix}`;
      const which = `${typeof id} ${encodeURIComponent(id)} ${seed} ${ordinal} ${keyOf(collection)}`;
      return `${number} ${this.#basis.key} ${place} ${which}`;
    };
    return this.#memory.value(derive(seed, number), key, make);
  }

  #generate(member: Member, facts: JsonObject): JsonObject {
    const { schema } = member.collection.resource;
    const value = generate(schema, this.#options(member, facts));
    if (!isObject(value)) return {};
    const entity = value as JsonObject;
    const added = withTotals(entity, facts);
    return added === entity || schema.graph.accepts(schema.node, added) ? added : entity;
  }

  /**
   * Options for an answer that is no entity itself but may refer to some.
   *
   * @param response - where its response stands in the document: links may pass on parts of the answer
   */
  optionsFor(seed: Seed, prefer: JsonValue | undefined, response = ""): GenerationOptions {
    const linked = this.model.linked(response);
    return this.#optionsWith(seed, undefined, prefer, this.#relations.hooks(undefined, prefer, linked));
  }

  /** What is fixed about an entity before it is generated: the document's example, its place, its identity. */
  facts(member: Member): JsonObject {
    const { resource, scope } = member.collection;
    let facts: JsonObject = { ...this.#example(member), ...resource.constants };
    for (const { index, pointer, type } of scopePlaces(resource, this.model)) {
      const value = asType(scope[index], type);
      if (value !== undefined) facts = withValue(facts, pointer, value) as JsonObject;
    }
    return withAddress(this.#identify(member, facts), member, this.#call);
  }

  #identify({ collection, id }: Member, facts: JsonObject): JsonObject {
    const { identity } = collection.resource;
    return identity === undefined ? facts : (withValue(facts, identity, id) as JsonObject);
  }

  /** The first entity looks as the document's example does, apart from its relations to others. */
  #example({ collection, ordinal }: Member): JsonObject | undefined {
    const { ignoreExamples, dynamic } = this.settings;
    if (ordinal !== 0 || ignoreExamples || dynamic) return undefined;
    for (const { example, pointer } of collection.resource.examples) {
      const value = atPointer(example.value, pointer);
      if (!isObject(value)) continue;
      const linked = this.model.linked(collection.resource.key);
      return withoutLinked(this.#relations.without(value as JsonObject, collection), linked);
    }
    return undefined;
  }

  #options(member: Member, facts: JsonObject): GenerationOptions {
    const { collection, seed, ordinal } = member;
    const hooks = this.#relations.hooks(collection, facts, this.model.linked(collection.resource.key));
    return this.#optionsWith(seed, ordinal, facts, hooks);
  }

  #optionsWith(
    seed: Seed,
    ordinal: number | undefined,
    prefer: JsonValue | undefined,
    { advise, adopt }: ReturnType<Relations["hooks"]>,
  ): GenerationOptions {
    // Written out, as this is asked for each entity: spreading took longer than some of its values do.
    const { now, useExamples, optionals, locale, items, rootItems } = this.#basis.common;
    return { seed, ordinal, prefer, advise, adopt, now, useExamples, optionals, locale, items, rootItems };
  }

  #memberAt(collection: Collection, ordinal: number, taken: IdRules["taken"]): Member | undefined {
    const seed = derive(this.#seedOf(collection), ordinal);
    const parameters = idParameters(collection.resource, this.model);
    const id = idAt(collection.resource, ordinal, { taken, parameters }, { ...this.#basis.common, seed });
    return id === undefined ? undefined : { collection, id, seed, ordinal };
  }

  #makeMembers(collection: Collection): readonly Member[] {
    const members: Member[] = [];
    const taken = new Set<string>();
    const { size, isPaged } = collection.resource;
    const { arraySize } = this.settings;
    // What cannot be paged shows everything at once; a page must not be larger than the collection.
    const count = arraySize === undefined ? size : isPaged ? Math.max(size, arraySize) : arraySize;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const member = this.#memberAt(collection, ordinal, taken);
      // An id schema with fewer values than members, such as an enum, makes a smaller collection.
      if (!member) break;
      taken.add(String(member.id));
      members.push(member);
    }
    return members;
  }

  #seedOf(collection: Collection): Seed {
    return derive(this.settings.seed, keyOf(collection));
  }
}

const viewNumbers = new WeakMap<object, number>();
let views = 0;

/** Tells schemas apart in keys; negative where there is no node. */
function numberOf(view: JsonSchema | undefined): number {
  if (typeof view !== "object") return view === undefined ? -1 : view ? -2 : -3;
  const known = viewNumbers.get(view) ?? views++;
  viewNumbers.set(view, known);
  return known;
}
