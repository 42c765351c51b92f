import { pointerTokens } from "../../base/json.ts";
import { derive } from "../../base/random.ts";
import type { Parameter } from "../../contract/operation.ts";
import { looksLikeIdentity } from "../../contract/resource/resource-identity.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import { core, nodeAt, typeOf } from "../../contract/resource/structure.ts";
import type { JsonType, Schema } from "../../contract/schema/schema.ts";
import type { GenerationOptions } from "../../generate/instance.ts";
import { attempted, fitsParameter } from "./linked.ts";

/** How often another text is tried where one is taken, and how many numbers are tried for one that is allowed. */
const MAX_TEXTS = 8;
const MAX_NUMBERS = 1000;

/**
 * The id of the member at a position: numbers count from the first that is allowed, texts are made from the member's
 * own seed, so that a username fits the name beside it.
 *
 * @param rules - which ids others have, and which parameters have to take it
 * @returns `undefined` where the schema leaves no other id
 */
export function idAt(
  resource: Resource,
  ordinal: number,
  rules: IdRules,
  options: GenerationOptions,
): string | number | undefined {
  const schema = idSchema(resource);
  const type = idType(resource);
  if (!schema || type === undefined) return ordinal + 1;
  if (type === "integer" || type === "number")
    return countedId(schema, ordinal, rules) ?? countedId(schema, ordinal, { ...rules, parameters: [] });
  const counted = String(ordinal + 1);
  if (wantsNumber(resource) && schema.graph.accepts(schema.node, counted) && isUsable(counted, rules)) return counted;
  const named: GenerationOptions = { ...options, ordinal, name: nameOf(resource) };
  return (
    textId(schema, rules, named) ??
    takenText(schema, rules, named) ??
    textId(schema, { ...rules, parameters: [] }, named)
  );
}

/** What an id has to meet beside the schema of the property that holds it. */
export interface IdRules {
  /** Ids that others have, as text. */
  readonly taken: Pick<ReadonlySet<string>, "has">;
  /** A request with the id has to pass, so that what is listed can be fetched. */
  readonly parameters: readonly Parameter[];
}

function isUsable(id: string | number, { taken, parameters }: IdRules): boolean {
  return !taken.has(String(id)) && parameters.every((parameter) => fitsParameter(id, parameter));
}

/** The type of a resource's ids; `undefined` where the schema leaves it open. */
export function idType(resource: Resource): JsonType | undefined {
  const schema = idSchema(resource);
  return schema && typeOf(schema.graph, schema.node);
}

/** The schema of a resource's ids: of the property, else of the path parameter. */
function idSchema(resource: Resource): Schema | undefined {
  const { schema, identity, idParameter } = resource;
  const node = identity === undefined ? undefined : nodeAt(schema, identity);
  return node === undefined ? idParameter?.schema : { graph: schema.graph, node, pointer: schema.pointer };
}

/** `id` alone says too little of what it identifies: the id of a pet may look otherwise than that of an order. */
function nameOf({ name, identity, idParameter }: Resource): string {
  const own = pointerTokens(identity ?? "").at(-1) ?? idParameter?.name ?? "id";
  return looksLikeIdentity(own) ? `${name}_${own}` : own;
}

/** `id: "17"` under a path whose parameter is an integer. */
function wantsNumber({ idParameter }: Resource): boolean {
  const schema = idParameter?.schema;
  return schema !== undefined && typeOf(schema.graph, schema.node) === "integer";
}

/** The first number from 1 up that the schema allows and nobody has. */
function countedId({ graph, node }: Schema, ordinal: number, rules: IdRules): number | undefined {
  const bounds = core(graph, node);
  const least = typeof bounds === "object" ? (bounds.minimum ?? bounds.exclusiveMinimum ?? 1) : 1;
  const first = Math.max(1, Math.ceil(least)) + ordinal;
  for (let id = first; id < first + MAX_NUMBERS; id++) {
    if (isUsable(id, rules) && graph.accepts(node, id)) return id;
  }
  return undefined;
}

function textId(schema: Schema, rules: IdRules, options: GenerationOptions): string | undefined {
  for (const attempt of attempts(options)) {
    const id = attempted(schema, attempt);
    // Where no value can be an id there are no members, which is no reason to refuse a list.
    if (id === undefined) return undefined;
    if (typeof id === "string" && id !== "" && isUsable(id, rules)) return id;
  }
  return undefined;
}

/** Where a parameter asks for more than the property does, it says what ids look like. */
function takenText({ graph, node }: Schema, rules: IdRules, options: GenerationOptions): string | undefined {
  for (const { schema } of rules.parameters) {
    for (const attempt of schema ? attempts(options) : []) {
      const id = String(attempted(schema as Schema, attempt));
      if (isUsable(id, rules) && graph.accepts(node, id)) return id;
    }
  }
  return undefined;
}

/** Whose turn it is decides only once; then chance does. */
function attempts(options: GenerationOptions): GenerationOptions[] {
  return Array.from({ length: MAX_TEXTS }, (_, attempt) =>
    attempt === 0 ? options : { ...options, seed: derive(options.seed, attempt), ordinal: undefined },
  );
}
