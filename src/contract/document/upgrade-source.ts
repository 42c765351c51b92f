import type { Diagnostics } from "../../base/diagnostic.ts";
import { escapeToken, isObject, own } from "../../base/json.ts";
import { References } from "../schema/reference.ts";
import type { Bundle } from "./bundle.ts";
import type { Origins } from "./origins.ts";

/** A part of the Swagger document, references followed, with where it is written. */
export interface Part {
  readonly node: Readonly<Record<string, unknown>>;
  /** As {@link Origins} has it. */
  readonly at: string;
}

/** A member of a map or of an object with patterned fields. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
  /** `undefined` where it is none, or an extension. */
  readonly part: Part | undefined;
}

/** A Swagger 2.0 document that is being upgraded: follows its references and remembers where made nodes come from. */
export class UpgradeSource {
  readonly diagnostics: Diagnostics;
  readonly #view: Readonly<Record<string, unknown>>;
  readonly #references: References;
  readonly #origins: Origins;

  constructor(document: Readonly<Record<string, unknown>>, bundle: Bundle, diagnostics: Diagnostics) {
    this.diagnostics = diagnostics;
    this.#origins = bundle.origins;
    const { definitions } = document;
    if (isObject(definitions) && !this.#origins.has(definitions)) this.#origins.set(definitions, "/definitions");
    // References were rewritten to final places already: some lie in other files, and definitions have moved.
    this.#view = { ...document, "x-helix-files": bundle.trees, components: { schemas: definitions } };
    this.#references = new References(this.#view);
  }

  /** Follows `$ref`s. One that leads nowhere stays as it is, for compiling to report. */
  follow(value: unknown, at: string): { node: unknown; at: string } {
    const found = this.#references.follow(value, at);
    if ("dangling" in found || found.node === value) return { node: value, at: this.#origin(value) ?? at };
    return { node: found.node, at: this.#origins.of(this.#view, found.pointer) };
  }

  /** The object itself, or the one that its `$ref` leads to; `undefined` where there is none. */
  part(value: unknown, at: string): Part | undefined {
    const { node, at: origin } = this.follow(value, at);
    return isObject(node) && typeof own(node, "$ref") !== "string" ? { node, at: origin } : undefined;
  }

  /** The members of a map as parts, or raw where they are none. Any name may occur. */
  members(map: unknown, at: string): Member[] {
    const part = this.part(map, at);
    return Object.entries(part?.node ?? {}).map(([name, value]) => {
      return { name, value, part: this.part(value, `${part?.at}/${escapeToken(name)}`) };
    });
  }

  /** The same for an object with patterned fields, where extensions stay raw (Swagger 2.0, Patterned Objects). */
  fields(map: unknown, at: string): Member[] {
    return this.members(map, at).map((member) =>
      member.name.startsWith("x-") ? { ...member, part: undefined } : member,
    );
  }

  /** Remembers where a node that was made or moved is written. */
  made<Node extends object>(node: Node, at: string): Node {
    this.#origins.set(node, at);
    return node;
  }

  /** The same for a value that may be a node. */
  moved(value: unknown, at: string): unknown {
    return isObject(value) && !this.#origins.has(value) ? this.made(value, at) : value;
  }

  #origin(value: unknown): string | undefined {
    return isObject(value) ? this.#origins.get(value) : undefined;
  }
}

/** The media types that `consumes` or `produces` lists; `undefined` where it is absent or lists none. */
export function mediaTypes(value: unknown): readonly string[] | undefined {
  const listed = Array.isArray(value) ? value.filter((type) => typeof type === "string") : [];
  return listed.length > 0 ? listed : undefined;
}

/** "multipart/form-data" for "Multipart/Form-Data; boundary=x". */
export function baseType(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}
