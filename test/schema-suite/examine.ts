import { Diagnostics } from "../../src/base/diagnostic.ts";
import type { JsonValue } from "../../src/base/json.ts";
import { References } from "../../src/contract/schema/reference.ts";
import type { Schema } from "../../src/contract/schema/schema.ts";
import { createSchemas } from "../../src/contract/schema/schema-graph.ts";
import { BudgetError, UnsatisfiableError } from "../../src/generate/errors.ts";
import { generate } from "../../src/generate/instance.ts";
import type { Expressed } from "./express.ts";
import type { Group } from "./suite.ts";

/** What other implementations of JSON Schema say of values; each is `undefined` where it cannot tell. */
export type Judge = (values: readonly JsonValue[]) => Promise<readonly (readonly (boolean | undefined)[])[]>;

const NOW = Date.parse("2026-01-01T00:00:00Z");
const SEEDS = [0, 1, 2];

/**
 * What Helix does with a group of the suite that it should not: a verdict on a value that the suite does not share, an
 * instance that another implementation refuses, none where one exists, one where none does. Each begins with the group's name.
 */
export async function faultsOf(group: Group, expressed: Expressed, judge: Judge): Promise<readonly string[]> {
  const { version, document, pointer } = expressed;
  const schemas = createSchemas(version, new References(document), new Diagnostics());
  const verdicts = (["request", "response"] as const).flatMap((direction) =>
    faultsOfVerdicts(group, schemas.at(pointer, direction)).map((fault) => `${fault} in a ${direction}`),
  );
  const instances = await faultsOfInstances(group, schemas.at(pointer, "response"), judge);
  return [...verdicts, ...instances].map((fault) => `${group.name} > ${fault}`);
}

function faultsOfVerdicts({ tests }: Group, { graph, node }: Schema): string[] {
  const wrong = tests.filter(({ data, valid }) => graph.accepts(node, data) !== valid);
  return wrong.map(({ description, valid }) => `${description}: ${valid ? "refused" : "accepted"}`);
}

async function faultsOfInstances({ tests }: Group, schema: Schema, judge: Judge): Promise<string[]> {
  const witness = tests.find(({ valid }) => valid);
  try {
    const values = SEEDS.map((seed) => generate(schema, { seed, now: NOW }));
    const opinions = await judge([...tests.map(({ data }) => data), ...values]);
    // Who errs on the suite's own values does not understand the schema.
    const sound = opinions.filter((opinion) => tests.every(({ valid }, index) => opinion[index] === valid));
    if (sound.length === 0) return ["no other implementation can judge an instance"];
    const refused = values.filter((_, index) => sound.some((opinion) => opinion[tests.length + index] !== true));
    return refused.map((value) => `generated ${JSON.stringify(value)}`);
  } catch (error) {
    if (error instanceof BudgetError) return [`neither an instance nor a proof: ${error.message}`];
    if (!(error instanceof UnsatisfiableError)) throw error;
    return witness === undefined ? [] : [`${error.message}, although ${JSON.stringify(witness.data)} is`];
  }
}
