import type { RequestMessage } from "../../base/exchange.ts";
import type { RouteMatch } from "../routing/path.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import { settingsFor } from "./client-format-header.ts";
import { contentCodings } from "./content-coding.ts";
import { capViolations } from "./explain.ts";
import { readParameters } from "./parameter.ts";
import { type ReadingSettings, usualReading } from "./reading-settings.ts";

/** A call, and which of its faults come before ordinary violations. */
export interface CallReading {
  readonly call: Call;
  /** The body is of none of the declared media types, which are these: 415. */
  readonly unsupportedMediaType?: readonly string[] | undefined;
  /** The body has a content coding that is not understood; these are: 415. */
  readonly unsupportedCoding?: readonly string[] | undefined;
  /** The body is larger than allowed once decompressed: 413. */
  readonly tooLarge?: true | undefined;
  /** The body is not well-formed, so that no schema could judge it: 400. */
  readonly malformed?: true | undefined;
}

/** Decodes and judges a request by its operation; credentials apart, which `checkSecurity` looks at. Never throws. */
export function readCall(
  match: Extract<RouteMatch, { kind: "operation" }>,
  request: RequestMessage,
  configured: ReadingSettings = usualReading,
): CallReading {
  const { operation, prefix } = match;
  const { settings, violations: malformed } = settingsFor(request, configured);
  const parameters = readParameters(operation, match, request, settings);
  const { mediaType, value, violations, problem } = readBody(operation, request, settings);
  const call: Call = {
    operation,
    request,
    prefix,
    parameters: parameters.values,
    defaulted: parameters.defaulted,
    mediaType,
    body: value,
    violations: capViolations([...malformed, ...parameters.violations, ...violations]),
  };
  return {
    call,
    unsupportedMediaType: problem === "media-type" ? operation.body?.content.map(({ range }) => range) : undefined,
    unsupportedCoding: problem === "coding" ? contentCodings : undefined,
    tooLarge: problem === "size" ? true : undefined,
    malformed: problem === "syntax" ? true : undefined,
  };
}
