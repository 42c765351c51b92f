import { readBinary } from "./body/binary.ts";
import { readCsv } from "./body/csv.ts";
import { readEvents } from "./body/events.ts";
import type { BodyVerdict, Evidence, Reading } from "./body/evidence.ts";
import { readForm } from "./body/form.ts";
import { readJsonBody, readSequence, readYaml } from "./body/json.ts";
import { readMultipart } from "./body/multipart.ts";
import { readText } from "./body/text.ts";
import { readXmlBody } from "./body/xml.ts";
import type { Document } from "./document.ts";
import type { Judge } from "./judge.ts";
import { kindOf, type MediaKind, parseMediaType } from "./media-type.ts";
import type { Media } from "./reading.ts";

const READERS: Readonly<Record<MediaKind, (evidence: Evidence) => Promise<Reading>>> = {
  json: readJsonBody,
  yaml: readYaml,
  sequence: readSequence,
  events: readEvents,
  xml: readXmlBody,
  form: readForm,
  multipart: readMultipart,
  csv: readCsv,
  text: readText,
  image: readBinary,
  pdf: readBinary,
  audio: readBinary,
  video: readBinary,
  archive: readBinary,
  binary: readBinary,
};

/** Judges the bytes of a body by the media type that the document declares for it. */
export async function judgeBody(
  document: Document,
  judge: Judge,
  media: Media,
  contentType: string,
  bytes: Uint8Array,
): Promise<BodyVerdict> {
  const kind = kindOf(contentType);
  const again: Evidence["again"] = (part, type, content) => judgeBody(document, judge, part, type, content);
  const reading = await READERS[kind]({ document, judge, media, type: parseMediaType(contentType), bytes, again });
  return { ...reading, ambiguous: reading.complaints.length > 0 && reading.ambiguous === true, kind };
}
