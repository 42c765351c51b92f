import { fieldOf } from "../../contract/resource/envelope.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { JsonSchema, JsonType, SchemaGraph } from "../../contract/schema/schema.ts";
import { type Merged, mergedOf } from "./merged.ts";
import { namesAddress, namesCount, namesDay, namesId, namesInstant, namesOpaque, namesSerial } from "./owned-name.ts";

/** Formats that only make sense when a computer writes them. */
const machineFormats: ReadonlySet<string> = new Set([
  ...[
    "date-time",
    "date",
    "time",
    "date-time-local",
    "time-local",
    "iso-time",
    "iso-date-time",
    "http-date",
    "unixtime",
  ],
  ...["duration", "uuid", "guid", "uri", "uri-reference", "uri-template", "iri", "iri-reference", "url"],
  ...["byte", "base64", "base64url", "binary", "password", "ipv4", "ipv6", "hostname", "idn-hostname", "mac"],
  ...["json-pointer", "json-pointer-uri-fragment", "relative-json-pointer", "regex", "jwt", "objectid", "ulid"],
]);

/**
 * Whether a member is ours and never the model's: ids and references to other things, moments, sums and positions in a
 * list, addresses, hashes and secrets, and what can have one value only. Judged by name and type, of single values and
 * lists of them; objects are never ours as a whole.
 */
export function isOwned(name: string, node: JsonSchema, graph: SchemaGraph): boolean {
  const merged = mergedOf(graph, node);
  if (merged.values) return merged.values.filter((value) => value !== null).length <= 1 || namesId(name);
  const written = merged.alternatives.filter(({ kinds, types }) => kinds.length > 0 || types === undefined);
  return written.length > 0 && written.every((alternative) => isOurs(name, alternative, graph));
}

function isOurs(name: string, merged: Merged, graph: SchemaGraph): boolean {
  const { kinds, values } = merged;
  if (values) return values.length <= 1 || namesId(name);
  if (kinds.length === 0) return namesId(name);
  return kinds.every((kind) => {
    if (kind === "object") return false;
    return kind === "array" ? isOwnedList(name, merged, graph) : isOwnedSingle(name, kind, merged, graph);
  });
}

function isOwnedSingle(name: string, kind: JsonType, merged: Merged, graph: SchemaGraph): boolean {
  if (hasMachineFormat(merged) || namesId(name) || isAboutList(name, merged, graph)) return true;
  if (namesSerial(name) && isReadOnly(merged, graph)) return true;
  if (kind === "string") return namesDay(name) || namesAddress(name) || namesOpaque(name);
  return kind !== "boolean" && (namesInstant(name) || namesCount(name));
}

function isOwnedList(name: string, merged: Merged, graph: SchemaGraph): boolean {
  const item = merged.item(0);
  if (!item) return true;
  // A list that contains lists of its own kind goes no deeper.
  const isNested = item.kinds.includes("array") || item.choices.length > 0;
  return isNested ? false : isOwned(name, item.node, graph);
}

function hasMachineFormat({ nodes }: Merged): boolean {
  return nodes.some(
    ({ format, contentEncoding, contentMediaType }) =>
      (format !== undefined && machineFormats.has(format.toLowerCase())) ||
      contentEncoding !== undefined ||
      contentMediaType !== undefined,
  );
}

function isReadOnly({ nodes }: Merged, graph: SchemaGraph): boolean {
  return nodes.some((node) => graph.annotations(node).readOnly);
}

/** Names that are about a list only where they stand beside one: houses have a number, and shoes a size. */
const ambiguous: ReadonlySet<string> = new Set(["number", "current", "size", "start", "more", "rows"]);

/** Paging. A bare "first" or "last" is more often part of a name than of a list. */
function isAboutList(name: string, merged: Merged, graph: SchemaGraph): boolean {
  const field = ambiguous.has(plain(name)) ? undefined : fieldOf(graph, name, merged.node, false);
  if (!field) return false;
  return field.as !== undefined || !["self", "first", "last"].includes(field.meaning);
}
