import { aligned } from "../report.ts";
import type { Counts, DocumentRecord } from "./record.ts";

const COLUMNS: readonly (readonly [title: string, cell: (counts: Counts) => number | string])[] = [
  ["operations", ({ operations }) => operations],
  ["answers", ({ answers }) => answers],
  ["bodies judged", ({ judged }) => judged],
  ["invalid", ({ invalid }) => invalid],
  ["undeclared", ({ undeclared }) => undeclared],
  ["headers", ({ headers }) => headers],
  ["differing", ({ differing, compared }) => `${differing}/${compared}`],
  ["refused", ({ refused, faulty }) => `${refused}/${faulty}`],
  ["unsatisfiable", ({ unsatisfiable }) => unsatisfiable],
  ["ambiguous", ({ ambiguous }) => ambiguous],
  ["lenient", ({ lenient }) => lenient],
  ["crashes", ({ crashes }) => crashes],
  ["hangs", ({ hangs }) => hangs],
];

/** Every exception by document and pointer, then one line of figures for each provider and one for all of them. */
export function summary(records: readonly DocumentRecord[], total: number): string {
  const refused = records.filter(({ refusal }) => refusal !== undefined);
  const lines = [
    ...records.flatMap(({ document, exceptions }) =>
      exceptions.map(({ pointer, ask, kind, detail }) => `${document} ${pointer} [${ask}] ${kind}: ${detail}`),
    ),
    ...refused.map(({ document, refusal }) => `${document} not loaded: ${refusal}`),
    "",
    table(records),
    "",
    `documents: ${records.length} of ${total} walked, ${records.length - refused.length} loaded, ${refused.length} not loaded`,
  ];
  return lines.join("\n");
}

/** Providers with fewer documents share a line. */
const OWN_LINE = 10;

function table(records: readonly DocumentRecord[]): string {
  const providers = new Map<string, DocumentRecord[]>();
  for (const record of records) {
    const provider = record.document.split("/")[0] ?? "";
    providers.set(provider, [...(providers.get(provider) ?? []), record]);
  }
  const large = [...providers].filter(([, of]) => of.length >= OWN_LINE).sort(([, a], [, b]) => b.length - a.length);
  const others = [...providers].filter(([, of]) => of.length < OWN_LINE).flatMap(([, of]) => of);
  const titles = ["provider", "documents", ...COLUMNS.map(([title]) => title), "seconds"];
  return aligned([titles, ...large.map(([name, of]) => row(name, of)), row("others", others), row("all", records)]);
}

function row(name: string, records: readonly DocumentRecord[]): string[] {
  const counts = sum(records.map((record) => record.counts));
  const seconds = records.reduce((whole, record) => whole + record.seconds, 0);
  return [
    name,
    String(records.length),
    ...COLUMNS.map(([, cell]) => String(cell(counts))),
    String(Math.round(seconds)),
  ];
}

const NOTHING: Counts = {
  ...{ operations: 0, answers: 0, judged: 0, invalid: 0, undeclared: 0, headers: 0, compared: 0, differing: 0 },
  ...{ faulty: 0, refused: 0, unsatisfiable: 0, ambiguous: 0, lenient: 0, crashes: 0, hangs: 0 },
};

function sum(all: readonly Counts[]): Counts {
  const names = Object.keys(NOTHING) as (keyof Counts)[];
  return all.reduce(
    (whole, counts) => Object.fromEntries(names.map((name) => [name, whole[name] + counts[name]])) as unknown as Counts,
    NOTHING,
  );
}

/** Whether something is wrong that no diagnostic accounts for. */
export function hasFailed({ counts }: DocumentRecord): boolean {
  const { invalid, undeclared, headers, differing, faulty, refused, crashes, hangs } = counts;
  return invalid + undeclared + headers + differing + (faulty - refused) + crashes + hangs > 0;
}
