import type { Diagnostics } from "../../base/diagnostic.ts";
import type { JsonValue } from "../../base/json.ts";
import type { MediaType } from "../operation.ts";
import { faultsOf } from "../request/explain.ts";
import type { Schema } from "../schema/schema.ts";

/** An example or a default in the document that the schema beside it rejects. */
export interface BrokenValue {
  readonly kind: "example" | "default";
  readonly schema: Schema;
  readonly value: JsonValue;
  /** Where the value stands in the document. */
  readonly pointer: string;
  /** What it is a body of, if it is one. */
  readonly mediaType?: MediaType | undefined;
}

const codes = { example: "example-invalid", default: "default-invalid" } as const;

const remedies = {
  example: "correct the example or the schema; until then the example is not served",
  default: "correct the default or the schema; until then the default is not used",
} as const;

/** Tells what the schema has against the value. */
export function reportBroken({ kind, schema, value, pointer }: BrokenValue, diagnostics: Diagnostics): void {
  const [first, ...others] = faultsOf(schema, value);
  const fault = first ? `${first.instancePath || "it"} ${first.says}` : "it is no such body";
  const more = others.length === 0 ? "" : `; ${others.length} more fault${others.length === 1 ? "" : "s"}`;
  diagnostics.add({
    code: codes[kind],
    severity: "warning",
    message: `the ${kind} breaks its schema: ${fault}${more}`,
    remedy: remedies[kind],
    pointer,
    focus: first?.instancePath,
  });
}
