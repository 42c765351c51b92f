import { looksLikeIdentity } from "../contract/resource/resource-identity.ts";
import type { SchemaNode } from "../contract/schema/schema.ts";
import type { Choice, Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/**
 * The thing that an alternative of a choice is the id of: `customer` is an id or, where a client asks for it, the
 * customer itself.
 *
 * @returns the name of the component that shows it; `undefined` where the choice is none of this kind
 */
export function identifiedBy(shapes: Shapes, choice: Choice): string | undefined {
  const before = known.get(choice.node);
  if (before) return before.component;
  const component = find(shapes, choice);
  known.set(choice.node, { component });
  return component;
}

/** The same of a shape for which {@link identifiedBy} was asked while its choices were made. */
export function thingBeside({ choices }: Shape): string | undefined {
  for (const { node } of choices) {
    const component = known.get(node)?.component;
    if (component !== undefined) return component;
  }
  return undefined;
}

/** By the node that the choice stands in, which belongs to one graph. */
const known = new WeakMap<SchemaNode, { readonly component: string | undefined }>();

/** One id beside one thing, which may come in several forms. Schemas without a name are parts, and no things. */
function find(shapes: Shapes, { branches }: Choice): string | undefined {
  const ids: Shape[] = [];
  const things: Shape[] = [];
  for (const shape of branches.map((branch) => shapes.of(branch))) {
    if (isThing(shape)) things.push(shape);
    else if (isId(shape)) ids.push(shape);
    else if (shape.types?.some((type) => type !== "null") ?? true) return undefined;
  }
  return ids.length === 1 ? things[0]?.component : undefined;
}

function isId({ types, values }: Shape): boolean {
  const single = types?.filter((type) => type !== "null") ?? [];
  return single.length === 1 && (single[0] === "string" || single[0] === "integer") && values === undefined;
}

function isThing({ component, objects }: Shape): boolean {
  return component !== undefined && objects.some(({ properties }) => Object.keys(properties).some(looksLikeIdentity));
}
