import type { Operation } from "./operation.ts";
import { hole, type PathTemplate } from "./path-template.ts";

/**
 * Two parameters side by side ("{id}{extension}") leave open where one ends and the other begins. Where one of them
 * lists its values, such as ".json" and ".xml", these say it; elsewhere the cut stays where it was.
 *
 * @param values - of all parameters of the template, still percent-encoded
 */
export function divideAdjacent(
  template: PathTemplate,
  operation: Operation,
  values: readonly string[],
): readonly string[] {
  let divided = values;
  for (const index of adjacentHoles(template)) {
    const [left = "", right = ""] = divided.slice(index, index + 2);
    const joined = left + right;
    const cut =
      cutBefore(joined, listed(template, operation, index + 1)) ?? cutAfter(joined, listed(template, operation, index));
    if (cut === undefined) continue;
    divided = [...divided.slice(0, index), joined.slice(0, cut), joined.slice(cut), ...divided.slice(index + 2)];
  }
  return divided;
}

/** Positions among the template's parameters of those that another one follows without text between them. */
function adjacentHoles({ segments }: PathTemplate): number[] {
  const found: number[] = [];
  let position = 0;
  for (const segment of segments) {
    if (segment.kind === "rest") position++;
    if (segment.kind !== "template") continue;
    segment.pieces.forEach((piece, index) => {
      if (piece === hole && segment.pieces[index + 1] === hole) found.push(position);
      if (piece === hole) position++;
    });
  }
  return found;
}

function cutBefore(joined: string, endings: readonly string[]): number | undefined {
  const ending = endings.find((text) => joined.length > text.length && joined.endsWith(text));
  return ending === undefined ? undefined : joined.length - ending.length;
}

function cutAfter(joined: string, beginnings: readonly string[]): number | undefined {
  return beginnings.find((text) => joined.length > text.length && joined.startsWith(text))?.length;
}

/** The texts that a parameter lists in its `enum`, as they stand in a URL, the longest first. */
function listed(template: PathTemplate, { parameters }: Operation, index: number): string[] {
  const schema = parameters.find((one) => one.in === "path" && one.name === template.names[index])?.schema;
  if (!schema || typeof schema.node === "boolean") return [];
  const { node, graph } = schema;
  const target = node.$ref === undefined ? node : graph.resolve(node.$ref);
  const values = typeof target === "boolean" ? [] : (target.enum ?? []);
  const texts = values.filter((value) => typeof value === "string" && value !== "").map((value) => String(value));
  return texts.map((text) => encodeURIComponent(text)).sort((one, other) => other.length - one.length);
}
