/** What a code means and what to do about it; docs/errors.md and `/_helix/problems/<code>` say so. */
export interface Explanation {
  /** One or two sentences. */
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code that Helix gives an error, a violation or a diagnostic, in alphabetical order. Codes never change their meaning. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({
    "body-too-large": {
      meaning: "The request body is larger than the mock accepts.",
      remedy: "Send less, or raise the limit with --max-body.",
    },
    "control-forbidden": {
      meaning:
        "The pages under /_helix are for this machine: the request came from another one, or under another name.",
      remedy: "Ask from the machine that runs Helix, by its loopback address or the address it listens on.",
    },
    "control-not-found": {
      meaning: "Nothing is served under this address of /_helix.",
      remedy: "Check the spelling of the address.",
    },
    "host-ambiguous": {
      meaning: "The request names more than one host (RFC 9112 §3.2).",
      remedy: "Send one Host header.",
    },
    internal: {
      meaning: "Helix failed in a way that nobody foresaw. The request may have been fine.",
      remedy: "Report it with the lines that the log printed.",
    },
    "method-refused": {
      meaning: "The method would make the server repeat what the client sent, or open a tunnel. Helix does neither.",
      remedy: "Use another method.",
    },
    settings: {
      meaning:
        "A flag, an environment variable or an entry of a config file is unknown or has a value that is not allowed.",
      remedy: "See `helix --help` for every setting.",
    },
    "target-malformed": {
      meaning: "The request target is neither a path nor an http URL (RFC 9112 §3.2).",
      remedy: "Send a target that starts with a slash.",
    },
  } satisfies Record<string, Explanation>),
);

/** The explanation as a section of docs/errors.md. */
export function asMarkdown(code: string, { meaning, remedy }: Explanation): string {
  return `## ${code}\n\n${meaning}\n\n*What to do:* ${remedy}\n`;
}
