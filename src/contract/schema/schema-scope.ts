import { atPointer, escapeToken, isObject, own, pointerTokens } from "../../base/json.ts";
import { dialectNamed, identifierOf, type SchemaDialect } from "./schema-dialect.ts";

/** The trees of other files hang below this place of the bundled document, each under its number. */
export const FILES_POINTER = "/x-helix-files";

/** `.invalid` never resolves (RFC 6761 §6.4): the base of a document that does not say where it is at home. */
const DOCUMENT_URI = "https://document.invalid";

/** What holds at a place of the document for the schemas there. */
export interface SchemaScope {
  /**
   * Where the schema resource begins: at the nearest `$id` (JSON Schema 2020-12 §4.3.5), else where the schema does
   * that stands in the OpenAPI document, else at the file.
   */
  readonly resource: string;
  /** Whether an `$id` began it: a fragment then starts there. */
  readonly isIdentified: boolean;
  /** Absolute base URI of references. */
  readonly base: string;
  /** By `$schema` or `jsonSchemaDialect`; `undefined` where neither names a known one. */
  readonly dialect: SchemaDialect | undefined;
  /** Whether the place lies in a schema. */
  readonly isSchema: boolean;
}

/** What holds at the root of the document (OAS 3.2 §4.2.2: `$self` is its base URI), or of a file that was bundled in. */
export function rootScope(root: unknown, pointer: string, inherited?: SchemaDialect): SchemaScope {
  const home = uriOfRoot(pointer);
  const self = own(root, "$self");
  const dialect = own(root, "jsonSchemaDialect");
  const base = typeof self === "string" ? resolveUri(self, home) : home;
  const named = typeof dialect === "string" ? dialectNamed(dialect) : inherited;
  return { resource: pointer, isIdentified: false, base, dialect: named, isSchema: false };
}

/** What holds at a node of which `outer` holds around it. */
export function enterNode(outer: SchemaScope, node: unknown, pointer: string): SchemaScope {
  if (!isObject(node)) return outer;
  const isSchema = outer.isSchema || schemaRoot.test(pointer);
  const named = own(node, "$schema");
  const dialect = typeof named === "string" ? dialectNamed(named) : outer.dialect;
  const id = identifierOf(node, dialect)?.replace(/#$/, "");
  if (id !== undefined && id !== "" && !id.startsWith("#")) {
    return { resource: pointer, isIdentified: true, base: resolveUri(id, outer.base), dialect, isSchema: true };
  }
  const begins = isSchema && !outer.isSchema;
  if (!begins && dialect === outer.dialect) return outer;
  return begins ? { ...outer, resource: pointer, dialect, isSchema } : { ...outer, dialect };
}

/** Where a schema begins that is no part of another. */
const schemaRoot = /\/(?:schema|itemSchema|components\/schemas\/[^/]+)$/;

/** What holds at a JSON Pointer: found from the root down, since real documents are not deep. */
export function scopeAt(document: unknown, pointer: string): SchemaScope {
  let scope = rootScope(document, "");
  let node = document;
  let at = "";
  for (const token of pointerTokens(pointer)) {
    node = own(node, token);
    if (node === undefined) break;
    at = `${at}/${escapeToken(token)}`;
    if (fileRoot.test(at)) scope = enterNode(rootScope(node, at, scope.dialect), node, at);
    else scope = enterNode(scope, node, at);
  }
  return scope;
}

const fileRoot = new RegExp(`^${FILES_POINTER}/\\d+$`);

/** The roots of the document and of the files in it. */
export function rootsOf(document: unknown): { node: unknown; pointer: string; scope: SchemaScope }[] {
  const entry = rootScope(document, "");
  const files = atPointer(document, FILES_POINTER);
  const others = Object.entries(isObject(files) ? files : {}).map(([index, node]) => {
    const pointer = `${FILES_POINTER}/${index}`;
    return { node, pointer, scope: enterNode(rootScope(node, pointer, entry.dialect), node, pointer) };
  });
  return [{ node: document, pointer: "", scope: enterNode(entry, document, "") }, ...others];
}

/** A URI that leads to a file of the document, whatever else it is called; 0 is the entry. */
export function fileUri(index: number): string {
  return uriOfRoot(index === 0 ? "" : `${FILES_POINTER}/${index}`);
}

/** The URI of the tree at a pointer. */
export function uriOfRoot(pointer: string): string {
  return `${DOCUMENT_URI}${pointer || "/"}`;
}

/** Resolves a URI reference (RFC 3986 §5); one that cannot be resolved is taken as it stands. */
export function resolveUri(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}
