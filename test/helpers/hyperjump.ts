import { registerSchema, type SchemaObject, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/draft-2019-09";
import "@hyperjump/json-schema/draft-07";
import "@hyperjump/json-schema/draft-06";
import "@hyperjump/json-schema/draft-04";
import { assertFormats } from "../corpus/judge/hyperjump.ts";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/**
 * What another implementation of JSON Schema says of values.
 *
 * @param schemas - each with an absolute `$id` (or `id`) and, unless it is 2020-12, a `$schema`
 * @param uri - of the schema to judge by
 */
export async function hyperjumpVerdicts(
  schemas: readonly object[],
  uri: string,
  values: readonly unknown[],
): Promise<boolean[]> {
  assertFormats();
  for (const schema of schemas) {
    // Through JSON, in which nothing is undefined.
    registerSchema(JSON.parse(JSON.stringify({ $schema: DIALECT, ...schema })) as SchemaObject, uriOf(schema));
  }
  try {
    const check = await validate(uri);
    return quietly(() => values.map((value) => check(value as Parameters<typeof check>[0]).valid));
  } finally {
    for (const schema of schemas) unregisterSchema(uriOf(schema));
  }
}

/** Hyperjump prints why a text is no host name. */
function quietly<T>(work: () => T): T {
  const { log } = console;
  console.log = () => undefined;
  try {
    return work();
  } finally {
    console.log = log;
  }
}

function uriOf(schema: object): string {
  const { $id, id } = schema as { $id?: string; id?: string };
  return ($id ?? id ?? "").replace(/#$/, "");
}
