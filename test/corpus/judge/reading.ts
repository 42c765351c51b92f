import type { Place } from "./document.ts";
import type { Credential } from "./security.ts";

/** A parameter, a form field, or a header, with where its schema stands. */
export interface Field {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** Media type of a `content` parameter. */
  readonly contentType?: string | undefined;
  readonly schema?: Place | undefined;
  readonly examples: readonly unknown[];
}

export interface Media {
  /** As written, e.g. "application/json" or "text/*". */
  readonly range: string;
  readonly schema?: Place | undefined;
  readonly itemSchema?: Place | undefined;
  /** Fields of a Swagger 2.0 form, which has no schema of its own. */
  readonly fields?: readonly Field[] | undefined;
  /** How the members of a form, or the parts of multipart content, are written. */
  readonly encodings?: Encodings | undefined;
  readonly examples: readonly unknown[];
}

/** Encoding Objects by the name of a property, by the place of a part, and for all further parts. */
export interface Encodings {
  readonly byName: ReadonlyMap<string, Encoding>;
  readonly prefix: readonly Encoding[];
  readonly item?: Encoding | undefined;
}

export interface Encoding {
  /** Media types and ranges, separated by commas. */
  readonly contentType?: string | undefined;
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly headers: readonly Field[];
  /** For a part that is multipart itself. */
  readonly nested: Encodings;
}

export interface Body {
  readonly required: boolean;
  readonly media: readonly Media[];
}

export interface Answer {
  /** "200", "2XX" or "default". */
  readonly status: string;
  readonly media: readonly Media[];
  readonly headers: readonly Field[];
  /** Whether there may be a body or none: a dangling reference, or Swagger 2.0 examples without a schema. */
  readonly vague: boolean;
}

export interface JudgedOperation {
  /** "GET /pets/{id}". */
  readonly name: string;
  readonly operationId?: string | undefined;
  readonly method: string;
  readonly template: string;
  /** Path of the first server with its variables filled in, without a trailing slash. */
  readonly basePath: string;
  readonly fields: readonly Field[];
  readonly body?: Body | undefined;
  readonly answers: readonly Answer[];
  /** The first alternative of credentials; empty where none is needed. */
  readonly credentials: readonly Credential[];
}
