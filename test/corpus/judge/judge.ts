import { ajvOpinion } from "./ajv.ts";
import type { Complaint } from "./complaint.ts";
import { bundleSchemas, type Direction } from "./convert.ts";
import type { Document, Place } from "./document.ts";
import { hyperjump } from "./hyperjump.ts";
import type { Tree } from "./tree.ts";

/** Says whether values fit the schemas of one document in one direction, by two validators that must both agree. */
export interface Judge {
  readonly document: Document;
  /** Empty where both accept. */
  complaints(schema: Place, value: unknown): Promise<Complaint[]>;
  /** What the faster of the two says alone, for whoever looks for a value that is not accepted. */
  accepts(schema: Place, value: unknown): boolean;
  /** The schema in JSON Schema 2020-12 with its `$defs`, for whoever samples from it. */
  readonly definitions: Tree;
  nameOf(schema: Place): string;
}

/**
 * @param schemas All places that will be asked about: they are converted together, because each new one makes the
 *   validators start over.
 */
export function judgeFor(document: Document, direction: Direction, schemas: readonly Place[]): Judge {
  const bundle = bundleSchemas(document, direction);
  for (const place of schemas) bundle.nameOf(place);
  const first = hyperjump(bundle.definitions);
  const second = ajvOpinion(bundle.definitions);

  return {
    document,
    definitions: bundle.definitions,
    nameOf: bundle.nameOf,
    accepts: (schema, value) => second.complaints(bundle.nameOf(schema), value).length === 0,
    async complaints(schema, value) {
      const name = bundle.nameOf(schema);
      return [...(await first.complaints(name, value)), ...second.complaints(name, value)];
    },
  };
}
