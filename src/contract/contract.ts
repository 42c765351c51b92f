import type { Diagnostic } from "../base/diagnostic.ts";
import type { Operation } from "./operation.ts";
import type { ResourceModel } from "./resource/resource.ts";

/** The compiled document. Immutable; a reload makes a new one. */
export interface Contract {
  readonly title: string;
  /** `info.version` as written. */
  readonly version: string;
  /** SHA-256 of the bundled document, in hex: names this contract in keys and logs. */
  readonly digest: string;
  readonly operations: readonly Operation[];
  /** What the paths and schemas say of collections and items; inferred when first asked for. */
  readonly resources: ResourceModel;
  /** Grows while schemas compile lazily. */
  diagnostics(): readonly Diagnostic[];
}
