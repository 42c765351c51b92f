import { Diagnostics } from "../../src/base/diagnostic.ts";
import { References } from "../../src/contract/schema/reference.ts";
import type { Direction, Schema } from "../../src/contract/schema/schema.ts";
import { createSchemas } from "../../src/contract/schema/schema-graph.ts";

/** Compiles a schema as an OpenAPI 3.1 document has it; `$ref`s reach "#/components/schemas/…". */
export function schemaOf(schema: unknown, components: object = {}, direction: Direction = "request"): Schema {
  const document = { schema, components: { schemas: components } };
  return createSchemas("3.1", new References(document), new Diagnostics()).at("/schema", direction);
}
