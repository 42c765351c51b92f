import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import { derive, type Seed } from "../../base/random.ts";
import type { Call } from "../../contract/request/call.ts";
import type { Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import { core, typeOf } from "../../contract/resource/structure.ts";
import type { JsonSchema, JsonType, Schema } from "../../contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../generate/instance.ts";
import type { GenerationSettings } from "../source.ts";
import { withAddress } from "./address.ts";
import { idAt, idType, nodeAt } from "./identity.ts";
import { originOf } from "./link.ts";
import { idParameters, withoutLinked } from "./linked.ts";
import { type Collection, keyOf, type Member } from "./member.ts";
import { type Memory, memoryOf } from "./memory.ts";
import { Relations } from "./relations.ts";
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
  /** What all entities of this world depend on; those with addresses also on where they were asked for. */
  readonly #basis: string;
  readonly #entities = new Map<string, JsonObject>();

  /** @param call - decides the base of the addresses that entities show */
  constructor(model: ResourceModel, settings: GenerationSettings, call: Call) {
    this.model = model;
    this.settings = settings;
    this.#call = call;
    this.#relations = new Relations(this);
    this.#memory = memoryOf(model);
    const { seed, now, ignoreExamples, dynamic, arraySize = "", optionals = "", locale = "" } = settings;
    this.#basis = `${seed} ${now} ${ignoreExamples} ${dynamic} ${arraySize} ${optionals} ${locale}`;
  }

  /** All members of a collection, in order. Ids are cheap; nothing else of them is generated. */
  members(collection: Collection): readonly Member[] {
    return this.#memory.members(`${this.#basis} ${keyOf(collection)}`, () => this.#makeMembers(collection));
  }

  /** The member with an id; an id that nobody has seen makes an entity of its own. */
  member(collection: Collection, id: string | number): Member {
    const known = this.members(collection).find((member) => String(member.id) === String(id));
    if (known) return known;
    const typed = asType(id, idType(collection.resource)) ?? id;
    const seed = derive(derive(this.#seedOf(collection), "unseen"), String(id));
    const ordinal = collection.resource.size + (seed % SPREAD);
    return { collection, id: typeof typed === "number" ? typed : String(typed), seed, ordinal };
  }

  /** The member that the next creation makes. */
  next(collection: Collection): Member {
    const members = this.members(collection);
    const taken = new Set(members.map(({ id }) => String(id)));
    const member = this.#memberAt(collection, members.length, taken);
    return member ?? this.member(collection, members.length + 1);
  }

  /** The entity in its fullest view. */
  entity(member: Member): JsonObject {
    const key = `${keyOf(member.collection)} ${member.id}`;
    const known = this.#entities.get(key);
    if (known) return known;
    const entity = this.#remembered(member, undefined, () => this.#generate(member, this.facts(member))) as JsonObject;
    this.#entities.set(key, entity);
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
    const place = `${originOf(this.#call)} ${this.#call.prefix}`;
    const key = `${typeof id} ${encodeURIComponent(id)} ${seed} ${ordinal} ${keyOf(collection)}`;
    return this.#memory.value(`${viewName(view)} ${this.#basis} ${place} ${key}`, make);
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
    return { ...this.#common(), seed, prefer, ...this.#relations.hooks(undefined, prefer, linked) };
  }

  /** What is fixed about an entity before it is generated: the document's example, its place, its identity. */
  facts(member: Member): JsonObject {
    const { resource, scope } = member.collection;
    let facts: JsonObject = { ...this.#example(member), ...resource.constants };
    for (const [index, pointer] of this.#scopePlaces(resource)) {
      const value = asType(scope[index], this.#typeAt(resource, pointer));
      if (value !== undefined) facts = withValue(facts, pointer, value) as JsonObject;
    }
    return withAddress(this.#identify(member, facts), member, this.#call);
  }

  /** Where an entity says in which scope it is: by what its properties are called, and by what links pass on. */
  #scopePlaces({ key, scope }: Resource): (readonly [index: number, pointer: string])[] {
    const named = scope.flatMap(({ pointers }, index) => pointers.map((pointer) => [index, pointer] as const));
    const linked = this.model.linked(key).flatMap(({ scope: index, pointer }) => {
      return index === undefined ? [] : [[index, pointer] as const];
    });
    return [...named, ...linked];
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
    return {
      ...this.#common(),
      ordinal: member.ordinal,
      seed: member.seed,
      prefer: facts,
      ...this.#relations.hooks(member.collection, facts, this.model.linked(member.collection.resource.key)),
    };
  }

  #common(): Omit<GenerationOptions, "seed"> {
    const { now, ignoreExamples, arraySize, optionals, locale } = this.settings;
    const sizes = arraySize === undefined ? {} : { items: arraySize, rootItems: arraySize };
    return { now, useExamples: !ignoreExamples, optionals, locale, ...sizes };
  }

  #memberAt(collection: Collection, ordinal: number, taken: ReadonlySet<string>): Member | undefined {
    const seed = derive(this.#seedOf(collection), ordinal);
    const parameters = idParameters(collection.resource, this.model);
    const id = idAt(collection.resource, ordinal, { taken, parameters }, { ...this.#common(), seed });
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

  #typeAt({ schema }: Resource, pointer: string): JsonType | undefined {
    return typeOf(schema.graph, nodeAt(schema, pointer) ?? true);
  }

  #seedOf(collection: Collection): Seed {
    return derive(this.settings.seed, keyOf(collection));
  }
}

const viewNames = new WeakMap<object, number>();
let views = 0;

/** Tells schemas apart in keys. */
function viewName(view: JsonSchema | undefined): string {
  if (typeof view !== "object") return String(view);
  const known = viewNames.get(view) ?? views++;
  viewNames.set(view, known);
  return String(known);
}
