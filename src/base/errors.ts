/** Who has to act to make an error go away. Reports group by it. */
export type Fault = "client" | "document" | "provider" | "operator";

/** Every error Helix raises on purpose. Anything else that reaches a boundary is a bug. */
export abstract class HelixError extends Error {
  /** Stable across releases; also the last segment of the problem `type` and a heading in docs/errors.md. */
  abstract readonly code: string;
  /** HTTP status code to answer with where the error meets a request (RFC 9110 §15). */
  abstract readonly status: number;
  abstract readonly fault: Fault;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The settings, flags or config file cannot be used. Ends the command with exit code 2. */
export class SettingsError extends HelixError {
  readonly code = "settings";
  readonly status = 500;
  readonly fault = "operator";
}
