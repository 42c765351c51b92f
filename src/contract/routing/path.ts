import { type Operation, prefixesOf } from "../operation.ts";
import { divideByLists } from "./path-division.ts";
import { nearestRoutes } from "./path-nearest.ts";
import { decodeLeniently, type PathTemplate, parsePathTemplate, plainName, type Segment } from "./path-template.ts";
import { PathTree, type Route, type TargetSegment } from "./path-tree.ts";
import { compareFits, fitOf, readPairs } from "./query-fit.ts";

/** What stands behind a method and target. */
export type RouteMatch =
  | {
      readonly kind: "operation";
      /** For a HEAD that is not declared: the GET. */
      readonly operation: Operation;
      /** As sent: still percent-encoded, so that an encoded delimiter stays apart from a real one. */
      readonly pathParameters: ReadonlyMap<string, string>;
      /** The base path that stood before the template, e.g. "/v1", or "". */
      readonly prefix: string;
      /** What follows "?", still percent-encoded. */
      readonly query: string;
    }
  | { readonly kind: "method-not-allowed"; readonly allowed: readonly string[]; readonly template: string }
  /** `nearest`: up to three routes such as "GET /pets/{id}", the most similar first. */
  | { readonly kind: "not-found"; readonly nearest: readonly string[] }
  /** The path is not percent-encoded UTF-8 (RFC 3986 §2.1). */
  | { readonly kind: "malformed"; readonly detail: string };

/** Finds the operation that a request is for. */
export interface Router {
  match(method: string, target: string): RouteMatch;
  /** For `Allow` (RFC 9110 §10.2.1): the declared methods, HEAD beside GET, and OPTIONS. Empty where no path fits. */
  allowedMethods(target: string): readonly string[];
}

/**
 * Compiles the routes of all operations, of one document or several, bare and under each of their base paths.
 *
 * The most literal path wins, compared from the left; among equal paths the one whose `?query` or `#fragment` fits the
 * query that was sent best, then the longer base path, then the document's order. A path that lacks the method leaves the request to a less literal one
 * that has it.
 */
export function compileRouter(operations: readonly Operation[]): Router {
  const tree = new PathTree();
  for (const [order, operation] of operations.entries()) {
    const template = parsePathTemplate(operation.template);
    const names = parameterNames(template, operation);
    for (const prefix of prefixesOf(operation)) {
      const route: Route = { operation, template, names, prefix, order };
      for (const path of pathsOf(template)) tree.insert([...literalSegments(prefix), ...path], route);
    }
  }
  const nearest = nearestRoutes(operations);
  return {
    match: (method, target) => match(tree, nearest, method, target),
    allowedMethods: (target) => allowedMethods(tree, target),
  };
}

/**
 * A path key "/a#b" answers at /a, where several such keys collide and one without a fragment goes first, and also at
 * /a%23b, which no other key claims.
 */
function pathsOf({ segments, fragment }: PathTemplate): (readonly Segment[])[] {
  const last = segments.at(-1);
  if (fragment === undefined || last?.kind !== "literal") return [segments];
  return [segments, [...segments.slice(0, -1), { kind: "literal", text: `${last.text}#${decodeLeniently(fragment)}` }]];
}

function literalSegments(prefix: string): Segment[] {
  return prefix
    .split("/")
    .slice(1)
    .map((segment) => ({ kind: "literal", text: decodeLeniently(segment) }));
}

function match(tree: PathTree, nearest: (path: string) => string[], method: string, target: string): RouteMatch {
  const { path, query } = splitTarget(target);
  // "*" (RFC 9112 §3.2.4) and the authority form name no path.
  if (!path.startsWith("/")) return { kind: "not-found", nearest: nearest(path) };
  const segments = decodeSegments(path);
  if (!segments) return { kind: "malformed", detail: "the path is not valid percent-encoded UTF-8" };
  const fitting: Route[] = [];
  let found: RouteMatch | undefined;
  tree.search(segments, (routes, values) => {
    const candidates = rank(routes, query);
    fitting.push(...candidates);
    const route = withMethod(candidates, method);
    if (!route) return false;
    found = operationMatch(route, values, query);
    return true;
  });
  if (found) return found;
  const [first] = fitting;
  if (!first) return { kind: "not-found", nearest: nearest(path) };
  return { kind: "method-not-allowed", allowed: methodsOf(fitting), template: first.operation.template };
}

