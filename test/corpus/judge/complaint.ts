/** One reason why a validator rejects a value. */
export interface Complaint {
  readonly by: "hyperjump" | "ajv" | "decoding";
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly rule: string;
}
