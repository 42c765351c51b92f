import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface NamedDocument {
  readonly name: string;
  readonly path: string;
}

const PUBLIC_DOCUMENTS = 10;

/** Our own documents; one of the three is the shop, which has every behaviour. */
export function ownDocuments(): NamedDocument[] {
  const folder = fileURLToPath(new URL("../../specs/", import.meta.url));
  return ["shop", "features-3.1", "features-3.2", "probe"].map((name) => ({
    name,
    path: join(folder, `${name}.yaml`),
  }));
}

/** The ten largest of the public documents in HELIX_CORPUS; none where it is not set. */
export function publicDocuments(): NamedDocument[] {
  return allPublicDocuments().slice(0, PUBLIC_DOCUMENTS);
}

/** The public documents in HELIX_CORPUS, the largest first; none where it is not set. */
export function allPublicDocuments(): NamedDocument[] {
  const folder = process.env["HELIX_CORPUS"];
  if (folder === undefined || folder === "") return [];
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    documents: { id: string; entry: string; operations: number }[];
  };
  const bySize = [...manifest.documents].sort((a, b) => b.operations - a.operations);
  return bySize.map(({ id, entry }) => ({ name: id, path: resolve(folder, entry) }));
}