function allowedMethods(tree: PathTree, target: string): readonly string[] {
  const { path, query } = splitTarget(target);
  const fitting: Route[] = [];
  const segments = path.startsWith("/") ? decodeSegments(path) : undefined;
  tree.search(segments ?? [], (routes) => {
    fitting.push(...rank(routes, query));
    return false;
  });
  return fitting.length === 0 ? [] : methodsOf(fitting);
}

function operationMatch(
  { operation, template, prefix, names }: Route,
  values: readonly string[],
  query: string,
): RouteMatch {
  const pathParameters = new Map<string, string>();
  const divided = divideByLists(template, operation, values);
  for (let index = 0; index < names.length; index++) pathParameters.set(names[index] ?? "", divided[index] ?? "");
  for (const [name, value] of queryValues(template, query)) pathParameters.set(name, value);
  return { kind: "operation", operation, pathParameters, prefix, query };
}

/** The path parameters that a template such as "/find?by={field}" has in its query, percent-encoded as in a path. */
function queryValues(template: PathTemplate, query: string): [string, string][] {
  const templated = template.query.filter(({ parameter }) => parameter !== undefined);
  if (templated.length === 0) return [];
  const sent = new URLSearchParams(query);
  return templated.flatMap(({ name, parameter = "" }): [string, string][] => {
    const value = sent.get(name);
    return value === null ? [] : [[parameter, encodeURIComponent(value)]];
  });
}

/** The names in a template as the operation declares them. */
function parameterNames({ names }: PathTemplate, { parameters }: Operation): readonly string[] {
  const declared = new Set(parameters.filter((one) => one.in === "path").map((one) => one.name));
  return names.map((name) => (declared.has(name) ? name : plainName(name)));
}

function withMethod(routes: readonly Route[], method: string): Route | undefined {
  const exact = routes.find(({ operation }) => operation.method === method);
  return exact ?? (method === "HEAD" ? routes.find(({ operation }) => operation.method === "GET") : undefined);
}

function methodsOf(routes: readonly Route[]): string[] {
  const methods = new Set(routes.map(({ operation }) => operation.method));
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods.add("OPTIONS")];
}

/** The routes whose conditions on the query hold, the best first. */
function rank(routes: readonly Route[], query: string): readonly Route[] {
  if (routes.length === 1 && routes[0]?.template.query.length === 0) return routes;
  const pairs = readPairs(query);
  return routes
    .flatMap((route) => {
      const fit = fitOf(route.template, pairs);
      return fit ? [{ route, fit }] : [];
    })
    .sort((one, other) => {
      const byFit = compareFits(one.fit, other.fit);
      const byPrefix = other.route.prefix.length - one.route.prefix.length;
      return byFit || byPrefix || one.route.order - other.route.order;
    })
    .map(({ route }) => route);
}

/** Path and query of a target in origin form or, as proxies send it, in absolute form (RFC 9112 §3.2). */
function splitTarget(target: string): { path: string; query: string } {
  const isOrigin = target.charCodeAt(0) === SLASH && !target.includes("#");
  const origin = isOrigin ? target : withoutAuthority(target);
  const question = origin.indexOf("?");
  const path = question < 0 ? origin : origin.slice(0, question);
  return { path: path === "" ? "/" : path, query: question < 0 ? "" : origin.slice(question + 1) };
}

const SLASH = 0x2f;

function withoutAuthority(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
}

function decodeSegments(path: string): TargetSegment[] | undefined {
  try {
    return path
      .slice(1)
      .split("/")
      .map((raw) => ({ raw, text: raw.includes("%") ? decodeURIComponent(raw) : raw }));
  } catch {
    return undefined;
  }
}
