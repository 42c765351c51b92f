import type { JsonValue } from "../../base/json.ts";
import type { DeclaredResponse, MediaType } from "../../contract/operation.ts";

/** An answer of an override, fitted to the operation that it is for: which response it is, and as what it is sent. */
export interface FixedAnswer {
  /** Id of the override. */
  readonly id: string;
  readonly response: DeclaredResponse;
  readonly status: number;
  readonly mediaType: MediaType | undefined;
  readonly contentType?: string | undefined;
  /** `undefined` where it is left to the other sources, or where there is none. */
  readonly body: JsonValue | undefined;
  /** Without Content-Type; names as the response declares them. */
  readonly headers: Readonly<Record<string, JsonValue>>;
  readonly delayMs: number;
  /** Whether the contract was not asked (`strict: false`). */
  readonly isUnchecked: boolean;
}
