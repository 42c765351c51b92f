import { SettingsError } from "../base/errors.ts";
import { explanations } from "../base/explanations.ts";
import { suggestion } from "../base/nearest.ts";
import { EXIT } from "./exit-code.ts";
import type { Invocation, Verb } from "./verb.ts";

/** What Prism calls an error, and what Helix calls it. */
const prismCodes: Readonly<Record<string, string>> = {
  UNPROCESSABLE_ENTITY: "request-invalid",
  INVALID_CONTENT_TYPE: "media-type-unsupported",
  NOT_ACCEPTABLE: "not-acceptable",
  NOT_FOUND: "response-unknown",
  UNAUTHORIZED: "unauthorized",
  NO_PATH_MATCHED_ERROR: "route-unknown",
  NO_METHOD_MATCHED_ERROR: "method-not-allowed",
  SCHEMA_TOO_COMPLEX: "generation-budget",
};

/** `helix explain`: what a code means and what to do about it. */
export const explain: Verb = {
  name: "explain",
  aliases: [],
  operands: "[code]",
  documents: "none",
  maxOperands: 1,
  summary: "Tell what a code means and what to do about it, or list all codes",
  run,
};

async function run({ operands, output }: Invocation): Promise<number> {
  const [wanted] = operands;
  if (wanted === undefined) {
    const width = Math.max(...[...explanations.keys()].map((code) => code.length));
    for (const [code, { meaning }] of explanations) output.print(`${code.padEnd(width)}  ${firstSentence(meaning)}\n`);
    return EXIT.fine;
  }
  // Prism writes its codes behind the address of a page.
  const written = wanted.replace(/^.*#/, "");
  const code = Object.hasOwn(prismCodes, written) ? (prismCodes[written] ?? written) : written;
  const explanation = explanations.get(code);
  if (!explanation) throw new SettingsError(`"${wanted}" is no code${suggestion(written, explanations.keys())}`);
  const heading = code === written ? code : `${code} (${written} in Prism)`;
  output.print(`${heading}\n\n${explanation.meaning}\n\n${explanation.remedy}\n`);
  return EXIT.fine;
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, ".") ?? text;
}
