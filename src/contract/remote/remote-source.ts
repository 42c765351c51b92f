import { createHash } from "node:crypto";
import { RemoteFailure } from "./failure.ts";
import { type FetchOptions, fetchRemote, type RemoteAnswer, type Validators } from "./fetch.ts";
import type { Permit } from "./permit.ts";

/** A file on the network as loading found it. */
export interface RemoteSource extends Validators {
  /** As it was asked for, before redirects. */
  readonly url: string;
  /** SHA-256 of the decoded body in hexadecimal; `undefined` where it could not be read. */
  readonly digest: string | undefined;
  /** By what right it was asked for; it is asked again by the same. */
  readonly permit: Permit;
}

export function remoteSource(url: URL, permit: Permit, answer: RemoteAnswer | undefined): RemoteSource {
  const digest = answer?.bytes && digestOf(answer.bytes);
  return { url: url.href, permit, digest, etag: answer?.etag, lastModified: answer?.lastModified };
}

/**
 * Asks whether a file on the network is another one than it was. Sends its validators (RFC 9110 §13.1), and compares
 * the bytes where the server ignores them.
 *
 * @returns `undefined` where it cannot be known now: no answer is no change.
 */
export async function hasChanged(remote: RemoteSource, options: FetchOptions): Promise<boolean | undefined> {
  const { url, permit, digest, etag, lastModified } = remote;
  try {
    const known = digest === undefined ? undefined : { etag, lastModified };
    const { bytes } = await fetchRemote(new URL(url), permit, { ...options, known });
    return bytes !== undefined && digestOf(bytes) !== digest;
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    return undefined;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
