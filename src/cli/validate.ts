import { assemble } from "../assemble.ts";
import type { Config } from "../config.ts";
import { officialFindings } from "../contract/document/official-check.ts";
import { EXIT } from "./exit-code.ts";
import { bySeverity, located, tally } from "./finding.ts";
import { githubReport, githubSummary } from "./findings/github.ts";
import { jsonReport, type Report } from "./findings/report.ts";
import { sarifReport } from "./findings/sarif.ts";
import { type FindingsTextOptions, findingsText } from "./findings/text.ts";
import { type Fix, findFixes } from "./fix/fix.ts";
import { writeFixOverlay } from "./fix/write-fix-overlay.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix validate`: compiles everything and tells what the document has wrong, and how it could be right. */
export const validate: Verb = {
  name: "validate",
  aliases: [],
  operands: "<document>",
  documents: "one",
  maxOperands: 0,
  summary: "Tell what is wrong with the document; exit code 1 if it has errors",
  run,
};

async function run({ config, document, output, directory, environment }: Invocation): Promise<number> {
  const assembly = await assemble(config);
  const broken = assembly.compileAll();
  const [api] = assembly.apis;
  const { contract, loaded } = api;
  const diagnostics = [...contract.diagnostics(), ...(await officialFindings(loaded))];
  const fixes = await findFixes(api, broken, diagnostics);
  const findings = diagnostics
    .map((diagnostic) => ({ ...located(diagnostic, loaded), fix: fixes.get(diagnostic) }))
    .sort(bySeverity);
  const report: Report = { document, operations: contract.operations.length, findings, directory };
  const isText = config.format === undefined || config.format === "text";
  // Comments on a report that a program reads would make it unreadable.
  const comment = isText ? output.print : output.complain;
  const isInActions = config.format === undefined && environment["GITHUB_ACTIONS"] === "true";
  const { colour } = output;
  const all = ["trace", "debug"].includes(config.logLevel);
  output.print(formatted(report, config, { colour, all, textOf: loaded.textOf }));
  if (isInActions) output.print(githubSummary(report));
  if (config.fixOverlay !== undefined) comment(await writeFixOverlay(config.fixOverlay, findings, loaded, directory));
  else if (isText) comment(offer([...fixes.values()], document));
  return findings.some(({ severity }) => severity === "error") ? EXIT.contractFailures : EXIT.fine;
}

function formatted(report: Report, { format }: Config, options: FindingsTextOptions): string {
  if (format === "json") return jsonReport(report);
  if (format === "sarif") return sarifReport(report);
  if (format === "github") return githubReport(report);
  return `${findingsText(report.findings, options)}${report.document}: ${tally(report.findings)}\n`;
}

function offer(fixes: readonly Fix[], document: string): string {
  const count = fixes.filter(({ at }) => at !== undefined).length;
  if (count === 0) return "";
  const which = count === 1 ? "1 has a fix; write it" : `${count} have a fix; write them`;
  return `${which} as an overlay with: helix validate ${document} --fix-overlay fixes.yaml\n`;
}
