import { child, type Document, type Place } from "./document.ts";
import { readHeaders } from "./field.ts";
import { typesOf } from "./inputs.ts";
import { readMedia } from "./media.ts";
import type { Answer, Media } from "./reading.ts";
import { entries, member, text } from "./tree.ts";

export function readResponses(document: Document, place: Place): Answer[] {
  const answers: Answer[] = [];
  for (const [key] of entries(member(document.at(place), "responses"))) {
    const status = key.toLowerCase() === "default" ? "default" : key.toUpperCase();
    if (!/^(default|[1-5]XX|[1-5]\d\d)$/.test(status)) continue;
    const at = document.follow(child(place, "responses", key));
    if (at === undefined) answers.push({ status, media: [], headers: [], vague: true });
    else answers.push(readResponse(document, place, at, status));
  }
  return answers;
}

function readResponse(document: Document, operation: Place, at: Place, status: string): Answer {
  const headers = readHeaders(document, at);
  if (document.dialect !== "2.0") return { status, headers, media: readMedia(document, at), vague: false };
  const examples = entries(member(document.at(at), "examples")).map(([range]) => ({ range, examples: [] }));
  if (member(document.at(at), "schema") === undefined) return { status, headers, media: examples, vague: true };
  return { status, headers, media: producedMedia(document, operation, at), vague: false };
}

/** Swagger 2.0 declares the types of all responses in one place; where it declares none, JSON is meant. */
function producedMedia(document: Document, operation: Place, at: Place): Media[] {
  const produces = typesOf(document, operation, "produces");
  const schema = child(at, "schema");
  const target = document.follow(schema);
  const isFile = target !== undefined && text(document.at(target), "type") === "file";
  const ranges = produces.length > 0 ? produces : [isFile ? "application/octet-stream" : "application/json"];
  return ranges.map((range) => ({ range, schema: isFile ? undefined : schema, examples: [] }));
}
