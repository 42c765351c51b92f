import { type Assembly, assemble } from "../assemble.ts";
import type { Config } from "../config.ts";
import { DocumentError } from "../contract/document/document-error.ts";
import { officialFindings } from "../contract/document/official-check.ts";
import { EXIT } from "./exit-code.ts";
import { bySeverity, type Finding, located, tally } from "./finding.ts";
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
  groups: ["Document", "Findings", "Output"],
  maxOperands: 0,
  summary: "Tell what is wrong with the document; exit code 1 if it has errors",
  notes: [
    "What has one cause is shown together, with its first places; --log-level debug shows every place.",
    "In GitHub Actions (GITHUB_ACTIONS=true) annotations follow the text unless --format is given.",
    "Exit code: 0 fine, warnings included; 1 errors; 2 the document cannot be served at all.",
  ],
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { config, document, output, directory } = invocation;
  const assembly = await assembled(invocation);
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
  const { colour } = output;
  const all = ["trace", "debug"].includes(config.logLevel);
  output.print(formatted(report, config, { colour, all, textOf: loaded.textOf }));
  if (isInActions(invocation)) output.print(githubSummary(report));
  if (config.fixOverlay !== undefined) comment(await writeFixOverlay(config.fixOverlay, findings, loaded, directory));
  else if (isText) comment(offer([...fixes.values()], document));
  return findings.some(({ severity }) => severity === "error") ? EXIT.contractFailures : EXIT.fine;
}

/** A document that cannot be served is a finding for programs too, before it ends the command. */
async function assembled(invocation: Invocation): Promise<Assembly> {
  const { config, document, output, directory } = invocation;
  try {
    return await assemble(config);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { code, noun, what, remedy, location } = error;
    const message = `the ${noun} ${what}`;
    const finding: Finding = { code, severity: "error", message, remedy, pointer: "", location };
    const report: Report = { document, operations: 0, findings: [finding], directory };
    const isForPrograms = config.format !== undefined && config.format !== "text";
    if (isForPrograms) output.print(formatted(report, config, { colour: false, textOf: () => undefined }));
    if (isInActions(invocation)) output.print(githubSummary(report));
    throw error;
  }
}

function isInActions({ config, environment }: Invocation): boolean {
  return config.format === undefined && environment["GITHUB_ACTIONS"] === "true";
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
