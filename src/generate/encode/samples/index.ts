import { essenceOf } from "../../../base/media-type.ts";
import { aac } from "./aac.ts";
import { avif } from "./avif.ts";
import { bmp } from "./bmp.ts";
import { bzip2 } from "./bzip2.ts";
import { calendar, card } from "./calendar.ts";
import { cbor, messagePack, protobuf, wasm } from "./data.ts";
import { docx } from "./docx.ts";
import { flac } from "./flac.ts";
import { ttf, woff, woff2 } from "./font.ts";
import { gif } from "./gif.ts";
import { gzip } from "./gzip.ts";
import { html, xhtml } from "./html.ts";
import { ico } from "./ico.ts";
import { jpeg } from "./jpeg.ts";
import { m4a } from "./m4a.ts";
import { mp3 } from "./mp3.ts";
import { mp4 } from "./mp4.ts";
import { octets } from "./octets.ts";
import { ogg } from "./ogg.ts";
import { pdf } from "./pdf.ts";
import { png } from "./png.ts";
import { pptx } from "./pptx.ts";
import type { Sample } from "./sample.ts";
import { svg } from "./svg.ts";
import { tar } from "./tar.ts";
import { tiff } from "./tiff.ts";
import { wav } from "./wav.ts";
import { webm, webmAudio } from "./webm.ts";
import { webp } from "./webp.ts";
import { xlsx } from "./xlsx.ts";
import { xz } from "./xz.ts";
import { zip } from "./zip.ts";

const images = [png, jpeg, gif, webp, avif, svg, bmp, tiff, ico];
const sounds = [wav, mp3, ogg, flac, aac, m4a];
const documents = [pdf, docx, xlsx, pptx, html, xhtml, calendar, card];
const archives = [zip, gzip, tar, bzip2, xz];
const fonts = [woff2, woff, ttf];

/** Every sample. */
export const samples: readonly Sample[] = [
  ...images,
  ...sounds,
  mp4,
  webm,
  webmAudio,
  ...documents,
  ...archives,
  ...fonts,
  ...[protobuf, cbor, messagePack, wasm],
  octets,
];

const byType: ReadonlyMap<string, Sample> = new Map(
  samples.flatMap((sample) => sample.types.map((type): [string, Sample] => [type, sample])),
);

/** The sample of a media type, whatever its parameters; `undefined` for a type that has none of its own. */
export function sampleFor(mediaType: string): Sample | undefined {
  return byType.get(essenceOf(mediaType));
}
