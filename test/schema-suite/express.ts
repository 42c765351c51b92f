import { isObject } from "../../src/base/json.ts";
import type { DocumentVersion } from "../../src/contract/document/version.ts";
import type { Remotes } from "./suite.ts";

/** A schema of the suite as an OpenAPI document has it: the document, and where the schema stands in it. */
export interface Expressed {
  readonly version: DocumentVersion;
  readonly document: object;
  readonly pointer: string;
}

/** The base URI that a schema gets which does not name itself. */
export const CASE_URI = "https://case.test/schema";

/**
 * As a component of an OpenAPI 3.1 or 3.2 document, whose schemas are JSON Schema 2020-12. A schema that does not name
 * itself gets an `$id`, so that "#" means the schema and not the document; what it refers to elsewhere is bundled
 * (JSON Schema 2020-12 §9.3).
 */
export function expressModern(schema: unknown, remotes: Remotes, version: "3.1" | "3.2"): Expressed {
  const others = remotes.map(([uri, remote], index) => [`Remote${index}`, identified(remote, uri)]);
  const schemas = { Case: identified(schema, CASE_URI), ...Object.fromEntries(others) };
  const document = { openapi: `${version}.0`, components: { schemas } };
  return { version, document, pointer: "/components/schemas/Case" };
}

export function identified(schema: unknown, $id: string): unknown {
  return isObject(schema) ? { $id, ...schema } : schema;
}

/** As a component of an OpenAPI 3.0 document or a definition of Swagger 2.0, where references start at the document. */
export function expressClassic(schema: unknown, version: "2.0" | "3.0"): Expressed {
  const place = version === "3.0" ? "/components/schemas/Case" : "/definitions/Case";
  const moved = relocated(schema, `#${place}`);
  const document =
    version === "3.0"
      ? { openapi: "3.0.4", components: { schemas: { Case: moved } } }
      : { swagger: "2.0", definitions: { Case: moved } };
  return { version, document, pointer: place };
}

/** Turns references to the schema itself into references to where it stands now. */
function relocated(node: unknown, place: string): unknown {
  if (Array.isArray(node)) return node.map((item) => relocated(item, place));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "enum" || key === "const") return [key, value];
      const isInside = key === "$ref" && typeof value === "string" && /^#(?:\/|$)/.test(value);
      return [key, isInside ? place + value.slice(1) : relocated(value, place)];
    }),
  );
}
