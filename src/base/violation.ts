/** The part of a message that breaks the contract. */
export type ViolationPlace = "path" | "query" | "header" | "cookie" | "body" | "security" | "status" | "media-type";

/** One way in which a message breaks its contract. Data, never thrown. */
export interface Violation {
  readonly in: ViolationPlace;
  /** JSON Pointer (RFC 6901) below `in`: "/limit" is the query parameter `limit`, "/items/0/id" a body member, "" the whole. */
  readonly instancePath: string;
  /** The JSON Schema keyword or Helix's own word (`required`, `style`, `parse`) that failed. */
  readonly keyword: string;
  /** A sentence for a person: what is wrong and what was expected. */
  readonly message: string;
  /** Stable lower-case slug, listed in docs/errors.md. */
  readonly code: string;
}
