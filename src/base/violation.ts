import { pointerTokens } from "./json.ts";

/** The part of a message that breaks the contract. */
export type ViolationPlace = "path" | "query" | "header" | "cookie" | "body" | "security" | "status" | "media-type";

/** A violation as Prism's clients read it, in `sl-violations` and in a problem's `validation`. */
export interface PrismViolation {
  /** The place, then the steps to what is wrong there; names of header fields in lower case. */
  readonly location: readonly string[];
  readonly severity: "Error";
  /** The JSON Schema keyword. */
  readonly code: string;
  readonly message: string;
}

/** A violation in Prism's words. @param around - what the location begins with */
export function prismViolation(
  { in: place, instancePath, keyword, message }: Violation,
  around: readonly string[] = [],
): PrismViolation {
  const steps = pointerTokens(place === "header" ? instancePath.toLowerCase() : instancePath);
  return { location: [...around, place, ...steps], severity: "Error", code: keyword, message };
}

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
