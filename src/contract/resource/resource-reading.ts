import type { MediaType, Operation } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import type { Correction, Corrections } from "./correction.ts";
import { stem } from "./inflect.ts";
import { type ResourcePath, readPath } from "./resource-path.ts";

/** An operation as resource inference sees it. */
export interface Reading {
  readonly operation: Operation;
  readonly path: ResourcePath;
  /** What its path is about, in the singular, e.g. "order"; "" where the path has no literal segment. */
  readonly name: string;
  /** What it answers when all goes well; `undefined` where that has no schema. */
  readonly success: Success | undefined;
  /** What somebody says of it. */
  readonly correction: Correction | undefined;
}

export interface Success {
  readonly mediaType: MediaType;
  readonly schema: Schema;
}

/** The operations that may be about a resource. */
export function readOperations(operations: readonly Operation[], corrections: Corrections): readonly Reading[] {
  return operations.flatMap((operation) => {
    const correction = corrections.get(operation.id);
    if (correction === false) return [];
    const path = readPath(operation.template);
    return [{ operation, path, name: stem(path.noun), success: successOf(operation), correction }];
  });
}

/** The JSON answer (or the first with a schema) of the lowest 2xx, else of `default`. */
function successOf({ responses }: Operation): Success | undefined {
  const successes = responses.filter(({ status }) => status.startsWith("2"));
  const chosen = successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
  const ordered = [...chosen].sort((one, other) => (one.status < other.status ? -1 : 1));
  for (const { content } of ordered) {
    const mediaType =
      content.find(({ range, schema }) => schema && /json/i.test(range)) ?? content.find(({ schema }) => schema);
    if (mediaType?.schema) return { mediaType, schema: mediaType.schema };
  }
  return undefined;
}
