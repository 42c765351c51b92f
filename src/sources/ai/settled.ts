import { pointerTokens } from "../../base/json.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import { core, nodeAt, typeOf } from "../../contract/resource/structure.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { Member } from "../entities/member.ts";
import type { Ask } from "../source.ts";

/** Names of members of an entity that are decided, so that a model has no say about them. */
export class SettledNames {
  readonly #names: ReadonlySet<string>;
  /** Without spelling, as requests may have them. */
  readonly #plain: ReadonlySet<string>;

  /**
   * @param intent - what the client wants the answer to be like: then a model may also say which of the entities lists
   *   choose
   */
  constructor({ call, contract }: Pick<Ask, "call" | "contract">, { collection }: Member, intent: string) {
    const { resource } = collection;
    const identity = pointerTokens(resource.identity ?? "").slice(0, 1);
    const chosen = intent === "" ? choosing(contract.resources, resource) : [];
    this.#names = new Set([...Object.keys(resource.constants), ...identity, ...chosen]);
    this.#plain = new Set(namesIn(call.parameters.query));
  }

  has(name: string): boolean {
    return this.#names.has(name) || this.#plain.has(plain(name));
  }
}

/** What a request filters and sorts by decides which entities are shown. */
function namesIn(query: Readonly<Record<string, unknown>>): string[] {
  const texts = Object.entries(query).flatMap(([name, value]) => [name, ...[value].flat().map(String)]);
  return texts.flatMap((text) => text.split(/[,:\s]+/)).map(plain);
}

const known = new WeakMap<Resource, readonly string[]>();

/**
 * Members by whose choices lists of the resource are filtered: a state that a model writes while one answer is made would
 * change what others show.
 */
function choosing({ uses }: ResourceModel, resource: Resource): readonly string[] {
  const found = known.get(resource);
  if (found) return found;
  const queries = [...uses.values()].flatMap((use) => (use.resource === resource && use.query ? [use.query] : []));
  const pointers = queries.flatMap(({ filters }) => filters.flatMap((filter) => filter.pointers));
  const names = pointers
    .filter((pointer) => isChoice(resource.schema, pointer))
    .map((pointer) => pointerTokens(pointer)[0] ?? "");
  known.set(resource, names);
  return names;
}

function isChoice(schema: Schema, pointer: string): boolean {
  const { graph } = schema;
  const node = nodeAt(schema, pointer);
  const said = node === undefined ? undefined : core(graph, node);
  return typeof said === "object" && (said.enum !== undefined || typeOf(graph, said) === "boolean");
}
