/** What Helix has instead of a problem of Prism's. */
export interface PrismName {
  /** The codes that say the same; none where it cannot happen. */
  readonly codes: readonly string[];
  /** One sentence. */
  readonly note?: string;
}

const noServers = "Does not occur: Helix answers with and without the base paths of the servers, whatever the host.";

/** Prism's problems by the end of their `type` (https://stoplight.io/prism/errors#…). */
export const prismNames: ReadonlyMap<string, PrismName> = new Map<string, PrismName>([
  ["UNPROCESSABLE_ENTITY", { codes: ["request-invalid", "preference-malformed", "body-malformed"] }],
  ["INVALID_CONTENT_TYPE", { codes: ["media-type-unsupported"] }],
  ["NOT_ACCEPTABLE", { codes: ["not-acceptable"] }],
  ["NOT_FOUND", { codes: ["response-unknown", "example-unknown"] }],
  ["UNAUTHORIZED", { codes: ["unauthorized"] }],
  ["NO_PATH_MATCHED_ERROR", { codes: ["route-unknown"] }],
  ["NO_METHOD_MATCHED_ERROR", { codes: ["method-not-allowed"] }],
  ["NO_RESOURCE_PROVIDED_ERROR", { codes: ["document-without-paths"] }],
  ["NO_SERVER_MATCHED_ERROR", { codes: [], note: noServers }],
  ["NO_SERVER_CONFIGURATION_PROVIDED_ERROR", { codes: [], note: noServers }],
  ["NO_BASE_URL_ERROR", { codes: [], note: noServers }],
  ["VIOLATIONS", { codes: [], note: "Does not occur: no answer leaves Helix that breaks its contract." }],
  [
    "NO_RESPONSE_RESPONSE_DEFINED",
    { codes: [], note: "Does not occur: an operation without responses answers 200 without a body." },
  ],
  ["SCHEMA_TOO_COMPLEX", { codes: ["generation-budget", "schema-unsatisfiable"] }],
]);
