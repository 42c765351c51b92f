import type { RequestMessage } from "../../base/exchange.ts";
import { escapeToken, setOwn } from "../../base/json.ts";
import type { Violation, ViolationPlace } from "../../base/violation.ts";
import type { Operation, Parameter } from "../operation.ts";
import type { RouteMatch } from "../routing/path.ts";
import type { Schema } from "../schema/schema.ts";
import type { ParameterValues } from "./call.ts";
import { violationsOf } from "./explain.ts";
import { subject } from "./explain-phrase.ts";
import { isEffective, type ParameterSource, parameterSource } from "./parameter-source.ts";
import { canBeEmpty, readParameter } from "./parameter-value.ts";
import { type ReadingSettings, usualReading } from "./reading-settings.ts";
import { undeclaredQuery } from "./undeclared-query.ts";

/**
 * Decodes and judges the declared parameters of a request (OAS 3.1 §4.8.12). What the operation does not declare is
 * ignored, or with `strict` a violation where it stands in the query. Of a repeated scalar the last value counts.
 *
 * @returns the values that were sent, typed by their schemas and kept even where they are invalid; for those that were
 *   not, the default of the schema; and which these are.
 */
export function readParameters(
  operation: Operation,
  match: Extract<RouteMatch, { kind: "operation" }>,
  request: RequestMessage,
  settings: Pick<ReadingSettings, "query" | "strict"> = usualReading,
): {
  readonly values: ParameterValues;
  readonly defaulted: ReadonlySet<Parameter>;
  readonly violations: readonly Violation[];
} {
  const source = parameterSource(match, request, settings.query);
  const values: Record<Parameter["in"], object> = { path: {}, query: {}, header: {}, cookie: {}, querystring: {} };
  const defaulted = new Set<Parameter>();
  const violations: Violation[] = [];
  for (const parameter of operation.parameters) {
    if (!isEffective(parameter)) continue;
    const { value, found, isDefault } = judge(parameter, source);
    if (value !== undefined) setOwn(values[parameter.in], parameter.name, value);
    if (value !== undefined && isDefault) defaulted.add(parameter);
    violations.push(...found);
  }
  if (settings.strict) violations.push(...undeclaredQuery(source));
  return { values: values as ParameterValues, defaulted, violations };
}

/** A parameter's value, `undefined` where there is none, and what is wrong with it. */
interface Judgement {
  readonly value: unknown;
  readonly found: readonly Violation[];
  /** The value was not sent. */
  readonly isDefault?: boolean;
}

function judge(parameter: Parameter, source: ParameterSource): Judgement {
  const { schema, required } = parameter;
  const reading = readParameter(parameter, source);
  if (reading.kind === "absent") {
    const isMissing = required && !canBeEmpty(parameter, source);
    const found = isMissing ? [violation(parameter, "required", "is required", "missing")] : [];
    return { value: defaultOf(schema), found, isDefault: true };
  }
  if (reading.kind === "broken") {
    const reasons = { style: "style", encoding: "encoding", parse: "syntax" };
    return {
      value: undefined,
      found: [violation(parameter, reading.keyword, reading.reason, reasons[reading.keyword])],
    };
  }
  const { value } = reading;
  if (value === "" && parameter.in === "path") {
    return { value, found: [violation(parameter, "minLength", "must not be empty", "invalid")] };
  }
  if (!schema || reading.isValid || (value === "" && parameter.allowEmptyValue)) return { value, found: [] };
  return { value, found: violationsOf(schema, value, placeOf(parameter), `/${escapeToken(parameter.name)}`) };
}

function defaultOf(schema: Schema | undefined): unknown {
  if (!schema || typeof schema.node === "boolean") return undefined;
  const { graph, node } = schema;
  const own = graph.annotations(node).default;
  const value =
    own === undefined && node.$ref !== undefined ? graph.annotations(graph.resolve(node.$ref)).default : own;
  return value !== undefined && graph.accepts(node, value) ? value : undefined;
}

function violation(parameter: Parameter, keyword: string, predicate: string, code: string): Violation {
  const place = placeOf(parameter);
  const instancePath = `/${escapeToken(parameter.name)}`;
  const message = `${subject(place, instancePath)} ${predicate}.`;
  return { in: place, instancePath, keyword, message, code: `${place}-${code}` };
}

function placeOf({ in: place }: Parameter): ViolationPlace {
  return place === "querystring" ? "query" : place;
}
