import type { Complaint } from "./complaint.ts";
import type { Document } from "./document.ts";
import type { Judge } from "./judge.ts";
import type { Media } from "./reading.ts";
import { readXml } from "./xml.ts";

export type MediaKind = "json" | "sequence" | "xml" | "text" | "other";

export function kindOf(type: string): MediaKind {
  const essence = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^(application|text)\/json$|\+json$/.test(essence)) return "json";
  if (/^application\/(x-)?(jsonl|ndjson|json-seq)$|\+json-seq$/.test(essence)) return "sequence";
  if (/^(application|text)\/xml$|\+xml$/.test(essence)) return "xml";
  if (essence === "text/event-stream") return "other";
  return essence.startsWith("text/") ? "text" : "other";
}

export interface BodyVerdict {
  readonly complaints: readonly Complaint[];
  /** Rejected, but the schema leaves the XML reading open. */
  readonly ambiguous: boolean;
  /** `undefined` for a kind that is not judged. */
  readonly kind: MediaKind;
}

/** Judges the bytes of a response by the media type that the document declares for it. */
export async function judgeBody(
  document: Document,
  judge: Judge,
  media: Media,
  contentType: string,
  bytes: Uint8Array,
): Promise<BodyVerdict> {
  const kind = kindOf(contentType);
  if (kind === "other") return { complaints: [], ambiguous: false, kind };
  let body: string;
  try {
    body = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { complaints: [fault("not valid UTF-8")], ambiguous: false, kind };
  }
  if (kind === "json") return { complaints: await judgeJson(judge, media, body), ambiguous: false, kind };
  if (kind === "sequence") return { complaints: await judgeSequence(judge, media, body), ambiguous: false, kind };
  if (kind === "text") return { complaints: await judgeText(judge, media, body), ambiguous: false, kind };
  return judgeXml(document, judge, media, body);
}

async function judgeJson(judge: Judge, media: Media, body: string): Promise<Complaint[]> {
  // Without a schema nothing says that there is a body at all.
  if (media.schema === undefined && body === "") return [];
  const parsed = parseJson(body);
  if (parsed === undefined) return [fault("not JSON")];
  return media.schema === undefined ? [] : judge.complaints(media.schema, parsed.value);
}

const RECORD_SEPARATOR = "\u001e";

/** JSON Lines, or JSON text sequences with a record separator before each item (RFC 7464). */
async function judgeSequence(judge: Judge, media: Media, body: string): Promise<Complaint[]> {
  const schema = media.itemSchema ?? media.schema;
  const complaints: Complaint[] = [];
  for (const line of body
    .replaceAll(RECORD_SEPARATOR, "\n")
    .split("\n")
    .filter((part) => part.trim() !== "")) {
    const parsed = parseJson(line);
    if (parsed === undefined) complaints.push(fault("an item is not JSON"));
    else if (schema !== undefined && media.itemSchema !== undefined) {
      complaints.push(...(await judge.complaints(schema, parsed.value)));
    }
  }
  return complaints;
}

/** A text is a string; a schema that wants something else is met by the text's JSON reading. */
async function judgeText(judge: Judge, media: Media, body: string): Promise<Complaint[]> {
  if (media.schema === undefined) return [];
  const asText = await judge.complaints(media.schema, body);
  const parsed = parseJson(body);
  if (asText.length === 0 || parsed === undefined) return asText;
  return (await judge.complaints(media.schema, parsed.value)).length === 0 ? [] : asText;
}

async function judgeXml(document: Document, judge: Judge, media: Media, body: string): Promise<BodyVerdict> {
  if (media.schema === undefined) return { complaints: [], ambiguous: false, kind: "xml" };
  const reading = readXml(document, media.schema, body);
  if (reading.fault !== undefined) return { complaints: [fault(reading.fault)], ambiguous: false, kind: "xml" };
  const complaints = await judge.complaints(media.schema, reading.value);
  return { complaints, ambiguous: complaints.length > 0 && reading.ambiguous, kind: "xml" };
}

function parseJson(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

function fault(rule: string): Complaint {
  return { by: "decoding", pointer: "", rule };
}
