import type { MediaKind } from "./judge/media-type.ts";
import type { FailureKind, Outcome } from "./outcome.ts";

/** Everything that two runs over one document brought. */
export interface DocumentResult {
  readonly document: string;
  readonly outcomes: readonly Outcome[];
  /** Faults that ended a run: the document could not be served or read, or the process died. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

const COLUMNS: readonly (readonly [string, (result: DocumentResult) => number | string])[] = [
  ["document", ({ document }) => document],
  ["operations", ({ outcomes }) => new Set(outcomes.map(({ operation }) => operation)).size],
  ["answers", ({ outcomes }) => count(outcomes, ({ isInvalid }) => !isInvalid)],
  ["bodies judged", ({ outcomes }) => count(outcomes, isJudged)],
  ["invalid", (result) => failures(result, "invalid body", "stray body", "false proof")],
  [
    "undeclared",
    (result) => failures(result, "valid request refused", "status", "undeclared status", "undeclared type", "routing"),
  ],
  ["headers", (result) => failures(result, "header", "own header", "conditional", "compression")],
  ["differ", (result) => failures(result, "nondeterministic")],
  ["refused", ({ outcomes }) => refusals(outcomes)],
  ["unsatisfiable", ({ outcomes }) => count(outcomes, ({ proof }) => proof !== undefined)],
  ["ambiguous", ({ outcomes }) => count(outcomes, ({ ambiguous }) => ambiguous !== undefined)],
  ["lenient", ({ outcomes }) => count(outcomes, ({ lenient }) => lenient)],
  ["crashes", (result) => failures(result, "crash", "server error") + result.faults.length],
  ["seconds", ({ seconds }) => Math.round(seconds * 10) / 10],
];

/** One line for each document and one for all of them. */
export function table(results: readonly DocumentResult[]): string {
  const rows = results.map((result) => COLUMNS.map(([, cell]) => String(cell(result))));
  const all: DocumentResult = {
    document: `all ${results.length}`,
    outcomes: results.flatMap(({ document, outcomes }) =>
      outcomes.map((outcome) => ({ ...outcome, operation: `${document} ${outcome.operation}` })),
    ),
    faults: results.flatMap(({ faults }) => faults),
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  return aligned([COLUMNS.map(([title]) => title), ...rows, COLUMNS.map(([, cell]) => String(cell(all)))]);
}

/** Cells in columns, the first to the left. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ")).join("\n");
}

/** Bodies of answers and requests by their kind, and why some could not be judged. */
export function kinds(results: readonly DocumentResult[]): string {
  const outcomes = results.flatMap(({ outcomes: found }) => found);
  const names = [...new Set(outcomes.flatMap(({ body, sent }) => [body?.kind, sent]))].filter(
    (kind) => kind !== undefined,
  );
  const titles = ["kind of body", "answers judged", "invalid", "ambiguous", "not judged"];
  const lines = [[...titles, "valid requests", "refused", "faulty requests", "not refused"]];
  return [aligned([...lines, ...names.sort().map((kind) => kindLine(kind, outcomes))]), "", ...notes(outcomes)].join(
    "\n",
  );
}

function kindLine(kind: MediaKind, outcomes: readonly Outcome[]): string[] {
  const answers = outcomes.filter(({ body }) => body?.kind === kind);
  const valid = outcomes.filter(({ sent, isInvalid, lenient }) => sent === kind && !isInvalid && !lenient);
  const faulty = outcomes.filter(({ sent, isInvalid }) => sent === kind && isInvalid);
  const failing = (among: readonly Outcome[], wanted: FailureKind) =>
    count(among, ({ failures: found }) => found.some((failure) => failure.kind === wanted));
  const figures = [
    count(answers, isJudged),
    failing(answers, "invalid body"),
    count(answers, ({ ambiguous }) => ambiguous !== undefined),
    count(answers, ({ body }) => body?.unjudged !== undefined),
    valid.length,
    failing(valid, "valid request refused"),
    faulty.length,
    failing(faulty, "not refused"),
  ];
  return [kind, ...figures.map(String)];
}

function notes(outcomes: readonly Outcome[]): string[] {
  const reasons = new Map<string, number>();
  for (const { body } of outcomes) {
    if (body?.unjudged !== undefined) reasons.set(body.unjudged, (reasons.get(body.unjudged) ?? 0) + 1);
  }
  const coded = outcomes.reduce((sum, outcome) => sum + (outcome.coded ?? 0), 0);
  return [
    ...[...reasons].map(([reason, times]) => `not judged, ${times} times: ${reason}`),
    `asked again with If-None-Match: ${count(outcomes, ({ isRepeated }) => isRepeated === true)}`,
    `compressed over a socket and decoded: ${coded}`,
  ];
}

function isJudged({ body }: Outcome): boolean {
  return body !== undefined && body.unjudged === undefined;
}

/** Every failure with where it happened, and every proof and ambiguous body; `limit` lines of failures a document. */
export function details(results: readonly DocumentResult[], limit: number): string {
  const lines: string[] = [];
  for (const { document, outcomes, faults } of results) {
    for (const fault of faults) lines.push(`${document}: ${fault}`);
    const failed = outcomes.flatMap((outcome) => outcome.failures.map((failure) => ({ outcome, failure })));
    for (const { outcome, failure } of failed.slice(0, limit)) {
      lines.push(`${document} ${outcome.operation} [${outcome.ask}] ${failure.kind}: ${failure.detail}`);
    }
    if (failed.length > limit) lines.push(`${document}: and ${failed.length - limit} more`);
    for (const { operation, ask, proof, ambiguous } of outcomes) {
      if (proof !== undefined)
        lines.push(`${document} ${operation} [${ask}] unsatisfiable, which is no failure: ${proof}`);
      if (ambiguous !== undefined)
        lines.push(`${document} ${operation} [${ask}] ambiguous XML, which is no failure: ${ambiguous}`);
    }
  }
  return lines.join("\n");
}

export function hasFailed(results: readonly DocumentResult[]): boolean {
  return results.some(
    ({ outcomes, faults }) => faults.length > 0 || outcomes.some(({ failures: found }) => found.length > 0),
  );
}

function failures({ outcomes }: DocumentResult, ...kinds: readonly FailureKind[]): number {
  return outcomes.reduce((sum, outcome) => sum + count(outcome.failures, ({ kind }) => kinds.includes(kind)), 0);
}

function refusals(outcomes: readonly Outcome[]): string {
  const invalid = outcomes.filter(({ isInvalid }) => isInvalid);
  return `${count(invalid, (outcome) => outcome.failures.length === 0)}/${invalid.length}`;
}

function count<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length;
}
