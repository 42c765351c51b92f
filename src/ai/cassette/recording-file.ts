import { isObject, type JsonValue, kindOf, own, pointerTokens } from "../../base/json.ts";
import { sortedJson } from "../../base/sorted-json.ts";
import { DocumentError } from "../../contract/document/document-error.ts";
import { parseText } from "../../contract/document/parse.ts";
import { Positions } from "../../contract/document/positions.ts";
import { lineAndColumn } from "../../contract/document/text-position.ts";
import type { Recording } from "./cassette.ts";
import { CassetteError } from "./cassette-error.ts";
import { byCard, isSame } from "./order.ts";

/** Grows when files are written in another way. */
const FORMAT = 1;

const comment =
  "Answers of language models, recorded by Helix. Keep the file under version control; edits are checked when it is read.";

/** What one file holds. */
export interface OperationRecordings {
  readonly operation: string;
  readonly recordings: readonly Recording[];
}

/** The text of a file: the same for the same recordings, whatever their order. */
export function recordingsText({ operation, recordings }: OperationRecordings): string {
  const written = [...recordings].sort(byCard).map(({ card: { operation: _, ...card }, ...rest }) => {
    return { ...card, ...rest };
  });
  const content = { $comment: comment, cassette: FORMAT, operation, recordings: written };
  return `${JSON.stringify(sortedJson(content), null, 2)}\n`;
}

/**
 * Reads the text of a file.
 *
 * @param name - as messages call the file
 * @throws {CassetteError} where it is not what Helix writes
 */
export function readRecordings(text: string, name: string): OperationRecordings {
  const content = text.replace(/^\ufeff/, "");
  const root = parsed(content, name);
  const refuse: Refuse = (pointer, what) => {
    const { line, column } = new Positions(content, "json").find(pointerTokens(pointer));
    throw new CassetteError(`${name}:${line}:${column}`, what, "correct it there, or take the file back");
  };
  const version = own(root, "cassette");
  if (!isObject(root) || version === undefined) return refuse("", "does not say `cassette`: Helix did not write it");
  if (version !== FORMAT) return refuse("/cassette", `is of a format that this Helix does not know (${version})`);
  refuseOthers(root, ["$comment", "cassette", "operation", "recordings"], "", refuse);
  const operation = textAt(root, "operation", "", refuse);
  const written = root["recordings"];
  if (!Array.isArray(written)) return refuse("/recordings", `has ${kindOf(written)} where a list belongs`);
  const recordings: Recording[] = [];
  for (const [index, item] of written.entries()) {
    const recording = readRecording(item, operation, `/recordings/${index}`, refuse);
    const before = recordings.findIndex(({ card }) => isSame(card, recording.card));
    if (before >= 0)
      return refuse(`/recordings/${index}`, `has the same answer, intent and slot as recording ${before}`);
    recordings.push(recording);
  }
  return { operation, recordings: recordings.sort(byCard) };
}

/** Tells what is wrong where. @param what - completes "the cassette …" */
type Refuse = (pointer: string, what: string) => never;

const texts = ["answer", "intent", "slot", "schemaDigest", "provider", "model"] as const;

function readRecording(item: unknown, operation: string, pointer: string, refuse: Refuse): Recording {
  if (!isObject(item)) return refuse(pointer, `has ${kindOf(item)} where a recording belongs`);
  refuseOthers(item, [...texts, "promptVersion", "value"], pointer, refuse);
  const [answer, intent, slot, schemaDigest, provider, model] = texts.map((key) => textAt(item, key, pointer, refuse));
  const promptVersion = own(item, "promptVersion");
  if (!Number.isSafeInteger(promptVersion)) return refuse(`${pointer}/promptVersion`, "needs a whole number here");
  const value = own(item, "value") as JsonValue | undefined;
  if (value === undefined) return refuse(pointer, "has a recording without `value`");
  const card = { operation, answer, intent, slot, schemaDigest, promptVersion } as Recording["card"];
  return { card, provider: String(provider), model: String(model), value };
}

function textAt(container: Record<string, unknown>, key: string, pointer: string, refuse: Refuse): string {
  const value = own(container, key);
  if (typeof value === "string") return value;
  return refuse(`${pointer}/${key}`, value === undefined ? `lacks \`${key}\`` : `needs a text as \`${key}\``);
}

/** Whatever is not understood would be lost when the file is written again. */
function refuseOthers(container: object, known: readonly string[], pointer: string, refuse: Refuse): void {
  const other = Object.keys(container).find((key) => !known.includes(key));
  if (other !== undefined) refuse(`${pointer}/${other}`, `has ${JSON.stringify(other)}, which means nothing here`);
}

function parsed(text: string, name: string): unknown {
  const mark = /^(?:<{7}|={7}|>{7})(?=\s|$)/m.exec(text);
  if (mark) {
    const { line, column } = lineAndColumn(text, mark.index);
    const what = "holds the marks of a merge that is not finished";
    throw new CassetteError(`${name}:${line}:${column}`, what, "keep one of the two sides");
  }
  const remedy = "correct it there, or take the file back";
  try {
    const { value, remarks } = parseText(text, name);
    // Comments and trailing commas can be read, but would be lost when the file is written again.
    const mistake = remarks.find(({ severity }) => severity === "error");
    if (!mistake) return value;
    const { position: { line, column } = { line: 1, column: 1 } } = mistake;
    throw new CassetteError(`${name}:${line}:${column}`, "is not valid JSON", remedy);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new CassetteError(error.where, error.what, remedy);
  }
}
