import type { Diagnostics, Severity } from "../../base/diagnostic.ts";
import { escapeToken, isObject, kindOf } from "../../base/json.ts";
import { isKnownDangling, type References } from "../schema/reference.ts";
import type { Direction, Schema } from "../schema/schema.ts";
import type { Schemas } from "../schema/schema-graph.ts";

/** An object of the document with the place where it really stands, `$ref`s followed. */
export interface Placed {
  readonly node: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}

/** What every compile step shares: how to follow references, make schemas and report what is broken. */
export class CompileContext {
  readonly references: References;
  readonly schemas: Schemas;
  readonly diagnostics: Diagnostics;
  readonly #isReversed: boolean;
  readonly #components = new Map<string, unknown>();
  /** `links` as written of the responses that have some, by the response's pointer. */
  readonly links: Map<string, unknown> = new Map();

  constructor(references: References, schemas: Schemas, diagnostics: Diagnostics, isReversed = false) {
    this.references = references;
    this.schemas = schemas;
    this.diagnostics = diagnostics;
    this.#isReversed = isReversed;
  }

  /** The same for what the API asks of its clients: its requests are read as what the server sends. */
  reversed(): CompileContext {
    return new CompileContext(this.references, this.schemas, this.diagnostics, !this.#isReversed);
  }

  /** The object at a place, or `undefined` with a diagnostic where there is none or its `$ref` leads nowhere. */
  object(value: unknown, pointer: string): Placed | undefined {
    const found = this.references.follow(value, pointer);
    if ("dangling" in found) {
      if (isKnownDangling(found.dangling)) return undefined;
      this.report("error", "ref-dangling", pointer, {
        message: `nothing stands at ${JSON.stringify(found.dangling)}`,
        remedy: "point $ref at something that exists; until then this part is left out",
      });
      return undefined;
    }
    if (isObject(found.node)) return { node: found.node, pointer: found.pointer };
    if (found.node !== undefined) {
      this.report("error", "not-an-object", pointer, {
        message: `an object is expected here, not ${kindOf(found.node)}`,
        remedy: "see the OpenAPI Specification for what may stand here; until then this part is left out",
      });
    }
    return undefined;
  }

  /**
   * The objects whose fields an object has: its own, if it has any beside `$ref`, then those of what it refers to.
   * Path Items may have both (OAS 3.1 §4.8.9.1).
   */
  layers(value: unknown, pointer: string): Placed[] {
    const isLayered = isObject(value) && typeof value["$ref"] === "string" && Object.keys(value).length > 1;
    const found = this.object(value, pointer);
    return [...(isLayered ? [{ node: value, pointer }] : []), ...(found ? [found] : [])];
  }

  /** The entries of an object with patterned fields, each with its layers. */
  layeredFields(value: unknown, pointer: string): [string, Placed[]][] {
    const map = value === undefined ? undefined : this.object(value, pointer);
    return Object.entries(map?.node ?? {}).flatMap(([key, entry]): [string, Placed[]][] => {
      const layers = key.startsWith("x-") ? [] : this.layers(entry, `${map?.pointer}/${escapeToken(key)}`);
      return layers.length > 0 ? [[key, layers]] : [];
    });
  }

  /** The entries of a map (a missing one has none), each followed to the object that it stands for. Any name may occur. */
  entries(value: unknown, pointer: string): [string, Placed][] {
    return this.#entries(value, pointer, () => true);
  }

  /** The entries of an object with patterned fields: beside a map's it may have extensions (OAS 3.1 §4.9). */
  fields(value: unknown, pointer: string): [string, Placed][] {
    return this.#entries(value, pointer, (key) => !key.startsWith("x-"));
  }

  #entries(value: unknown, pointer: string, isEntry: (key: string) => boolean): [string, Placed][] {
    if (value === undefined) return [];
    const map = this.object(value, pointer);
    if (!map) return [];
    const found: [string, Placed][] = [];
    for (const [key, entry] of Object.entries(map.node)) {
      if (!isEntry(key)) continue;
      const placed = this.object(entry, `${map.pointer}/${escapeToken(key)}`);
      if (placed) found.push([key, placed]);
    }
    return found;
  }

  /**
   * Compiles an object once, however many places refer to it, if it is a component. Compiled objects are immutable.
   *
   * @param key - tells apart what is made of the same object
   */
  once<Compiled>({ pointer }: Placed, key: string, compile: () => Compiled): Compiled {
    if (!pointer.startsWith("/components/")) return compile();
    const place = `${key} ${pointer}`;
    if (!this.#components.has(place)) this.#components.set(place, compile());
    return this.#components.get(place) as Compiled;
  }

  schema(value: unknown, pointer: string, direction: Direction): Schema | undefined {
    if (value === undefined) return undefined;
    return this.schemas.at(pointer, this.#isReversed === (direction === "request") ? "response" : "request");
  }

  report(severity: Severity, code: string, pointer: string, words: { message: string; remedy: string }): void {
    this.diagnostics.add({ severity, code, pointer, ...words });
  }
}
