import { HelixError } from "../../base/errors.ts";

/** Recorded answers cannot be read or written. Nothing of them was changed. */
export class CassetteError extends HelixError {
  readonly code = "cassette-unusable";
  readonly status = 500;
  readonly fault = "operator";

  /**
   * @param where - file or folder, with line and column where they are known
   * @param what - completes "the cassette …", without a full stop
   * @param remedy - imperative, without a full stop
   */
  constructor(where: string, what: string, remedy: string) {
    super(`${where}: the cassette ${what}; ${remedy}`);
  }
}

/** What went wrong with a file, in the words of the system. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** "ENOENT", or `undefined` for what is no error of the system. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
