import type { RequestMessage } from "../../base/exchange.ts";
import type { Violation } from "../../base/violation.ts";
import type { MediaType, Operation, Parameter, ParameterPlace } from "../operation.ts";

/** Decoded, typed values of the declared parameters that were sent (or have a schema default), by place and name. */
export type ParameterValues = Readonly<Record<ParameterPlace, Readonly<Record<string, unknown>>>>;

/** A request matched, decoded and judged; all that a source sees of it. */
export interface Call {
  readonly operation: Operation;
  readonly request: RequestMessage;
  /** What stood before the template in the target: the base path, e.g. "/v1", or "". Links are built on it. */
  readonly prefix: string;
  readonly parameters: ParameterValues;
  /** The parameters that were not sent, so that their value is the default of their schema. */
  readonly defaulted?: ReadonlySet<Parameter> | undefined;
  /** The declared media type that the body was read as; `undefined` where no body was sent or none is declared. */
  readonly mediaType?: MediaType | undefined;
  /** The decoded body; `undefined` where none was sent or it could not be decoded. */
  readonly body?: unknown;
  /** Everything wrong with the request, credentials apart; empty for a valid one. */
  readonly violations: readonly Violation[];
}
