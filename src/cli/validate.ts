import { assemble } from "../assemble.ts";
import type { Output } from "../base/output.ts";
import { officialFindings } from "../contract/document/official-check.ts";
import { EXIT } from "./exit-code.ts";
import { byPlace, bySeverity, type Finding, placeOf, tally } from "./finding.ts";
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
  assembly.compileAll();
  const [{ contract, loaded }] = assembly.apis;
  const diagnostics = [...contract.diagnostics(), ...(await officialFindings(loaded))];
  const findings = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    location: loaded.locate(diagnostic.pointer),
  }));
  if (config.format === "json") printJson(output, document, contract.operations.length, findings);
  else printText(output, document, findings);
  return findings.some(({ severity }) => severity === "error") ? EXIT.contractFailures : EXIT.fine;
}

function printText(output: Output, document: string, findings: readonly Finding[]): void {
  for (const finding of findings.toSorted(byPlace)) {
    output.print(
      `${placeOf(finding)} ${finding.severity}: ${finding.message} (${finding.code})\n    ${finding.remedy}\n`,
    );
  }
  output.print(`${document}: ${tally(findings)}\n`);
}

function printJson(output: Output, document: string, operations: number, findings: readonly Finding[]): void {
  output.print(`${JSON.stringify({ document, operations, findings: findings.toSorted(bySeverity) }, null, 2)}\n`);
}
