/** Names with their values out of a query, a form or a `Cookie` field, in the order in which they were sent. */
export class Pairs {
  readonly #values = new Map<string, string[]>();
  readonly #grouped = new Map<Separator, ReadonlyMap<string, readonly string[]>>();

  /** @param raw - values are kept as sent, because a style may split them before they are decoded. */
  add(name: string, raw: string): void {
    const values = this.#values.get(name);
    if (values) values.push(raw);
    else this.#values.set(name, [raw]);
    this.#grouped.clear();
  }

  /** All values of a name; empty where it was not sent. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** The names that belong to an object: "filter[a]" to "filter", or "filter.a". */
  below(parameter: string, separator: Separator = "["): readonly string[] {
    // Grouped once: looking through all names for each of thousands of objects would take the square of the time.
    const groups = this.#grouped.get(separator) ?? groupByBase(this.names(), separator);
    this.#grouped.set(separator, groups);
    const group = groups.get(baseOf(parameter, separator)) ?? [];
    return group.filter((name) => name.startsWith(`${parameter}${separator}`));
  }
}

/** What begins the name of a member behind the name of its object. */
export type Separator = "[" | ".";

/** "filter" for "filter[status]"; a name without brackets is its own base. */
export function baseOf(name: string, separator: Separator = "["): string {
  const end = name.indexOf(separator);
  return end > 0 ? name.slice(0, end) : name;
}

function groupByBase(names: readonly string[], separator: Separator): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const base = baseOf(name, separator);
    const group = groups.get(base);
    if (group) group.push(name);
    else groups.set(base, [name]);
  }
  return groups;
}

/** Reads application/x-www-form-urlencoded text. A name that is malformed keeps its escapes: it then matches nothing. */
export function parseFormText(text: string): Pairs {
  const pairs = new Pairs();
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    pairs.add(decodeName(name), equals < 0 ? "" : part.slice(equals + 1));
  }
  return pairs;
}

/** Reads a `Cookie` field (RFC 6265 §4.2.1); what is no pair is left out, as browsers' peers do. */
export function parseCookies(field: string | undefined): Pairs {
  const pairs = new Pairs();
  for (const part of (field ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const value = part.slice(equals + 1).trim();
    const quoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"');
    pairs.add(decodeName(part.slice(0, equals).trim()), quoted ? value.slice(1, -1) : value);
  }
  return pairs;
}

/**
 * Decodes a value of a query or form, where "+" is a space.
 *
 * @throws {URIError} where it is not percent-encoded UTF-8.
 */
export function decodeFormValue(raw: string): string {
  return /[%+]/.test(raw) ? decodeURIComponent(raw.replaceAll("+", " ")) : raw;
}

function decodeName(name: string): string {
  try {
    return decodeFormValue(name);
  } catch {
    return name;
  }
}
