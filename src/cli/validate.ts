import { assemble } from "../assemble.ts";
import { officialFindings } from "../contract/document/official-check.ts";
import { EXIT } from "./exit-code.ts";
import { located, tally } from "./finding.ts";
import { findingsText } from "./findings/text.ts";
import { findFixes } from "./fix/fix.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix validate`: compiles everything and tells what the document has wrong, by place. */
export const validate: Verb = {
  name: "validate",
  aliases: [],
  operands: "<document>",
  documents: "one",
  maxOperands: 0,
  summary: "Tell what is wrong with the document; exit code 1 if it has errors",
  run,
};

async function run({ config, document, output }: Invocation): Promise<number> {
  const assembly = await assemble(config);
  const broken = assembly.compileAll();
  const [api] = assembly.apis;
  const { contract, loaded } = api;
  const diagnostics = [...contract.diagnostics(), ...(await officialFindings(loaded))];
  const fixes = await findFixes(api, broken, diagnostics);
  const findings = diagnostics.map((diagnostic) => ({
    ...located(diagnostic, loaded),
    fix: fixes.get(diagnostic),
  }));
  output.print(findingsText(findings, { colour: output.colour, textOf: loaded.textOf }));
  output.print(`${document}: ${tally(findings)}\n`);
  return findings.some(({ severity }) => severity === "error") ? EXIT.contractFailures : EXIT.fine;
}
