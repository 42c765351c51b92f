import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import { derive, type Seed } from "../../base/random.ts";
import { uriComponent } from "../../base/uri-component.ts";
import type { Call } from "../../contract/request/call.ts";
import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import { core, propertiesOf } from "../../contract/resource/structure.ts";
import type { JsonSchema, Schema } from "../../contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../generate/instance.ts";
import type { SessionState } from "../../session/state.ts";
import type { ToldEntities } from "../ai/share.ts";
import { toldOf } from "../ai/told.ts";
import type { GenerationSettings } from "../source.ts";
import { withAddress } from "./address.ts";
import { type Basis, basisOf } from "./basis.ts";
import { originOf } from "./link.ts";
import { withoutLinked } from "./linked.ts";
import { type Collection, keyOf, type Member } from "./member.ts";
import { type Memory, memoryOf } from "./memory.ts";
import { Population } from "./population.ts";
import { Relations } from "./relations.ts";
import { scopePlaces } from "./scope-place.ts";
import { withTotals } from "./totals.ts";
import { asType, project, withoutMembers, withValue } from "./value.ts";
import { numberOf } from "./view-number.ts";

/** What a world shows besides the settings: who asks, and what the session has written. */
export interface Viewpoint {
  readonly call: Call;
  readonly state: SessionState;
  /** What a model tells of entities, beside what the session knows of that. */
  readonly told?: ToldEntities | undefined;
}

/**
 * The entities behind a contract. Each is a function of (seed, resource, scope, id) unless the session has written it;
 * reads store nothing, so their order changes nothing. One world serves one answer; what it remembers only saves work.
 */
export class World {
  readonly model: ResourceModel;
  readonly settings: GenerationSettings;
  readonly state: SessionState;
  readonly population: Population;
  readonly #call: Call;
  readonly #told: ToldEntities | undefined;
  readonly #relations: Relations;
  readonly #memory: Memory;
  readonly #basis: Basis;
  readonly #entities = new Map<Member, JsonObject>();
  #concessions: Set<string> | undefined;
  /** What the write that is being answered makes of them. */
  readonly #supposed = new Map<Member, JsonObject>();

  /** @param viewpoint - its call decides the base of the addresses that entities show */
  constructor(model: ResourceModel, settings: GenerationSettings, { call, state, told }: Viewpoint) {
    this.model = model;
    this.state = state;
    this.settings = settings;
    this.#call = call;
    this.#told = told;
    this.#relations = new Relations(this);
    this.#memory = memoryOf(model);
    this.#basis = basisOf(settings);
    this.population = new Population(model, settings, state);
  }

  /** Tells apart what entities depend on beside the contract, the session and the request. */
  get key(): string {
    return this.#basis.key;
  }

  /** All members of a collection, in order. Ids are cheap; nothing else of them is generated. */
  members(collection: Collection): readonly Member[] {
    return this.population.members(collection);
  }

  /** The entity in its fullest view. */
  entity(member: Member): JsonObject {
    const known = this.#entities.get(member);
    if (known) return known;
    const entity =
      this.#standing(member) ?? this.#remembered(member, undefined, () => this.make(member, this.facts(member)));
    this.#entities.set(member, entity as JsonObject);
    return entity as JsonObject;
  }

  /** What was written and could not be kept as it was, because a schema rejects it, in a sentence each; mostly nothing. */
  get concessions(): readonly string[] | undefined {
    return this.#concessions && [...this.#concessions].slice(0, MAX_CONCESSIONS);
  }

  /** @param what - became of what was written to the member, to end a sentence */
  concede({ collection, id }: Member, what: string): void {
    this.#concessions ??= new Set();
    this.#concessions.add(`${collection.resource.name} ${JSON.stringify(String(id))} ${what}`);
  }

  /** Whether everything is as the session has it; else a model tells something that the session does not know yet. */
  get isOfSession(): boolean {
    return this.#told === undefined;
  }

