import { own } from "../../base/json.ts";
import type { DocumentVersion } from "../document/version.ts";

/**
 * What the keywords of a schema mean. "oas" is JSON Schema 2020-12 with OpenAPI's own keywords, the dialect of 3.1 and
 * 3.2 (OAS 3.1 §4.8.24); the others are named by `$schema` or `jsonSchemaDialect`.
 */
export type SchemaDialect = "2.0" | "3.0" | "oas" | "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04";

const named: readonly (readonly [uri: RegExp, dialect: SchemaDialect])[] = [
  [/^https?:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\/[\w-]+$/, "oas"],
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema$/, "2020-12"],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema$/, "2019-09"],
  [/^https?:\/\/json-schema\.org\/draft-07\/schema$/, "draft-07"],
  [/^https?:\/\/json-schema\.org\/draft-06\/schema$/, "draft-06"],
  [/^https?:\/\/json-schema\.org\/draft-04\/schema$/, "draft-04"],
];

/** The dialect that a URI names; an empty fragment is no part of the name. `undefined` where Helix does not know it. */
export function dialectNamed(uri: string): SchemaDialect | undefined {
  const bare = uri.replace(/#$/, "");
  return named.find(([pattern]) => pattern.test(bare))?.[1];
}

/** What a document's version says of its schemas, where they do not say otherwise themselves. */
export function usualDialect(version: DocumentVersion): SchemaDialect {
  return version === "2.0" || version === "3.0" ? version : "oas";
}

const drafts: readonly SchemaDialect[] = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"];

/** The draft that first had a keyword; the others are as old as draft 4. */
const introduced: ReadonlyMap<string, SchemaDialect> = new Map([
  ...["const", "contains", "propertyNames"].map((keyword) => [keyword, "draft-06"] as const),
  ...["if", "then", "else", "contentEncoding", "contentMediaType"].map((keyword) => [keyword, "draft-07"] as const),
  ...["dependentRequired", "dependentSchemas", "minContains", "maxContains"].map((word) => [word, "2019-09"] as const),
  ...["unevaluatedItems", "unevaluatedProperties", "contentSchema"].map((keyword) => [keyword, "2019-09"] as const),
  ["$anchor", "2019-09"],
  ...["prefixItems", "$dynamicRef", "$dynamicAnchor"].map((keyword) => [keyword, "2020-12"] as const),
]);

/** The draft that last had a keyword. */
const withdrawn: ReadonlyMap<string, SchemaDialect> = new Map([
  ["dependencies", "draft-07"],
  ["additionalItems", "2019-09"],
]);

/**
 * Whether a keyword means anything in a dialect. Those of OpenAPI are read with more patience: their authors often
 * write what an older draft had.
 */
export function isKeywordOf(dialect: SchemaDialect | undefined, keyword: string): boolean {
  if (keyword === "$recursiveRef" || keyword === "$recursiveAnchor") return dialect === "2019-09";
  if (dialect === undefined || dialect === "2.0" || dialect === "3.0" || dialect === "oas") return true;
  const draft = drafts.indexOf(dialect);
  const first = introduced.get(keyword);
  const last = withdrawn.get(keyword);
  return (
    (first === undefined || draft >= drafts.indexOf(first)) && (last === undefined || draft <= drafts.indexOf(last))
  );
}

const standingAlone: ReadonlySet<SchemaDialect> = new Set(["2.0", "3.0", "draft-04", "draft-06", "draft-07"]);

/** Whether `$ref` stands alone: up to draft 7, and in OpenAPI up to 3.0 (OAS 3.0.4 §4.7.23.1). */
export function refStandsAlone(dialect: SchemaDialect | undefined): boolean {
  return dialect !== undefined && standingAlone.has(dialect);
}

/** The name that a schema gives itself: `$id`, which draft 4 called `id`; beside a `$ref` that stands alone it is none. */
export function identifierOf(node: unknown, dialect: SchemaDialect | undefined): string | undefined {
  if (refStandsAlone(dialect) && typeof own(node, "$ref") === "string") return undefined;
  const id = own(node, dialect === "draft-04" ? "id" : "$id");
  return typeof id === "string" ? id : undefined;
}
