import { parse as parseYaml } from "yaml";
import { type Evidence, fault, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { viewOf } from "./view.ts";

export async function readJsonBody(evidence: Evidence): Promise<Reading> {
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  // Without a schema nothing says that there is a body at all.
  if (evidence.media.schema === undefined && body === "") return { complaints: [] };
  const parsed = parseJson(body);
  return parsed === undefined ? rejected("not JSON") : judged(evidence, parsed.value);
}

/** YAML as far as it is a way to write JSON (RFC 9512 §3.4). */
export async function readYaml(evidence: Evidence): Promise<Reading> {
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  try {
    return judged(evidence, parseYaml(body, { uniqueKeys: true, maxAliasCount: 0, logLevel: "error" }));
  } catch (error) {
    return rejected(`not YAML: ${String(error).slice(0, 100)}`);
  }
}

async function judged({ judge, media }: Evidence, value: unknown): Promise<Reading> {
  return { value, complaints: media.schema === undefined ? [] : await judge.complaints(media.schema, value) };
}

const RECORD_SEPARATOR = "\u001e";

/**
 * JSON Lines, or JSON text sequences (RFC 7464). Each item is judged by `itemSchema`, all of them as a list by `schema`
 * (OAS 3.2 §4.4.1); before 3.2 a schema that is no list describes one item.
 */
export async function readSequence(evidence: Evidence): Promise<Reading> {
  const { judge, media, document } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  const texts = textsOf(body, evidence.type.essence.endsWith("json-seq"));
  if (typeof texts === "string") return rejected(texts);
  const parsed = texts.map(parseJson);
  const broken = parsed.indexOf(undefined);
  if (broken >= 0) return rejected(`item ${broken} is not JSON`);
  const items = parsed.map((item) => item?.value);
  const complaints = [];
  if (items.length === 0 && media.itemSchema === undefined) complaints.push(fault("no item"));
  const { schema, itemSchema } = media;
  if (itemSchema !== undefined)
    for (const item of items) complaints.push(...(await judge.complaints(itemSchema, item)));
  if (schema === undefined) return { value: items, complaints };
  const isList = document.dialect === "3.2" || viewOf(document, schema).types.has("array");
  if (isList) complaints.push(...(await judge.complaints(schema, items)));
  else for (const item of items) complaints.push(...(await judge.complaints(schema, item)));
  return { value: items, complaints };
}

/** The texts of the items, or what is wrong with how they are set apart. */
function textsOf(body: string, isRecords: boolean): string[] | string {
  if (!isRecords) {
    const lines = body.split("\n");
    if (lines.at(-1)?.trim() === "") lines.pop();
    return lines.some((line) => line.trim() === "") ? "an empty line between items" : lines;
  }
  if (body === "") return [];
  if (!body.startsWith(RECORD_SEPARATOR)) return "no record separator before the first item";
  if (!body.endsWith("\n")) return "no line feed behind the last item";
  return body.slice(1).split(RECORD_SEPARATOR);
}
