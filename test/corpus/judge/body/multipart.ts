import { make, type PartInfo } from "multipasta";
import type { Complaint } from "../complaint.ts";
import { judgeHeader } from "../header.ts";
import { covers, kindOf } from "../media-type.ts";
import type { Encoding, Media } from "../reading.ts";
import { type Evidence, fault, octets, type Reading, rejected } from "./evidence.ts";
import { memberOf } from "./members.ts";
import { isStructured, typed } from "./typed.ts";
import { type View, viewOf } from "./view.ts";
import { judgeMembers } from "./whole.ts";

interface Part {
  readonly name: string;
  readonly contentType: string | undefined;
  readonly isFile: boolean;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Takes multipart content apart (RFC 2046 §5.1); everything malformed is a fault. */
export function parseMultipart(bytes: Uint8Array, boundary: string): { parts: Part[]; faults: string[] } {
  const parts: Part[] = [];
  const faults: string[] = [];
  let isDone = false;
  const parser = make({
    headers: { "content-type": `multipart/form-data; boundary="${boundary}"` },
    isFile: () => true,
    onField: () => {},
    onFile: (info) => {
      const chunks: Uint8Array[] = [];
      return (chunk) => {
        if (chunk !== null) chunks.push(chunk.slice());
        else parts.push(partOf(info, Buffer.concat(chunks)));
      };
    },
    onError: (error) => faults.push(error._tag),
    onDone: () => {
      isDone = true;
    },
  });
  parser.write(bytes);
  parser.end();
  if (!isDone && faults.length === 0) faults.push("no closing delimiter");
  if (!Buffer.from(bytes).includes(`--${boundary}--`)) faults.push("no closing delimiter");
  return { parts, faults };
}

function partOf(info: PartInfo, bytes: Uint8Array): Part {
  const headers = new Headers();
  for (const [name, values] of Object.entries(info.headers)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  const contentType = headers.get("content-type") ?? undefined;
  // So do browsers write these, and no others (HTML §4.10.21.8).
  const name = info.name.replaceAll(/%(?:22|0D|0A)/gi, decodeURIComponent);
  return { name, contentType, isFile: info.filename !== undefined, headers, bytes };
}

/**
 * Multipart content as an object of its named parts, or as a list of its parts in order (OAS 3.2 §4.14.5). Each part is
 * judged as a body of its own type, and its type by the Encoding Object.
 */
export async function readMultipart(evidence: Evidence): Promise<Reading> {
  const { document, media, type, bytes } = evidence;
  const boundary = type.parameters.get("boundary");
  if (boundary === undefined || boundary === "") return rejected("no boundary in the Content-Type");
  const { parts, faults } = parseMultipart(bytes, boundary);
  if (faults.length > 0) return rejected(...faults.map((each) => `malformed multipart: ${each}`));
  const isForm = type.essence === "multipart/form-data";
  if (isForm && parts.some(({ name }) => name === "")) return rejected("a part of a form without a name");
  const view = media.schema && viewOf(document, media.schema);
  if (view === undefined && media.itemSchema === undefined && media.fields === undefined) {
    return { complaints: [], unjudged: "no schema: any parts are right" };
  }
  const isList = media.itemSchema !== undefined || (view?.types.has("array") === true && !isForm);
  const reader = new PartsReader(evidence);
  return isList ? reader.list(parts, view) : reader.object(parts);
}

class PartsReader {
  readonly #evidence: Evidence;
  readonly #complaints: Complaint[] = [];
  #ambiguous = false;
  /** Some complaint does not depend on what was open. */
  #isSure = false;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
  }

  async list(parts: readonly Part[], view: View | undefined): Promise<Reading> {
    const { document, judge, media } = this.#evidence;
    const items: unknown[] = [];
    for (const [index, part] of parts.entries()) {
      const place = view?.prefix[index] ?? view?.items ?? media.itemSchema;
      const encoding = media.encodings?.prefix[index] ?? media.encodings?.item;
      const known = { place, view: place && viewOf(document, place), encoding };
      items.push(await this.#part(part, known, `part ${index}`));
    }
    if (parts.length === 0 && media.itemSchema === undefined) this.#complain("no part");
    if (media.schema !== undefined) this.#complaints.push(...(await judge.complaints(media.schema, items)));
    if (media.itemSchema !== undefined) {
      for (const item of items) this.#complaints.push(...(await judge.complaints(media.itemSchema, item)));
    }
    return { value: items, complaints: this.#complaints, ambiguous: this.#ambiguous && !this.#isSure };
  }

  async object(parts: readonly Part[]): Promise<Reading> {
    const { document, media } = this.#evidence;
    const pairs: [string, unknown][] = [];
    for (const name of new Set(parts.map((part) => part.name))) {
      const group = parts.filter((part) => part.name === name);
      const { place, view, encoding } = memberOf(document, media, name);
      // A list is one part for each item, unless one part is the whole list as JSON.
      const isList = view?.types.has("array") === true && !isWholeList(group);
      const each = isList ? view.items : place;
      const known = { place: each, view: isList ? each && viewOf(document, each) : view, encoding };
      const values: unknown[] = [];
      for (const part of group) values.push(await this.#part(part, known, name));
      if (!isList && group.length > 1) this.#complain(`${name} more than once`);
      pairs.push([name, isList ? values : values[0]]);
    }
    const value = Object.fromEntries(pairs);
    this.#complaints.push(...(await judgeMembers(this.#evidence, value)));
    return { value, complaints: this.#complaints, ambiguous: this.#ambiguous && !this.#isSure };
  }

  /** Judges one part by its type; @returns its value. */
  async #part(part: Part, known: Known, name: string): Promise<unknown> {
    const { place, view, encoding } = known;
    this.#checkType(part, known, name);
    await this.#checkHeaders(part, encoding, name);
    const type = part.contentType ?? (part.isFile ? "application/octet-stream" : "text/plain");
    const kind = kindOf(type);
    // Whether a style counts in multipart content depends on the version, and on whom one asks (OAS 3.1 §4.8.15.1.2).
    if (encoding?.style !== undefined && isStructured(view)) this.#ambiguous = true;
    else if (kind === "text" && view?.types.has("object") && !view.types.has("string")) {
      this.#complain(`${name} is an object written as text`);
    }
    if (kind === "text" || kind === "csv") return this.#text(part, view);
    const media: Media = { range: type, schema: place, examples: [], encodings: encoding?.nested };
    const { complaints, value, ambiguous } = await this.#evidence.again(media, type, part.bytes);
    // JSON where a text is declared may be meant, or be the text.
    const isOpen = kind === "json" && view?.types.has("string") && typeof value !== "string";
    if (ambiguous || isOpen) this.#ambiguous = true;
    else if (complaints.length > 0) this.#isSure = true;
    for (const complaint of complaints)
      this.#complaints.push({ ...complaint, pointer: `/${name}${complaint.pointer}` });
    return value === undefined ? octets(part.bytes) : value;
  }

  #text(part: Part, view: View | undefined): unknown {
    const text = new TextDecoder().decode(part.bytes);
    const { value, ambiguous } = typed(text, view);
    if (ambiguous) this.#ambiguous = true;
    return value;
  }

  /** The type that the Encoding Object wants; without one, objects are JSON (OAS 3.1 §4.8.15.1.1). */
  #checkType({ contentType }: Part, { encoding, view }: Known, name: string): void {
    const given = contentType ?? "text/plain";
    const wanted = encoding?.contentType?.split(",").map((range) => range.trim());
    if (wanted !== undefined) {
      if (!wanted.some((range) => covers(range, given)))
        this.#complain(`${name} is ${given}, not ${wanted.join(", ")}`);
      return;
    }
    if (encoding?.style !== undefined) return;
    const isOther = isStructured(view) && view?.types.size === 1 && /^(text|image|audio|video)\//.test(given);
    if (isOther && contentType !== undefined) this.#complain(`${name} is ${given}, not JSON`);
  }

  async #checkHeaders({ headers }: Part, encoding: Encoding | undefined, name: string): Promise<void> {
    for (const field of encoding?.headers ?? []) {
      const value = headers.get(field.name);
      if (value === null && field.required) this.#complain(`${name} is without ${field.name}`);
      if (value === null) continue;
      for (const { rule } of await judgeHeader(this.#evidence.judge, field, value)) {
        this.#complain(`${name}: ${field.name}: ${value}: ${rule}`);
      }
    }
  }

  #complain(rule: string): void {
    this.#isSure = true;
    this.#complaints.push(fault(rule));
  }
}

interface Known {
  readonly place: Media["schema"];
  readonly view: View | undefined;
  readonly encoding: Encoding | undefined;
}

function isWholeList(group: readonly Part[]): boolean {
  const [only, second] = group;
  if (only === undefined || second !== undefined || kindOf(only.contentType ?? "") !== "json") return false;
  return new TextDecoder().decode(only.bytes).trimStart().startsWith("[");
}
