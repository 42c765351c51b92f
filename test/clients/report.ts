import { aligned } from "../corpus/report.ts";
import { type Exception, exceptionFor, exceptions } from "./exceptions.ts";
import type { Failure, Outcome } from "./outcome.ts";

/** Failures that no exception explains, with the outcome that they belong to. */
export function failuresOf(outcomes: readonly Outcome[]): { outcome: Outcome; failure: Failure }[] {
  return outcomes.flatMap((outcome) =>
    outcome.failures
      .filter((failure) => exceptionFor(outcome, failure) === undefined)
      .map((failure) => ({ outcome, failure })),
  );
}

/** Exceptions for what was run that nothing needed: they hide nothing and have to go. */
export function unusedExceptions(outcomes: readonly Outcome[]): Exception[] {
  const used = new Set(outcomes.flatMap((outcome) => outcome.failures.map((each) => exceptionFor(outcome, each))));
  return exceptions.filter((exception) => {
    const isRun = outcomes.some(
      ({ client, document }) => exception.client === client && exception.document === document,
    );
    return isRun && !used.has(exception);
  });
}

const TITLES = ["document", "client", "operations", "calls", "parsed", "exceptions", "failures"];

/** One line for each client and document, and one for all. */
export function table(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = `${outcome.document} ${outcome.client}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  const rows = [...groups.values()].map((group) => row(group[0]?.document ?? "", group[0]?.client ?? "", group));
  return aligned([TITLES, ...rows, row("all", "", outcomes)]);
}

function row(document: string, client: string, outcomes: readonly Outcome[]): string[] {
  const operations = new Set(outcomes.map((outcome) => `${outcome.client} ${outcome.document} ${outcome.operation}`));
  const failed = new Set(failuresOf(outcomes).map(({ outcome }) => outcome));
  const parsed = outcomes.filter((outcome) => outcome.parsed).length;
  const excepted = outcomes.filter((outcome) => !outcome.parsed && !failed.has(outcome)).length;
  return [document, client, ...[operations.size, outcomes.length, parsed, excepted, failed.size].map(String)];
}

/** Every failure on a line, then what was excepted and why. */
export function details(outcomes: readonly Outcome[]): string {
  const failures = failuresOf(outcomes).map(({ outcome, failure }) => {
    const blame = outcome.isAnswerValid ? "" : " (the answer is not valid either)";
    return `${outcome.client}: ${outcome.document}: ${outcome.label}: ${failure.kind}${blame}: ${failure.detail}`;
  });
  const unused = unusedExceptions(outcomes).map(({ client, document, reason }) => {
    return `${client}: ${document}: nothing needs the exception "${reason}" any more`;
  });
  const explained = exceptions.map((exception) => explanationOf(exception, outcomes));
  return [...failures, ...unused, ...explained].filter((line) => line !== "").join("\n");
}

/** The reason, and the calls that it is for; their number where an exception is for all of a document. */
function explanationOf(exception: Exception, outcomes: readonly Outcome[]): string {
  const { client, document, operations, reason } = exception;
  const excepted = outcomes.filter((outcome) =>
    outcome.failures.some((failure) => exceptionFor(outcome, failure) === exception),
  );
  if (excepted.length === 0) return "";
  const labels = operations === undefined ? [`all ${excepted.length} calls`] : excepted.map(({ label }) => label);
  return [`exception: ${client}: ${document}: ${reason}`, ...labels].join("\n    ");
}
