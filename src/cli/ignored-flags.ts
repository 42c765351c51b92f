/** A flag of another tool that is accepted so that its commands keep working. */
export interface IgnoredFlag {
  readonly short?: string;
  /** Whether a value belongs to it. */
  readonly hasValue?: boolean;
  /** What is said instead of obeying; continues "--flag has no effect: …". */
  readonly note: string;
}

/** Flags of Prism and Steady that are accepted and have no effect. */
export const ignoredFlags: Readonly<Record<string, IgnoredFlag>> = {
  errors: { note: "answers keep the contract, and requests that break it are refused; see --problems" },
  multiprocess: { short: "m", note: "say how many processes serve with --workers" },
  "json-schema-faker-fillProperties": { note: "declared properties are always filled, others never" },
  "reject-on-sdk-error": { note: "what breaks the contract is refused; --validate-request warn only reports it" },
  "log-bodies": { note: "bodies are not logged" },
  quiet: { short: "q", note: "say how much to print with --log-level" },
  "fail-on-ambiguous": { note: "helix validate tells what is wrong with the document" },
  "fail-on-warnings": { note: "helix validate tells what is wrong with the document" },
  "validator-strict-oneof": { note: "of oneOf exactly one must always hold" },
  "generator-array-min": { hasValue: true, note: "say how many items with --array-size" },
  "generator-array-max": { hasValue: true, note: "say how many items with --array-size" },
  "upstream-proxy": { hasValue: true, note: "there is no upstream server" },
};
