import { words } from "./inflect.ts";

/** A path template taken apart for what it says about resources. */
export interface ResourcePath {
  readonly template: string;
  /** The template without the names of its parameters: "/users/{}/orders". Two that agree in this are the same place. */
  readonly place: string;
  /** Names of the path parameters, in order. */
  readonly parameters: readonly string[];
  /** What the last literal segment says, e.g. "orders"; "" where there is none. */
  readonly noun: string;
  /** For a path that ends in a parameter: the path of the collection around it. */
  readonly collection?: string;
}

/** Endings of the last segment that say in which format to answer, and the quotes and brackets of OData. */
const item = /^(.*?)(?:\/|\('?)\{([^{}]+)\}(?:'?\))?(\.json|\.xml)?$/;

/** Reads "/users/{userId}/orders/{id}.json" as the items of "/users/{}/orders.json". */
export function readPath(template: string): ResourcePath {
  const bare = template.split("?")[0] ?? template;
  const parameters = [...bare.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  const place = placeOf(bare);
  const [, before, , format = ""] = item.exec(bare) ?? [];
  const nounPath = before === undefined ? bare : before;
  const path = { template, place, parameters, noun: nounOf(nounPath) };
  return before === undefined || before === "" ? path : { ...path, collection: placeOf(before + format) };
}

/** A template without the names of its parameters. */
export function placeOf(template: string): string {
  return template.replaceAll(/\{[^{}]*\}/g, "{}");
}

/** "/users/{userId}" without its last segment. */
export function collectionTemplate(template: string): string {
  return template.replace(/(?:\/|\('?)\{[^{}]+\}(?:'?\))?(\.json|\.xml)?$/, "$1");
}

/** Version segments such as "v1" name nothing. */
function nounOf(path: string): string {
  const literals = path
    .replace(/\.(json|xml)$/, "")
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{") && !/^v?\d+(\.\d+)*$/.test(segment));
  const last = literals.at(-1) ?? "";
  return words(last).length > 0 ? last : "";
}
