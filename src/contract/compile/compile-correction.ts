import { escapeToken, own } from "../../base/json.ts";
import type { Operation } from "../operation.ts";

/** What the settings say of resources, as written: by operation id, or by method and path as in "GET /users/{id}". */
export type SettingsCorrections = Readonly<Record<string, unknown>>;

/** What an operation may be called there, the surest first: its path alone may stand in several documents. */
export function correctionNames({ id, method, mount, template }: Operation): readonly string[] {
  return [`${method} ${mount}${template}`, `${method} ${template}`, id];
}

/** Where a correction of the settings stands, as diagnostics say it. */
export function correctionPointer(name: string): string {
  return `/x-helix-config/resources/${escapeToken(name)}`;
}

/**
 * Operations with what the settings say of them, which counts more than what the document says.
 *
 * @returns also the corrections among them that name one of these operations, in order of the operations
 */
export function correctedBy(
  corrections: SettingsCorrections,
  operations: readonly Operation[],
): { operations: readonly Operation[]; applied: SettingsCorrections } {
  const applied = new Map<string, unknown>();
  const corrected = operations.map((operation) => {
    const name = correctionNames(operation).find((candidate) => own(corrections, candidate) !== undefined);
    if (name === undefined) return operation;
    applied.set(name, corrections[name]);
    return { ...operation, resourceCorrection: { value: corrections[name], pointer: correctionPointer(name) } };
  });
  return { operations: corrected, applied: Object.fromEntries(applied) };
}
