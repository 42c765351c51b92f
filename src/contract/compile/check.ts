import type { Diagnostics } from "../../base/diagnostic.ts";
import type { JsonObject } from "../../base/json.ts";
import { contentDefect } from "../content/defect.ts";
import { exampleReadings } from "../content/serialised.ts";
import type { Contract } from "../contract.ts";
import type { MediaType, NamedExample, Operation } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import { type BrokenValue, reportBroken } from "./broken-value.ts";
import { checkSchemaExamples } from "./check-schema-examples.ts";
import { everyOperation } from "./every-operation.ts";

/**
 * Compiles every schema of the operations and holds the document's examples against them: the work that serving puts
 * off. One step is one schema, so that a server can do it between requests. What is found goes to the diagnostics.
 *
 * @param found - hears of each broken example or default
 */
export function* checkOperations(
  contract: Contract,
  document: JsonObject,
  diagnostics: Diagnostics,
  found: (broken: BrokenValue) => void = () => {},
): Generator<void> {
  const report = (broken: BrokenValue): void => {
    reportBroken(broken, diagnostics);
    found(broken);
  };
  for (const { operation } of everyOperation(contract)) {
    for (const part of judgedParts(operation)) {
      if (!part.schema) continue;
      part.schema.graph.isDegraded(part.schema.node);
      for (const broken of brokenExamples(part.schema, part)) report(broken);
      yield;
    }
  }
  yield* checkSchemaExamples([...judgedSchemas(contract)], document, report);
}

/** Whatever has a schema, with the examples that stand beside it. */
interface JudgedPart {
  readonly schema?: Schema | undefined;
  readonly examples: readonly NamedExample[];
  /** What the examples are bodies of. */
  readonly mediaType?: MediaType | undefined;
}

function* judgedSchemas(contract: Contract): Generator<Schema> {
  for (const { operation } of everyOperation(contract)) {
    for (const { schema, mediaType } of judgedParts(operation)) {
      if (schema) yield schema;
      if (mediaType?.itemSchema) yield mediaType.itemSchema;
    }
  }
}

function* judgedParts(operation: Operation): Generator<JudgedPart> {
  yield* operation.parameters;
  yield* (operation.body?.content ?? []).map(asPart);
  for (const response of operation.responses) {
    yield* response.headers;
    yield* response.content.map(asPart);
  }
}

function asPart(mediaType: MediaType): JudgedPart {
  const { schema, itemSchema, examples } = mediaType;
  return { schema: schema ?? itemSchema, examples, mediaType };
}

function* brokenExamples(schema: Schema, { examples, mediaType }: JudgedPart): Generator<BrokenValue> {
  for (const example of examples) {
    const { value, pointer } = example;
    const isFine = mediaType ? isShown(example, mediaType) : schema.graph.accepts(schema.node, value);
    if (!isFine) yield { kind: "example", schema, value, pointer, mediaType };
  }
}

/** Whether an example is valid as a body, which it may also show as it is sent. */
function isShown({ value }: NamedExample, mediaType: MediaType): boolean {
  const readings = exampleReadings(value, mediaType, mediaType.range);
  return readings.some((body) => contentDefect(body, mediaType, mediaType.range) === undefined);
}
