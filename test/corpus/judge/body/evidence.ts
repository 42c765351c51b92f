import type { Complaint } from "../complaint.ts";
import type { Document } from "../document.ts";
import type { Judge } from "../judge.ts";
import type { MediaKind, MediaType } from "../media-type.ts";
import type { Media } from "../reading.ts";

/** A body, and everything that is needed to judge it. */
export interface Evidence {
  readonly document: Document;
  readonly judge: Judge;
  readonly media: Media;
  readonly type: MediaType;
  readonly bytes: Uint8Array;
  /** Judges a part of the body as a body of its own. */
  readonly again: (media: Media, contentType: string, bytes: Uint8Array) => Promise<BodyVerdict>;
}

/** What a reader found. */
export interface Reading {
  readonly complaints: readonly Complaint[];
  /** What the body says, as an instance of its schema, where it could be read. */
  readonly value?: unknown;
  /** Rejected, but the schema leaves open how to read it, so that the rejection proves nothing. */
  readonly ambiguous?: boolean | undefined;
  /** Why nothing could be judged. */
  readonly unjudged?: string | undefined;
}

export interface BodyVerdict extends Reading {
  readonly kind: MediaKind;
}

export function fault(rule: string): Complaint {
  return { by: "decoding", pointer: "", rule };
}

export function rejected(...rules: readonly string[]): Reading {
  return { complaints: rules.map(fault) };
}

/** The body as text in the charset that it names, UTF-8 if none; `undefined` where the bytes are none of it. */
export function textOf({ bytes, type }: Pick<Evidence, "bytes" | "type">): string | undefined {
  try {
    return new TextDecoder(type.parameters.get("charset") ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export const NOT_TEXT = "not text in its charset";

export function parseJson(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** The octets one character each, so that lengths count octets (OAS 3.1 §4.8.14.2). */
export function octets(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
