import type { Diagnostic } from "../../base/diagnostic.ts";
import { escapeToken, isObject, kindOf } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Operation, WrittenCorrection } from "../operation.ts";
import { type Role, roles } from "./resource-model.ts";
import { collectionTemplate, placeOf, readPath } from "./resource-path.ts";

/** What somebody who knows the API says of an operation. What is missing is inferred. */
export interface Correction {
  /** Path template of the collection, as the document has it. */
  readonly collection?: string | undefined;
  readonly role?: Role | undefined;
  readonly id?: { readonly parameter: string } | "body" | "first" | undefined;
  /** JSON Pointer into an entity. */
  readonly identity?: string | undefined;
}

/** By operation id; `false` for an operation that is about no resource. */
export type Corrections = ReadonlyMap<string, Correction | false>;

export type Report = (diagnostic: Diagnostic) => void;

const keys = ["collection", "role", "id", "identity"] as const;

/** The corrections that can be understood. What is wrong with the others is reported; they change nothing. */
export function readCorrections(operations: readonly Operation[], report: Report): Map<string, Correction | false> {
  const found = new Map<string, Correction | false>();
  const corrected = operations.filter(({ resourceCorrection }) => resourceCorrection);
  if (corrected.length === 0) return found;
  const collections = collectionTemplates(operations);
  for (const operation of corrected) {
    const { value, pointer } = operation.resourceCorrection as WrittenCorrection;
    const read = readCorrection(value, operation, collections);
    if (read === false || !("fault" in read)) found.set(operation.id, read);
    else report(diagnosticOf(pointer, read));
  }
  return found;
}

/** What is wrong with a correction. */
export interface CorrectionFault {
  /** The key of the correction that is wrong; absent for the whole of it. */
  readonly key?: string | undefined;
  readonly fault: string;
  readonly remedy: string;
  /** Whether it would be none without another correction, which may be the wrong one. */
  readonly isConflict?: boolean;
}

export function diagnosticOf(pointer: string, { key, fault, remedy }: CorrectionFault): Diagnostic {
  return {
    code: "resource-correction-invalid",
    severity: "warning",
    message: fault,
    remedy: `${remedy}; until then this correction changes nothing`,
    pointer: key === undefined ? pointer : `${pointer}/${escapeToken(key)}`,
  };
}

/** Every path that can be a collection's: those of the document, and those around its items. By place. */
function collectionTemplates(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { template } of operations) {
    const { place, collection } = readPath(template);
    if (!found.has(place)) found.set(place, template);
    if (collection !== undefined && !found.has(collection)) found.set(collection, collectionTemplate(template));
  }
  return found;
}

function readCorrection(
  written: unknown,
  operation: Operation,
  collections: ReadonlyMap<string, string>,
): Correction | false | CorrectionFault {
  if (written === false) return false;
  if (!isObject(written)) {
    return {
      fault: `a correction is false or an object, not ${kindOf(written)}`,
      remedy: 'write false, or an object such as {"collection": "/users", "role": "list"}',
    };
  }
  for (const [key, value] of Object.entries(written)) {
    const isKnown = (keys as readonly string[]).includes(key);
    if (isKnown && typeof value === "string" && value !== "") continue;
    const fault = isKnown
      ? `${JSON.stringify(key)} must be text, not ${kindOf(value)}`
      : `${JSON.stringify(key)} is nothing that can be corrected${suggestion(key, keys)}`;
    return { key, fault, remedy: `use ${keys.join(", ")}, each with a text` };
  }
  const { collection, role, id, identity } = written as Partial<Record<(typeof keys)[number], string>>;
  const fault = roleFault(role) ?? collectionFault(collection, collections) ?? idFault(id, operation);
  if (fault) return fault;
  return {
    role: role as Role | undefined,
    collection: collection === undefined ? undefined : collections.get(placeOf(collection)),
    id: id === undefined ? undefined : idOf(id, operation),
    identity: identity === undefined || identity.startsWith("/") ? identity : `/${escapeToken(identity)}`,
  };
}

function roleFault(role: string | undefined): CorrectionFault | undefined {
  if (role === undefined || (roles as readonly string[]).includes(role)) return undefined;
  const fault = `there is no role ${JSON.stringify(role)}${suggestion(role, roles)}`;
  return { key: "role", fault, remedy: `use one of ${roles.join(", ")}` };
}

function collectionFault(
  collection: string | undefined,
  collections: ReadonlyMap<string, string>,
): CorrectionFault | undefined {
  if (collection === undefined || collections.has(placeOf(collection))) return undefined;
  const fault = `the document has no path ${JSON.stringify(collection)}${suggestion(collection, collections.values())}`;
  return { key: "collection", fault, remedy: "name the path of a collection as the document has it" };
}

function idFault(id: string | undefined, operation: Operation): CorrectionFault | undefined {
  if (id === undefined || id === "first" || (id === "body" && operation.body)) return undefined;
  const { parameters } = readPath(operation.template);
  if (parameters.includes(id)) return undefined;
  const fault =
    id === "body"
      ? `${operation.id} takes no body that could have the id`
      : `${operation.template} has no parameter ${JSON.stringify(id)}${suggestion(id, parameters)}`;
  return { key: "id", fault, remedy: 'name a parameter of the path, or say "body" or "first"' };
}

function idOf(id: string, { template }: Operation): Correction["id"] {
  if (readPath(template).parameters.includes(id)) return { parameter: id };
  return id === "body" ? "body" : "first";
}
