import { createHash } from "node:crypto";
import type { Severity } from "../../base/diagnostic.ts";
import { explanations } from "../../base/explanations.ts";
import { packageVersion } from "../../base/version.ts";
import { pathBelow, type Report, uriOf } from "./report.ts";
import type { FixableFinding } from "./text.ts";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** The report in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS). */
export function sarifReport({ findings, directory }: Report): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const driver = { name: "Helix", semanticVersion: packageVersion(), rules: codes.map((code) => rule(code, findings)) };
  const results = findings.map((finding) => result(finding, codes.indexOf(finding.code), directory));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string, findings: readonly FixableFinding[]): object {
  const { meaning, remedy } = explanations.get(code) ?? { meaning: code, remedy: "" };
  const severity = findings.find((finding) => finding.code === code)?.severity ?? "warning";
  return {
    id: code,
    shortDescription: { text: meaning },
    help: { text: remedy, markdown: `${meaning}\n\n*What to do:* ${remedy}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(finding: FixableFinding, ruleIndex: number, directory: string): object {
  const { code, severity, message, remedy, location, pointer } = finding;
  const region = location && { startLine: location.line, startColumn: location.column };
  const physicalLocation = location && { artifactLocation: artifact(directory, location.file), region };
  // The document itself has no name of its own.
  const logicalLocations = pointer === "" ? undefined : [{ fullyQualifiedName: pointer }];
  const place = physicalLocation || logicalLocations ? [{ physicalLocation, logicalLocations }] : [];
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${sentence(message)} ${sentence(remedy)}` },
    locations: place,
    partialFingerprints: { "helixFinding/v1": fingerprint(finding, directory) },
  };
}

function artifact(directory: string, file: string): object {
  const uri = uriOf(directory, file);
  return pathBelow(directory, file) === undefined ? { uri } : { uri, uriBaseId: "%SRCROOT%" };
}

/** The same for the same mistake after edits elsewhere: lines move, pointers seldom do. */
function fingerprint({ code, pointer, focus = "", location }: FixableFinding, directory: string): string {
  const file = location ? uriOf(directory, location.file) : "";
  return createHash("sha256")
    .update(JSON.stringify([code, file, pointer, focus]))
    .digest("hex")
    .slice(0, 32);
}

function sentence(text: string): string {
  const capital = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}
