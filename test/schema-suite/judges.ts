import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import draft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { JsonValue } from "../../src/base/json.ts";
import { hyperjumpVerdicts } from "../helpers/hyperjump.ts";
import type { Judge } from "./examine.ts";
import { CASE_URI, identified } from "./express.ts";
import type { Remotes } from "./suite.ts";

const DRAFT_04 = "http://json-schema.org/draft-04/schema#";

/** Judges by the schema as the suite has it, read as JSON Schema 2020-12. */
export function modernJudge(schema: unknown, remotes: Remotes): Judge {
  if (typeof schema === "boolean") return async (values) => [values.map(() => schema)];
  const own = identified(schema, CASE_URI) as { readonly $id: string };
  const others = remotes.map(([uri, remote]) => identified(remote, uri) as object);
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  return async (values) => [
    await orUnknown(values, () => hyperjumpVerdicts([own, ...others], own.$id, values)),
    await orUnknown(values, async () => ajvVerdicts(ajv, own, others, values)),
  ];
}

/** Judges by the schema as the suite has it, read as draft 4, which OpenAPI up to 3.0 extends. */
export function classicJudge(schema: unknown): Judge {
  const own = { $schema: DRAFT_04, ...(schema as object) };
  // The package is CommonJS with a default export that TypeScript cannot see through.
  const ajv = new (draft04 as unknown as typeof Ajv2020)({ strict: false, logger: false });
  return async (values) => [
    await orUnknown(values, () => hyperjumpVerdicts([{ ...own, id: CASE_URI }], CASE_URI, values)),
    await orUnknown(values, async () => ajvVerdicts(ajv, own, [], values)),
  ];
}

function ajvVerdicts(ajv: Ajv2020, schema: object, others: readonly object[], values: readonly JsonValue[]): boolean[] {
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  for (const other of others) ajv.addSchema(other as AnySchema);
  const validate = ajv.compile(schema as AnySchema);
  return values.map((value) => validate(value) === true);
}

/** A validator that cannot read a schema says nothing of values. */
async function orUnknown(
  values: readonly JsonValue[],
  ask: () => Promise<boolean[]>,
): Promise<readonly (boolean | undefined)[]> {
  try {
    return await ask();
  } catch {
    return values.map(() => undefined);
  }
}
