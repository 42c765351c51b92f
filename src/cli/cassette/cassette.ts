import type { Cassette } from "../../ai/cassette/cassette.ts";
import { compareWithDocument, isUsable } from "../../ai/cassette/compare.ts";
import { differences } from "../../ai/cassette/difference.ts";
import { hasRecordings, openCassette } from "../../ai/cassette/folder-cassette.ts";
import { SettingsError } from "../../base/errors.ts";
import { suggestion } from "../../base/nearest.ts";
import { currentOperations } from "../asking/current-operations.ts";
import { type Assemble, openForSamples } from "../asking/opened.ts";
import { EXIT } from "../exit-code.ts";
import type { Invocation } from "../verb.ts";
import { type ComparisonReport, comparisonJson, comparisonText } from "./comparison-report.ts";
import { differenceJson, differenceText } from "./difference-report.ts";
import { cassetteFolder } from "./folder.ts";
import { counted, recordingRow } from "./recording-row.ts";

/** Compares what is recorded with a document or another cassette. @param assemble - makes gateways that ask a consultant */
export async function cassette(invocation: Invocation, assemble: Assemble): Promise<number> {
  const actions = new Map<string, () => Promise<number>>([
    ["check", () => check(invocation, assemble)],
    ["prune", () => prune(invocation, assemble)],
    ["diff", () => diff(invocation)],
  ]);
  const [name = ""] = invocation.operands;
  const action = actions.get(name);
  if (action) return await action();
  const hint = name === "" ? "" : ` "${name}"${suggestion(name, actions.keys())}`;
  throw new SettingsError(`helix cassette needs one of ${[...actions.keys()].join(", ")}${hint && `, not${hint}`}`);
}

async function check(invocation: Invocation, assemble: Assemble): Promise<number> {
  const { output } = invocation;
  const isJson = isForPrograms(invocation);
  const { report } = await compared(invocation, assemble);
  output.print(isJson ? comparisonJson(report) : comparisonText(report, output.colour));
  return report.recordings.every(isUsable) ? EXIT.fine : EXIT.contractFailures;
}

async function prune(invocation: Invocation, assemble: Assemble): Promise<number> {
  const { output } = invocation;
  const { report, cassette: kept, hasQuestions } = await compared(invocation, assemble);
  if (!hasQuestions) {
    const documents = report.documents.join(", ");
    throw new SettingsError(
      `no model is asked for anything of ${documents}, so that nothing would be left; is it the right document?`,
    );
  }
  const useless = report.recordings.filter((recording) => !isUsable(recording));
  for (const { recording } of useless) {
    await kept.remove(recording.card);
    output.print(`removed ${recordingRow(recording.card)}\n`);
  }
  const rest = report.recordings.length - useless.length;
  output.print(`${report.folder}: ${counted(useless.length, "recording")} removed, ${rest} left\n`);
  return EXIT.fine;
}

async function diff(invocation: Invocation): Promise<number> {
  const [, before, after] = invocation.operands;
  if (before === undefined || after === undefined) throw new SettingsError("helix cassette diff needs two folders");
  const isJson = isForPrograms(invocation);
  const [one, other] = [await opened(before), await opened(after)].map((cassette) => {
    return cassette.list().map(({ recording }) => recording);
  });
  const found = differences(one ?? [], other ?? []);
  invocation.output.print(isJson ? differenceJson(found) : differenceText(found, invocation.output.colour));
  return found.length === 0 ? EXIT.fine : EXIT.contractFailures;
}

async function compared({ config, operands }: Invocation, assemble: Assemble): Promise<Compared> {
  const [action, named, extra] = operands;
  const documents = named === undefined ? config.document : [named];
  if (documents.length === 0) throw new SettingsError(`no document given; usage: helix cassette ${action} <document>`);
  if (extra !== undefined) throw new SettingsError(`"${extra}" is one word too many; name the folder with --cassette`);
  const folder = cassetteFolder(config);
  const cassette = await opened(folder);
  const kept = cassette.list();
  const current = await currentOperations(await openForSamples({ ...config, document: documents }, assemble), kept);
  const report = { ...compareWithDocument(kept, current), documents, folder };
  return { report, cassette, hasQuestions: current.length > 0 };
}

interface Compared {
  readonly report: ComparisonReport;
  readonly cassette: Cassette;
  /** Whether a model is asked for anything at all. */
  readonly hasQuestions: boolean;
}

/** A folder that is not there was misspelt more often than not. */
async function opened(folder: string): Promise<Cassette> {
  if (await hasRecordings(folder)) return await openCassette(folder);
  throw new SettingsError(
    `there are no recorded answers in ${folder}; name their folder, or record some with helix warm`,
  );
}

function isForPrograms({ config: { format } }: Invocation): boolean {
  if (format === undefined || format === "text" || format === "json") return format === "json";
  throw new SettingsError(`helix cassette prints text or json, not ${format}`);
}
