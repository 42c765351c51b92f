import { aspect, choose, type Field, type Kind, phrases } from "../kind.ts";
import { fileStems, mediaTypes } from "../vocabulary/codes.ts";

/** A file whose name, extension, media type and path agree. */
export function fileOf(field: Field): { name: string; stem: string; type: string; extension: string } {
  const random = aspect(field, "file");
  const stem = random.pick(fileStems);
  const isImage = field.context.some((noun) => /^(image|photo|picture|avatar|thumbnail|icon|logo)$/.test(noun));
  const [type, extension] = random.pick(isImage ? mediaTypes.slice(0, 2) : mediaTypes);
  return { name: `${stem}.${extension}`, stem, type, extension };
}

const views = ["Front view", "Side view", "Close-up", "View from above", "In daylight", "Seen from a distance"];

/** Kinds that describe files. */
export const fileKinds: readonly Kind[] = [
  {
    names: phrases("mime type, mime, content type, media type, mimetype, file type, content mime type"),
    text: (field) => [fileOf(field).type, fileOf(field).extension],
  },
  {
    names: phrases(
      "file name, filename, original name, original filename, file, attachment name, document name, blob name, object name, object key, original file name",
    ),
    text: (field) => fileOf(field).name,
  },
  {
    names: phrases("name, title, key"),
    under: phrases("file, document, attachment, upload, asset, blob, artifact"),
    text: (field) => fileOf(field).name,
  },
  {
    names: phrases("extension, file extension, ext, file format, suffix"),
    text: (field) => [fileOf(field).extension, `.${fileOf(field).extension}`],
  },
  {
    names: phrases(
      "path, file path, filepath, directory, folder path, full path, route, location path, storage path, dir, relative path, working directory, url path, source path, pathname, key prefix, request path, storage key",
    ),
    text: (field) => [
      `/documents/${aspect(field, "file").integer(2020, 2025)}/${fileOf(field).name}`,
      `/${fileOf(field).name}`,
    ],
  },
  { names: phrases("alt, alt text, image alt, alternative text, alt tag"), text: (field) => choose(field, views) },
];
