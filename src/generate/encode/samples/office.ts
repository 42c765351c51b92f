import { zipArchive } from "./archive.ts";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packages = "http://schemas.openxmlformats.org/package/2006";
const documents = "http://schemas.openxmlformats.org/officeDocument/2006";

type Namespace = "word" | "sheet" | "slide" | "drawing" | "relations";

/** Namespaces of the parts (ECMA-376 part 1). */
export const namespaces: Readonly<Record<Namespace, string>> = {
  word: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  sheet: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  slide: "http://schemas.openxmlformats.org/presentationml/2006/main",
  drawing: "http://schemas.openxmlformats.org/drawingml/2006/main",
  relations: `${documents}/relationships`,
};

/** One part of a document: its content type below "application/vnd.openxmlformats-officedocument.", and its XML. */
export interface Part {
  readonly type: string;
  readonly xml: string;
  /** Kind and target of what the part refers to; the first is rId1. */
  readonly relations?: readonly (readonly [kind: string, target: string])[];
}

/** An Office Open XML document (ECMA-376 part 2): a ZIP archive of parts, the first of which is the document itself. */
export function officeDocument(parts: Readonly<Record<string, Part>>): Uint8Array {
  const [main = ""] = Object.keys(parts);
  const files: Record<string, string> = {
    "[Content_Types].xml": contentTypes(parts),
    "_rels/.rels": relationships([["officeDocument", main]]),
  };
  for (const [path, { xml, relations }] of Object.entries(parts)) {
    files[path] = head + xml;
    if (relations) files[path.replace(/([^/]+)$/, "_rels/$1.rels")] = relationships(relations);
  }
  return zipArchive(files);
}

function contentTypes(parts: Readonly<Record<string, Part>>): string {
  const overrides = Object.entries(parts).map(
    ([path, { type }]) =>
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return (
    `${head}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${overrides.join("")}</Types>`
  );
}

function relationships(relations: readonly (readonly [kind: string, target: string])[]): string {
  const written = relations.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${documents}/relationships/${kind}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${written.join("")}</Relationships>`;
}
