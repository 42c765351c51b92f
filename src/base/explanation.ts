/** What a code means and what to do about it; docs/errors.md and `/_helix/problems/<code>` say so. */
export interface Explanation {
  /** One or two sentences. */
  readonly meaning: string;
  readonly remedy: string;
}

/** The explanation as a section of docs/errors.md. */
export function asMarkdown(code: string, { meaning, remedy }: Explanation): string {
  return `## ${code}\n\n${meaning}\n\n*What to do:* ${remedy}\n`;
}
