import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "./document-error.ts";
import type { Remark } from "./parse.ts";

/** Why a reference leads nowhere. */
export type Refusal = Pick<Remark, "code" | "message" | "remedy">;

/** What a reference without its fragment names. */
export type ReferencePlace = { readonly path: string } | { readonly url: URL } | Refusal;

/**
 * Where a reference leads that is written in a file with this base. Paths are percent-encoded in a URI reference
 * (RFC 3986 §2.1); a lone letter before ":" is a Windows drive.
 */
export function placeOf(reference: string, base: string | URL): ReferencePlace {
  if (base instanceof URL) return remotePlace(reference, base);
  if (/^https?:/i.test(reference)) return URL.canParse(reference) ? urlPlace(new URL(reference)) : noFile(reference);
  if (/^(\/\/|\\\\)/.test(reference)) return withoutScheme(reference);
  if (/^file:/i.test(reference)) return fileUrlPlace(reference);
  if (/^[a-z][a-z0-9+.-]+:/i.test(reference)) return noFile(reference);
  return { path: resolve(base, decode(reference)) };
}

/** What comes from the network never names a file of this machine. */
function remotePlace(reference: string, base: URL): ReferencePlace {
  const url = URL.canParse(reference, base.href) ? new URL(reference, base) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return urlPlace(url);
  if (url?.protocol !== "file:") return noFile(reference);
  return {
    code: "ref-outside-root",
    message: `${quoted(reference)} names a file of this machine, in a document from the network`,
    remedy: "download the document and its files",
  };
}

function urlPlace(url: URL): ReferencePlace {
  url.hash = "";
  return { url };
}

function fileUrlPlace(reference: string): ReferencePlace {
  try {
    return { path: fileURLToPath(reference) };
  } catch {
    return noFile(reference);
  }
}

function decode(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

function withoutScheme(reference: string): Refusal {
  return {
    code: "ref-remote",
    message: `${quoted(reference)} is on the network and does not say how to get there`,
    remedy: "begin it with https:// and allow its host with --allow-remote-ref, or save the file beside the document",
  };
}

function noFile(reference: string): Refusal {
  return {
    code: "ref-scheme",
    message: `${quoted(reference)} does not name a file`,
    remedy: "refer to a file by a relative path, or to a schema whose $id is this URI",
  };
}
