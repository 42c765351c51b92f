import type { Api } from "../../assemble.ts";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { atPointer, isObject, type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import { referenceInstant } from "../../config.ts";
import type { BrokenValue } from "../../contract/compile/broken-value.ts";
import { repair } from "../../generate/repair.ts";
import { type Change, changesBetween, isSame, type Path, pathIn } from "./changes.ts";

/** What would make a diagnostic go away. */
export interface Fix {
  /** JSON Pointer in the document to what is changed: the example, or what holds the key that is wrong. */
  readonly pointer: string;
  /** From there. */
  readonly changes: readonly Change[];
  /** The same place in the entry file; `undefined` where it stands in another file. */
  readonly at: Path | undefined;
}

/** The fixes by the diagnostics that they belong to. */
export type Fixes = ReadonlyMap<Diagnostic, Fix>;

/**
 * Finds the fixes that can be made without asking: examples and defaults become valid, with as much kept as can be;
 * repeated operation ids get a number; paths get their slash; the version becomes a text.
 */
export async function findFixes(
  api: Api,
  broken: readonly BrokenValue[],
  diagnostics: readonly Diagnostic[],
): Promise<Fixes> {
  const finder = new Finder(api, broken, await api.loaded.asWritten());
  const fixes = new Map<Diagnostic, Fix>();
  for (const diagnostic of diagnostics) {
    const fix = finder.fixOf(diagnostic);
    if (fix && fix.changes.length > 0) fixes.set(diagnostic, fix);
  }
  return fixes;
}

class Finder {
  readonly #api: Api;
  readonly #entry: object;
  readonly #broken: ReadonlyMap<string, BrokenValue>;
  readonly #operationIds: Set<string>;

  constructor(api: Api, broken: readonly BrokenValue[], entry: object) {
    this.#api = api;
    this.#entry = entry;
    this.#broken = new Map([...broken].reverse().map((value) => [value.pointer, value]));
    this.#operationIds = new Set(api.contract.operations.map(({ id }) => id));
  }

  fixOf(diagnostic: Diagnostic): Fix | undefined {
    switch (diagnostic.code) {
      case "example-invalid":
      case "default-invalid":
        return this.#repaired(diagnostic);
      case "operation-id-repeated":
        return this.#renamedOperation(diagnostic);
      case "path-without-slash":
        return this.#renamedPath(diagnostic);
      case "version-not-text":
        return this.#versionText(diagnostic);
      default:
        return undefined;
    }
  }

  #repaired({ pointer }: Diagnostic): Fix | undefined {
    const broken = this.#broken.get(pointer);
    // An item of a stream is no body of it.
    if (!broken || (broken.mediaType && !broken.mediaType.schema)) return undefined;
    const repaired = repair(broken.schema, broken.value, { now: referenceInstant });
    return repaired === undefined ? undefined : this.#fix(pointer, broken.value, repaired);
  }

  #renamedOperation({ pointer }: Diagnostic): Fix | undefined {
    const written = this.#writtenAt(pointer);
    const sharing = this.#api.contract.operations.filter((operation) => `${operation.pointer}/operationId` === pointer);
    // Two paths may refer to one Path Item, whose id cannot differ from itself.
    if (typeof written !== "string" || sharing.length > 1) return undefined;
    let number = 2;
    while (this.#operationIds.has(`${written}_${number}`)) number++;
    this.#operationIds.add(`${written}_${number}`);
    return this.#fix(pointer, written, `${written}_${number}`);
  }

  #renamedPath({ pointer }: Diagnostic): Fix | undefined {
    const [parent, template, ...below] = pointerTokens(pointer);
    const paths = own(this.#entry, "paths");
    if (parent !== "paths" || template === undefined || below.length > 0 || !isObject(paths)) return undefined;
    if (!Object.hasOwn(paths, template) || Object.hasOwn(paths, `/${template}`)) return undefined;
    const renamed = {};
    for (const [key, item] of Object.entries(paths)) setOwn(renamed, key === template ? `/${key}` : key, item);
    return this.#fix("/paths", paths as JsonValue, renamed as JsonValue);
  }

  #versionText({ pointer }: Diagnostic): Fix | undefined {
    const { version } = this.#api.loaded;
    return this.#fix(pointer, this.#writtenAt(pointer) as JsonValue, version === "2.0" ? version : `${version}.0`);
  }

  #writtenAt(pointer: string): unknown {
    return atPointer(this.#entry, pointer) ?? atPointer(this.#entry, this.#api.loaded.originOf(pointer));
  }

  #fix(pointer: string, written: JsonValue, repaired: JsonValue): Fix {
    // Where loading moved nothing, a place is the same in both; what is not found stands in another file.
    const candidates = [pointer, this.#api.loaded.originOf(pointer)];
    const found = candidates.find((candidate) => isSame(atPointer(this.#entry, candidate), written));
    const at = found === undefined ? undefined : pathIn(this.#entry, pointerTokens(found));
    return { pointer, changes: changesBetween(written, repaired), at };
  }
}
