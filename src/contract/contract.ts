import type { Diagnostic } from "../base/diagnostic.ts";
import type { Operation, Webhook } from "./operation.ts";
import type { ResourceModel } from "./resource/resource.ts";

/** Wishes of the document for generated values: Prism's `x-json-schema-faker` at its root. */
export interface GenerationHints {
  readonly arraySize?: number | undefined;
  /** From 0 to 1. */
  readonly optionals?: number | undefined;
  readonly locale?: string | undefined;
}

/** The compiled document. Immutable; a reload makes a new one. */
export interface Contract {
  readonly title: string;
  /** `info.version` as written. */
  readonly version: string;
  /** SHA-256 of the bundled document, in hex: names this contract in keys and logs. */
  readonly digest: string;
  /** What the document says of generated values where nobody else says it. */
  readonly hints: GenerationHints;
  readonly operations: readonly Operation[];
  /** Compiled and checked, never routed. */
  readonly webhooks: readonly Webhook[];
  /** What the paths and schemas say of collections and items; inferred when first asked for. */
  readonly resources: ResourceModel;
  /** Grows while schemas compile lazily. */
  diagnostics(): readonly Diagnostic[];
}
