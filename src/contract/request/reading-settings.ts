import type { ArrayFormat, ObjectFormat } from "../../config.ts";

/** How clients write lists and objects, whatever the document says; "auto" is as the document says. */
export interface ClientFormats {
  readonly array: ArrayFormat;
  readonly object: ObjectFormat;
}

/** How requests are read beyond what the document says. */
export interface ReadingSettings {
  /** Most bytes of a body once it is decompressed. */
  readonly maxBody: number;
  /** Whether parameters and properties that the document does not declare are violations. */
  readonly strict: boolean;
  readonly query: ClientFormats;
  /** For forms, URL-encoded or multipart. */
  readonly form: ClientFormats;
}

const asDeclared: ClientFormats = { array: "auto", object: "auto" };

export const usualReading: ReadingSettings = {
  maxBody: 10 * 1024 ** 2,
  strict: false,
  query: asDeclared,
  form: asDeclared,
};
