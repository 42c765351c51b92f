import { type Evidence, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { typed } from "./typed.ts";
import { viewOf } from "./view.ts";

/** A text is a string; a schema that wants something else is met by what the text spells, or by its JSON reading. */
export async function readText(evidence: Evidence): Promise<Reading> {
  const { judge, media, document } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  if (media.schema === undefined) return { value: body, complaints: [], unjudged: "no schema: any text is right" };
  const asText = await judge.complaints(media.schema, body);
  if (asText.length === 0) return { value: body, complaints: [] };
  const view = viewOf(document, media.schema);
  for (const candidate of [parseJson(body)?.value, typed(body, view).value]) {
    if (candidate === undefined) continue;
    if ((await judge.complaints(media.schema, candidate)).length === 0) return { value: candidate, complaints: [] };
  }
  return { value: body, complaints: asText };
}
