import type { Discriminator, JsonSchema, SchemaGraph, SchemaNode } from "../../contract/schema/schema.ts";

/** Longest chain of references and lone `allOf` that is followed to tell whether two schemas are the same one. */
const MAX_WRAPPERS = 100;

/** Alternatives for one value. */
export interface Choice {
  /** The same list for the same choice. */
  readonly branches: readonly JsonSchema[];
}

/** Subtypes by the base that names them. */
const subtypes = new WeakMap<SchemaNode, readonly JsonSchema[]>();

/** The choices that nodes leave open: `oneOf`, `anyOf`, and the subtypes of a base with a discriminator. */
export function choicesOf(graph: SchemaGraph, nodes: readonly SchemaNode[]): readonly Choice[] {
  const found: Choice[] = [];
  for (const node of nodes) {
    if (node.oneOf) found.push({ branches: node.oneOf });
    if (node.anyOf) found.push({ branches: node.anyOf });
    const { discriminator } = graph.annotations(node);
    if (!discriminator || node.oneOf || node.anyOf || discriminator.mapping.size === 0) continue;
    // Where the value is one of the subtypes already, there is nothing to choose.
    if (!targetsAmong(graph, discriminator, nodes, node)) found.push({ branches: subtypesOf(node, discriminator) });
  }
  return found;
}

function subtypesOf(node: SchemaNode, { mapping }: Discriminator): readonly JsonSchema[] {
  const known = subtypes.get(node) ?? [
    ...new Map([...mapping.values()].map((target) => [target.$ref, target])).values(),
  ];
  subtypes.set(node, known);
  return known;
}

/** The tags of what a value is, where it is one of what a discriminator tells apart. */
export function tagOf(
  graph: SchemaGraph,
  nodes: readonly SchemaNode[],
): { readonly name: string; readonly schema: SchemaNode } | undefined {
  for (const node of nodes) {
    const { discriminator } = graph.annotations(node);
    const target = discriminator && (targetsAmong(graph, discriminator, nodes, node) ?? node);
    if (!target) continue;
    const tags = [...discriminator.mapping].filter(([, to]) => leadsTo(graph, to) === target).map(([tag]) => tag);
    if (tags.length > 0) return { name: discriminator.propertyName, schema: { enum: tags } };
  }
  return undefined;
}

/** The outermost of the nodes that a discriminator leads to: what extends another stands before it. */
function targetsAmong(
  graph: SchemaGraph,
  { mapping }: Discriminator,
  nodes: readonly SchemaNode[],
  base: SchemaNode,
): SchemaNode | undefined {
  const targets = new Set([...mapping.values()].map((target) => leadsTo(graph, target)));
  return nodes.find((node) => node !== base && targets.has(node));
}

function leadsTo(graph: SchemaGraph, node: SchemaNode): JsonSchema {
  return node.$ref === undefined ? node : graph.resolve(node.$ref);
}

/** The schema behind references and behind `allOf` of one, with which authors describe a reference. */
export function identityOf(graph: SchemaGraph, schema: JsonSchema): SchemaNode | undefined {
  let at = schema;
  for (let step = 0; step < MAX_WRAPPERS && typeof at === "object"; step++) {
    const next: JsonSchema | undefined =
      at.$ref === undefined
        ? at.allOf?.length === 1 && !at.properties
          ? at.allOf[0]
          : undefined
        : graph.resolve(at.$ref);
    if (next === undefined) return at;
    at = next;
  }
  return typeof at === "object" ? at : undefined;
}
