import { HelixError } from "../base/errors.ts";
import type { JsonValue } from "../base/json.ts";
import { derive, seedOf } from "../base/random.ts";
import type { Operation, Parameter } from "../contract/operation.ts";
import { encodeParameter } from "../contract/request/parameter-encode.ts";
import { generate } from "../generate/instance.ts";

/**
 * A request target that an operation accepts: its template with a value for each path parameter, and the required
 * query parameters.
 *
 * @param now - milliseconds since the epoch
 */
export function sampleTarget(operation: Operation, now: number): string {
  const path = operation.template.split("?")[0] ?? operation.template;
  const filled = path.replace(/\{([^{}]+?)[+*]?\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
    return parameter ? encodeParameter(parameter, sampleValue(parameter, now)) : "1";
  });
  const required = operation.parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const query = required.map((parameter) => encodeParameter(parameter, sampleValue(parameter, now)));
  return `${operation.mount}${filled}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

function sampleValue(parameter: Parameter, now: number): JsonValue {
  const { schema, name, pointer, examples } = parameter;
  const accepts = (value: JsonValue) => !schema || schema.graph.accepts(schema.node, value);
  const example = examples.find(({ value }) => accepts(value));
  if (example) return example.value;
  // The first of many has the number 1 more often than not, and it is easy to type.
  if (!schema || accepts(1)) return 1;
  try {
    return generate(schema, { seed: derive(seedOf(pointer), name), name, now, rootItems: 1 });
  } catch (error) {
    // No value is valid: the route is shown all the same.
    if (error instanceof HelixError) return "value";
    throw error;
  }
}
