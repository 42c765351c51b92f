import { type PathTemplate, parseConditions, type QueryCondition } from "./path-template.ts";

/** How well a query fits a path key, what counts most first. */
export type Fit = readonly [literal: number, whole: number, templated: number];

/** `undefined` where a pair that the key insists on was not sent. */
export function fitOf(template: PathTemplate, pairs: ReadonlyMap<string, ReadonlySet<string>>): Fit | undefined {
  const required = template.query.filter((condition) => condition.required);
  const literal = scoreQuery(required, pairs);
  if (literal < 0) return undefined;
  const templated = template.query.length - required.length;
  const sent = scoreQuery(template.query, pairs) - literal;
  return [literal + scoreFragment(template, pairs), wholeness(template.query.length > 0, templated, sent), sent];
}

/**
 * Of "?city={city}&country={country}" and "?postal_code={code}" a query with `country` and `postal_code` fits the one
 * whose parameters it has all of: the other could only be refused. Where none is whole, some are more than none.
 */
function wholeness(hasConditions: boolean, templated: number, sent: number): number {
  if (!hasConditions) return 1;
  if (sent === templated) return 3;
  return sent > 0 ? 2 : 0;
}

/** Negative where the first fits better. */
export function compareFits(one: Fit, other: Fit): number {
  return other[0] - one[0] || other[1] - one[1] || other[2] - one[2];
}

/** How many of the conditions hold; -1 where a required one does not. */
function scoreQuery(conditions: readonly QueryCondition[], pairs: ReadonlyMap<string, ReadonlySet<string>>): number {
  let score = 0;
  for (const { name, value, required } of conditions) {
    const sent = pairs.get(name);
    if (sent && (value === undefined || sent.has(value))) score++;
    else if (required) return -1;
  }
  return score;
}

/**
 * Documents write "/tags#operation=tag" to tell apart what are really "/tags?operation=tag" and "/tags". A fragment that
 * the query does not bear out ranks behind none, but excludes nothing.
 */
function scoreFragment({ fragment }: PathTemplate, pairs: ReadonlyMap<string, ReadonlySet<string>>): number {
  if (fragment === undefined) return 0;
  const score = scoreQuery(parseConditions(fragment), pairs);
  return score > 0 ? score : -0.5;
}

/** Which values a query has under each name. */
export function readPairs(query: string): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(query)) pairs.set(name, (pairs.get(name) ?? new Set()).add(value));
  return pairs;
}
