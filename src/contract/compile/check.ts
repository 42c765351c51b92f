import type { Diagnostics } from "../../base/diagnostic.ts";
import { contentDefect } from "../content/defect.ts";
import { exampleReadings } from "../content/serialised.ts";
import type { MediaType, NamedExample, Operation } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";

/**
 * Compiles every schema of the operations and holds the document's examples against them: the work that serving puts
 * off. One step is one schema, so that a server can do it between requests. What is found goes to the diagnostics.
 */
export function* checkOperations(operations: readonly Operation[], diagnostics: Diagnostics): Generator<void> {
  for (const operation of operations) {
    for (const { schema, examples, mediaType } of judgedParts(operation)) {
      if (!schema) continue;
      schema.graph.isDegraded(schema.node);
      for (const example of examples) {
        if (!mediaType || !isShown(example, mediaType)) checkExample(schema, example, diagnostics);
      }
      yield;
    }
  }
}

/** Whatever has a schema, with the examples that stand beside it. */
interface JudgedPart {
  readonly schema?: Schema | undefined;
  readonly examples: readonly NamedExample[];
  /** What the examples are bodies of. */
  readonly mediaType?: MediaType | undefined;
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

/** Whether an example is valid as a body, which it may also show as it is sent. */
function isShown({ value }: NamedExample, mediaType: MediaType): boolean {
  const readings = exampleReadings(value, mediaType, mediaType.range);
  return readings.some((body) => contentDefect(body, mediaType, mediaType.range) === undefined);
}

function checkExample(schema: Schema, example: NamedExample, diagnostics: Diagnostics): void {
  const [first] = schema.graph.errors(schema.node, example.value);
  if (!first) return;
  diagnostics.add({
    code: "example-invalid",
    severity: "warning",
    message: `the example breaks its schema: ${first.instancePath || "it"} ${first.message}`,
    remedy: "correct the example; until then it is not served",
    pointer: example.pointer,
  });
}
