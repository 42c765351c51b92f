import { readFileSync } from "node:fs";
import { dirname, resolve as resolvePath } from "node:path";
import { parse as parseYaml } from "yaml";
import { isTree, join, member, text, walk } from "./tree.ts";

/** Where a node stands: a file and a JSON Pointer within it. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** The place of a node below another. */
export function child(place: Place, ...tokens: (string | number)[]): Place {
  return { file: place.file, pointer: join(place.pointer, ...tokens) };
}

export type Dialect = "2.0" | "3.0" | "3.1" | "3.2";

/** A document with the files that its relative `$ref`s reach, as written. */
export interface Document {
  readonly root: Place;
  readonly dialect: Dialect;
  at(place: Place): unknown;
  /** The place behind a `$ref` found at `from`; `undefined` where it dangles or is remote. */
  resolve(ref: string, from: Place): Place | undefined;
  /** Follows `$ref`s until something else stands there; `undefined` for a dangling or circular chain. */
  follow(place: Place): Place | undefined;
}

/** Reads a document (a path, or the tree itself) for judging: its own loader, so that a fault of Helix's shows. */
export function openDocument(source: string | object): Document {
  const path = typeof source === "string" ? source : "memory";
  const files = new Map<string, unknown>(typeof source === "string" ? [] : [[resolvePath(path), source]]);
  const names = new Map<string, Map<string, string>>();
  const root: Place = { file: resolvePath(path), pointer: "" };

  function contentOf(file: string): unknown {
    if (!files.has(file)) files.set(file, readTree(file));
    return files.get(file);
  }
  function at(place: Place): unknown {
    return walk(contentOf(place.file), place.pointer);
  }
  function namesOf(file: string): Map<string, string> {
    let known = names.get(file);
    if (known === undefined) {
      known = new Map();
      names.set(file, known);
      collectNames(contentOf(file), "", known, 0);
    }
    return known;
  }

  function resolve(ref: string, from: Place): Place | undefined {
    const hash = ref.indexOf("#");
    const base = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = decode(hash < 0 ? "" : ref.slice(hash + 1));
    const start = base === "" ? { file: from.file, pointer: "" } : locate(base, from);
    if (start === undefined) return undefined;
    const found = fragment === "" ? start : withinFile(start, fragment);
    return found !== undefined && at(found) !== undefined ? found : undefined;
  }

  function locate(base: string, from: Place): Place | undefined {
    const named = namesOf(from.file).get(base);
    if (named !== undefined) return { file: from.file, pointer: named };
    if (/^[a-z][a-z0-9+.-]*:/i.test(base)) return undefined;
    const file = resolvePath(dirname(from.file), decode(base));
    return contentOf(file) === undefined ? undefined : { file, pointer: "" };
  }

  function withinFile(start: Place, fragment: string): Place | undefined {
    if (fragment.startsWith("/")) return { file: start.file, pointer: start.pointer + fragment };
    const pointer = namesOf(start.file).get(`#${fragment}`);
    return pointer === undefined ? undefined : { file: start.file, pointer };
  }

  function follow(place: Place): Place | undefined {
    let current: Place | undefined = place;
    for (let hops = 0; current !== undefined && hops < 100; hops++) {
      const ref = text(at(current), "$ref");
      if (ref === undefined) return current;
      current = resolve(ref, current);
    }
    return undefined;
  }

  return { root, dialect: dialectOf(contentOf(root.file)), at, resolve, follow };
}

function readTree(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(content);
  } catch {
    return parseYaml(content, { uniqueKeys: false, maxAliasCount: -1, logLevel: "error" });
  }
}

function dialectOf(root: unknown): Dialect {
  const version = String(member(root, "openapi") ?? member(root, "swagger"));
  for (const dialect of ["3.2", "3.1", "3.0"] as const) if (version.startsWith(dialect)) return dialect;
  return "2.0";
}

/** `$anchor`s as "#name", `$id`s and `$self` as written: first one wins. Examples are data and are left out. */
function collectNames(node: unknown, pointer: string, names: Map<string, string>, depth: number): void {
  if (depth > 200 || typeof node !== "object" || node === null) return;
  for (const key of ["$anchor", "$dynamicAnchor"]) {
    const name = text(node, key);
    if (name !== undefined && !names.has(`#${name}`)) names.set(`#${name}`, pointer);
  }
  for (const key of ["$id", "$self"]) {
    const name = text(node, key)?.replace(/#$/, "");
    if (name !== undefined && !names.has(name)) names.set(name, pointer);
  }
  for (const [key, value] of Object.entries(node)) {
    const isData = isTree(node) && /^(examples?|default|enum|const|x-.*)$/.test(key);
    if (!isData) collectNames(value, join(pointer, key), names, depth + 1);
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
