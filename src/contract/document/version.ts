import type { Diagnostics } from "../../base/diagnostic.ts";
import { own } from "../../base/json.ts";
import { DocumentError, quoted } from "./document-error.ts";

export type DocumentVersion = "2.0" | "3.0" | "3.1" | "3.2";

const SUPPORTED = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported";

/**
 * Reads the version that a document declares (OAS 3.1 §4.8.1). A number is a mistake that YAML invites: 3.1
 * unquoted. It is accepted with a diagnostic.
 *
 * @throws {DocumentError} when it declares none, or one that is not supported.
 */
export function readVersion(document: object, label: string, diagnostics: Diagnostics): DocumentVersion {
  const key = ["openapi", "swagger", "swaggerVersion"].find((name) => own(document, name) !== undefined);
  if (key === undefined) {
    const what = "declares no version of OpenAPI";
    throw new DocumentError("document-version-missing", label, what, 'begin it with "openapi: 3.1.1"');
  }
  const declared = own(document, key);
  const version = supported(key, declared);
  if (version === undefined) {
    const what = `declares ${key} ${quoted(declared)}`;
    throw new DocumentError("document-version-unknown", label, what, `${SUPPORTED}: convert it to one of them`);
  }
  if (typeof declared === "number") {
    diagnostics.add({
      code: "version-not-text",
      severity: "warning",
      message: `the version is the number ${declared}, and is read as ${version}`,
      remedy: `put it in quotes: ${key}: "${version === "2.0" ? version : `${version}.0`}"`,
      pointer: `/${key}`,
    });
  }
  return version;
}

function supported(key: string, declared: unknown): DocumentVersion | undefined {
  const text = typeof declared === "number" ? declared.toFixed(1) : String(declared).trim();
  if (key === "swagger") return /^2(\.0)?$/.test(text) ? "2.0" : undefined;
  const minor = key === "openapi" ? /^3\.([012])(\.|-|$)/.exec(text)?.[1] : undefined;
  return minor === undefined ? undefined : (`3.${minor}` as DocumentVersion);
}
