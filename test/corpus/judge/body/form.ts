import { type Evidence, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { type Member, memberNames, memberOf } from "./members.ts";
import { isStructured, typed } from "./typed.ts";
import { type View, viewOf } from "./view.ts";
import { judgeMembers } from "./whole.ts";

type Pairs = readonly (readonly [string, string])[];

/** A form as an object, each member read as its Encoding Object says (OAS 3.1 §4.8.15, Appendix C). */
export async function readForm(evidence: Evidence): Promise<Reading> {
  const { document, media } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  if (media.schema === undefined && media.fields === undefined) {
    return { value: body, complaints: [], unjudged: "no schema: any form is right" };
  }
  const raw: Pairs = body
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => [decode(pair.split("=")[0] ?? ""), pair.slice(pair.indexOf("=") + 1)] as const);
  if (raw.some(([, value]) => /%(?![0-9A-Fa-f]{2})/.test(value))) return rejected("a stray % in the form");
  const reader = new FormReader(evidence);
  const names = new Set([...memberNames(document, media), ...raw.map(([name]) => name.replace(/\[.*/s, ""))]);
  const pairs: [string, unknown][] = [];
  for (const name of names) {
    const value = reader.member(name, raw);
    if (value !== undefined) pairs.push([name, value]);
  }
  const value = Object.fromEntries(pairs);
  const complaints = await judgeMembers(evidence, value);
  const isWholeOpen = media.schema !== undefined && viewOf(document, media.schema).ambiguous;
  return { value, complaints, ambiguous: reader.ambiguous || isWholeOpen };
}

const SEPARATORS: Readonly<Record<string, RegExp>> = {
  form: /,/,
  spaceDelimited: /%20|\+/,
  pipeDelimited: /\||%7C/i,
  tabDelimited: /%09/,
};

class FormReader {
  ambiguous = false;
  readonly #evidence: Evidence;

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
  }

  member(name: string, raw: Pairs): unknown {
    const member = memberOf(this.#evidence.document, this.#evidence.media, name);
    const { view } = member;
    const values = raw.filter(([key]) => key === name).map(([, value]) => value);
    const isObject = view?.types.has("object") === true;
    const style = member.encoding?.style ?? "form";
    if (isObject && style === "deepObject") return this.#deep(name, view, raw);
    if (isObject && member.encoding?.style === "form" && member.encoding.explode !== false) {
      const inner = raw.filter(([key]) => view.properties.has(key));
      return inner.length === 0 ? undefined : this.#object(view, inner);
    }
    if (values.length === 0) return undefined;
    return this.#value(member, view, values, style);
  }

  #value(member: Member, view: View | undefined, values: readonly string[], style: string): unknown {
    const separator = SEPARATORS[style] ?? /,/;
    const isJson = /json/.test(member.encoding?.contentType ?? "");
    if (view?.types.has("array")) return this.#list(member, view, values, separator);
    if (view?.types.has("object") && member.encoding?.style !== undefined) {
      const parts = (values[0] ?? "").split(separator);
      const pairs = parts.flatMap((part, at) => (at % 2 === 0 ? [[decode(part), parts[at + 1] ?? ""] as const] : []));
      return this.#object(view, pairs);
    }
    const text = decode(values.at(-1) ?? "");
    if (isJson || isStructured(view)) return parseJson(text)?.value ?? text;
    return this.#typed(text, view);
  }

  /** Lists without explosion, as most of Swagger 2.0 are, have one field; others one for each item; or they are JSON. */
  #list({ encoding }: Member, view: View, values: readonly string[], separator: RegExp): unknown {
    const [first = ""] = values;
    const whole = values.length === 1 ? parseJson(decode(first))?.value : undefined;
    if (Array.isArray(whole)) {
      // Where items are texts, this may be one.
      const item = view.items && viewOf(this.#evidence.document, view.items);
      if (!/json/.test(encoding?.contentType ?? "") && item?.types.has("string") !== false) this.ambiguous = true;
      return whole;
    }
    const parts = encoding?.explode === false ? first.split(separator) : values;
    return parts.map((part) => this.#scalar(decode(part), view.items));
  }

  #deep(name: string, view: View, raw: Pairs): unknown {
    const inner = raw.flatMap(([key, value]) => {
      const found = key.startsWith(`${name}[`) && key.endsWith("]") ? key.slice(name.length + 1, -1) : undefined;
      return found === undefined ? [] : [[found, value] as const];
    });
    return inner.length === 0 ? undefined : this.#object(view, inner);
  }

  #object(view: View, pairs: Pairs): unknown {
    return Object.fromEntries(
      pairs.map(([key, value]) => [key, this.#scalar(decode(value), view.properties.get(key) ?? view.additional)]),
    );
  }

  #scalar(text: string, place: View["items"]): unknown {
    const view = place && viewOf(this.#evidence.document, place);
    if (isStructured(view)) return parseJson(text)?.value ?? text;
    return this.#typed(text, view);
  }

  #typed(text: string, view: View | undefined): unknown {
    const { value, ambiguous } = typed(text, view);
    if (ambiguous) this.ambiguous = true;
    return value;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
