import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JsonValue } from "../../src/base/json.ts";

/** One schema of the JSON-Schema-Test-Suite with the values that it is tried on. */
export interface Group {
  /** File and description, e.g. "optional/format/date: validation of date strings". */
  readonly name: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

/** The schemas that the suite expects to be found at a URI. */
export type Remotes = readonly (readonly [uri: string, schema: Readonly<Record<string, unknown>>])[];

/** Where the suite says that its remote schemas are served. */
const REMOTE_BASE = "http://localhost:1234";

/**
 * Every group of one draft, the optional ones included.
 *
 * @param folder - a copy of the suite, with `tests` and `remotes` in it
 * @param draft - a folder in `tests`, e.g. "draft2020-12"
 */
export function readGroups(folder: string, draft: string): readonly Group[] {
  const tests = join(folder, "tests", draft);
  return filesIn(tests).flatMap((file) => {
    const groups = readJson(join(tests, file)) as ({ description: string } & Omit<Group, "name">)[];
    const title = file.replace(/\.json$/, "");
    return groups.map(({ description, schema, tests }) => ({ name: `${title}: ${description}`, schema, tests }));
  });
}

/** The remote schemas that a schema may lead to: those of 2020-12 and 2019-09, and those that belong to no draft. */
export function remotesFor(schema: unknown, folder: string): Remotes {
  if (!JSON.stringify(schema).includes(REMOTE_BASE)) return [];
  const remotes = join(folder, "remotes");
  const files = filesIn(remotes).filter((file) => /^(?:draft20|(?!draft))/.test(file));
  return files.flatMap((file) => named(`${REMOTE_BASE}/${file}`, readJson(join(remotes, file)) as Remotes[number][1]));
}

/** A schema that calls itself otherwise than it is asked for can be found under both names. */
function named(uri: string, schema: Remotes[number][1]): Remotes {
  const { $id = uri } = schema as { $id?: string };
  const own = [$id, schema] as const;
  return $id === uri ? [own] : [own, [uri, { $ref: $id }]];
}

/** What JSON Schema 2020-12 says of schemas, where a schema refers to it. */
export function metaschemasFor(schema: unknown): Remotes {
  if (!JSON.stringify(schema).includes('"$ref":"https://json-schema.org/draft/2020-12/')) return [];
  const folder = dirname(createRequire(import.meta.url).resolve("ajv/dist/refs/json-schema-2020-12/schema.json"));
  return filesIn(folder).map((file) => {
    const metaschema = readJson(join(folder, file)) as Remotes[number][1];
    return [String(metaschema["$id"]), metaschema];
  });
}

/** All JSON files, with "/" between the folders on every system. */
function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const json = files.filter((file) => file.endsWith(".json"));
  return json.map((file) => file.replaceAll("\\", "/")).sort();
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