  /** Whether everything is as it was before anyone wrote: only then it is the same for all sessions. */
  get #isNative(): boolean {
    return this.state.version === 0 && this.#supposed.size === 0 && this.isOfSession;
  }

  /** Shows an entity from now on as a write would leave it, for the answer to that write. */
  suppose(member: Member, entity: JsonObject): void {
    this.#entities.set(member, entity);
    this.#supposed.set(member, entity);
  }

  /** The entity that was written, where it still fits: the document may have changed since. */
  #standing(member: Member): JsonObject | undefined {
    const { collection, id } = member;
    const { graph, node } = collection.resource.schema;
    const written = this.population.written(collection, id);
    if (!written) return undefined;
    if (plain.get(written.entity) === node) return written.entity;
    if (!graph.accepts(node, written.entity)) {
      this.concede(member, "was written as its schema does not take it any more; it is shown as far as it does");
      return undefined;
    }
    const embedded = this.#relations.embeddedIn(written.entity, collection);
    if (embedded.length === 0) {
      plain.set(written.entity, node);
      return written.entity;
    }
    // What it shows of others is as they are now.
    const facts = Object.fromEntries(Object.entries(this.facts(member)).filter(([name]) => !embedded.includes(name)));
    const shown = this.#relations.refreshed(written.entity, this.make(member, facts), collection);
    return graph.accepts(node, shown) ? shown : written.entity;
  }

  /**
   * The entity as a schema shows it. Every view is made from the fullest one, so that all agree.
   *
   * @param changes - what a list makes of it; wins over everything but the identity
   */
  show(view: Schema, member: Member, changes?: JsonObject): JsonValue {
    const { schema } = member.collection.resource;
    // Made anew, because what hangs together with the changes has to follow: the user of a posted `userId`.
    const entity = changes
      ? this.make(member, this.#identify(member, { ...this.facts(member), ...changes }))
      : this.entity(member);
    if (core(view.graph, view.node) === core(schema.graph, schema.node)) return entity;
    const make = () => this.#viewed(view, member, entity);
    return changes ? make() : this.#remembered(member, view.node, make);
  }

  /** What a write has left out must not come back in another view. */
  #viewed(view: Schema, member: Member, entity: JsonObject): JsonValue {
    const { graph, node } = view;
    const said = project(graph, node, entity) as JsonObject;
    const shown = generate(view, this.#options(member, said));
    if (this.#isNative || !isObject(shown)) return shown;
    const { schema } = member.collection.resource;
    const full = propertiesOf(schema.graph, schema.node);
    const lacking = Object.keys(shown).filter((name) => full.has(name) && !Object.hasOwn(entity, name));
    const exact = { ...(shown as JsonObject), ...said };
    return withoutMembers(graph.accepts(node, exact) ? exact : (shown as JsonObject), lacking, view);
  }

  /** @param view - the schema that the entity is shown by; `undefined` for its fullest view */
  #remembered(member: Member, view: JsonSchema | undefined, make: () => JsonValue): JsonValue {
    // What was written anywhere may show in any entity that refers to it.
    if (!this.#isNative) return make();
    const { collection, id, seed, ordinal } = member;
    const number = numberOf(view);
    const key = () => {
      // Some entities show the address at which they are asked for.
      const place = `${originOf(this.#call)} ${this.#call.prefix}`;
      const which = `${typeof id} ${uriComponent(String(id))} ${seed} ${ordinal} ${keyOf(collection)}`;
      return `${number} ${this.#basis.key} ${place} ${which}`;
    };
    return this.#memory.value(derive(seed, number), key, make);
  }

  /** An entity around what is known of it. */
  make(member: Member, facts: JsonObject): JsonObject {
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

  /** What is fixed about an entity before it is generated: what was written, else its example, place and identity. */
  facts(member: Member): JsonObject {
    const { resource, scope } = member.collection;
    const written = this.#supposed.get(member) ?? this.population.written(member.collection, member.id)?.entity;
    if (written) return withAddress(this.#identify(member, written), member, this.#call);
    const told = toldOf(member, this.state, this.#told);
    let facts: JsonObject = { ...this.#example(member), ...told?.facts, ...resource.constants };
    for (const { index, pointer, type } of scopePlaces(resource, this.model)) {
      const value = asType(scope[index], type);
      if (value !== undefined) facts = withValue(facts, pointer, value) as JsonObject;
    }
    return withAddress(this.#identify(member, facts), member, this.#call);
  }

  /** What identifies a member, where an entity says it. */
  identity(member: Member): JsonObject {
    return this.#identify(member, {});
  }

  /** Members of an entity that have to follow where others change: the `user` of a `userId`. */
  dependents(member: Member, changes: JsonObject): readonly string[] {
    return this.#relations.dependents(this.entity(member), changes, member.collection);
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
      return this.withoutRelations(value as JsonObject, collection);
    }
    return undefined;
  }

  /** What is said of an entity without what leads to others: where that leads is the world's to say. */
  withoutRelations(said: JsonObject, collection: Collection): JsonObject {
    const linked = this.model.linked(collection.resource.key);
    return withoutLinked(this.#relations.without(said, collection), linked);
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
}

/** More say no more: a list may have ten thousand. */
const MAX_CONCESSIONS = 20;

/** By which schema entities as they were written are known to be valid and to show no others: a long list asks of each. */
const plain = new WeakMap<JsonObject, JsonSchema>();
