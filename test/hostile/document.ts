/** An OpenAPI 3.1 document that answers `GET /a` with JSON of a schema. */
export function answering(schema: unknown, schemas: object = {}, others: object = {}): object {
  return { openapi: "3.1.0", info, paths: { "/a": { get: answer(schema) } }, components: { schemas }, ...others };
}

/** An operation that answers 200 with JSON of a schema. */
export function answer(schema: unknown, others: object = {}): object {
  return { responses: { 200: { description: "fine", content: { "application/json": { schema } } } }, ...others };
}

export const info = { title: "Hostile", version: "1" };

/** An OpenAPI 3.1 document with these paths. */
export function withPaths(paths: unknown, others: object = {}): object {
  return { openapi: "3.1.0", info, paths, ...others };
}

/** A reference to a component. */
export function component(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** An operation that nothing is wrong with: it is served whatever stands beside it. */
export const good: object = answer({ type: "string", const: "good" });

export const isGood = (body: unknown): boolean => body === "good";
