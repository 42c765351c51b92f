import { CORE_SCHEMA, constructFromEvents, EVENT_ID, mergeTag, parseEvents, YAMLException } from "js-yaml";
import type { Diagnostic, SourcePosition } from "../../base/diagnostic.ts";
import { parseJsonText } from "../../base/json.ts";
import { DocumentError, type SourceExcerpt } from "./document-error.ts";
import { lineAndColumn } from "./text-position.ts";

/** How deep a document may nest, aliases followed. Real ones stay below 100; whatever walks a document recurses this far. */
export const MAX_NESTING = 500;

/** How many values the aliases of one file may add when they are written out: a few lines can stand for billions. */
export const MAX_ALIASED_VALUES = 2_000_000;

/**
 * How many lines and commas a text may have, in JSON commas alone. Each may stand for a value, and a value takes hundreds
 * of bytes while YAML is parsed: 50 MB of nothing but them would end the process. Real documents stay below a million.
 */
export const MAX_SEPARATORS = { yaml: 3_000_000, json: 10_000_000 } as const;

/** How many keys `<<` may copy in one file. */
const MAX_MERGED_KEYS = 100_000;

/** YAML 1.2 core: dates, `on` and `yes` stay strings, custom tags are refused. Merge keys are YAML 1.1 but common. */
const schema = CORE_SCHEMA.withTags(mergeTag);

export type Syntax = "json" | "yaml";

/** Something odd about a text that could be read all the same. */
export type Remark = Omit<Diagnostic, "pointer">;

export interface ParsedText {
  readonly value: unknown;
  readonly syntax: Syntax;
  readonly remarks: readonly Remark[];
}

/**
 * Parses the text of one file, JSON or YAML. `__proto__` is an ordinary key of the result.
 *
 * @param label names the file in messages; its extension decides nothing but what is tried first.
 * @throws {DocumentError} when the text is neither, or exceeds a limit.
 */
export function parseText(text: string, label: string): ParsedText {
  if (text.trim() === "") throw empty(label);
  if (!/^\s*[{[]/.test(text) && !/\.json$/i.test(label)) return parseYaml(text, label);
  const parsed = parseJsonText(text, MAX_NESTING, MAX_SEPARATORS.json);
  if ("value" in parsed) return { value: parsed.value, syntax: "json", remarks: [] };
  if (parsed.refusal.reason === "depth") throw tooDeep(label);
  if (parsed.refusal.reason === "size") throw tooLarge(label, parsed.refusal.message);
  // V8 quotes the text around the mistake, line breaks and all.
  return parseAlmostJson(text, label, parsed.refusal.message.replace(/\s+/g, " "));
}

/** Comments and trailing commas are YAML. Where YAML fails as well, the complaint about the JSON is the better one. */
function parseAlmostJson(text: string, label: string, complaint: string): ParsedText {
  const position = jsonPosition(text, complaint);
  let parsed: ParsedText;
  try {
    parsed = parseYaml(text, label);
  } catch (error) {
    throw position ? invalid(label, { ...position, text }, "JSON", complaint) : error;
  }
  // YAML may begin with a brace too.
  if (/\.ya?ml$/i.test(label)) return parsed;
  const remark: Remark = {
    code: "json-invalid",
    severity: "error",
    message: `the text is not valid JSON (${complaint}); it was read as YAML`,
    remedy: "correct the JSON, or name the file .yaml",
    position,
  };
  return { ...parsed, remarks: [remark, ...parsed.remarks] };
}

function parseYaml(text: string, label: string): ParsedText {
  checkSeparators(text, label);
  const remarks: Remark[] = [];
  try {
    const events = parseEvents(text, { maxDepth: MAX_NESTING });
    const [value, ...others] = construct(events, text, remarks);
    if (value === undefined) throw empty(label);
    if (others.length > 0) remarks.push(severalDocuments(others.length));
    if (events.some((event) => event.type === EVENT_ID.ALIAS)) checkAliases(value, label);
    return { value, syntax: "yaml", remarks };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.includes("maxDepth")) throw tooDeep(label);
    throw invalid(label, { ...positionOf(error), text }, "YAML", error.reason);
  }
}

/** Repeated keys are a mistake that other tools let pass: the last one counts, as in JSON. */
function construct(events: ReturnType<typeof parseEvents>, source: string, remarks: Remark[]): unknown[] {
  const options = { source, schema, maxTotalMergeKeys: MAX_MERGED_KEYS };
  try {
    return constructFromEvents(events, options);
  } catch (error) {
    if (!(error instanceof YAMLException) || !error.reason.startsWith("duplicated mapping key")) throw error;
    remarks.push({
      code: "key-repeated",
      severity: "warning",
      message: "this repeats a key of the same map; the last one counts",
      remedy: "remove or rename one of the two",
      position: positionOf(error),
    });
    return constructFromEvents(events, { ...options, json: true });
  }
}

function severalDocuments(others: number): Remark {
  return {
    code: "yaml-several-documents",
    severity: "warning",
    message: `${others} more YAML document${others === 1 ? "" : "s"} after "---" in the same file are not read`,
    remedy: "give each document its own file",
  };
}

interface Extent {
  /** How many values there are when aliases are written out. */
  readonly size: number;
  readonly height: number;
}

/** Aliases share nodes, so the value itself is small; what walks or prints it later is not. */
function checkAliases(root: unknown, label: string): void {
  const known = new Map<object, Extent | undefined>();
  let written = 0;
  const measure = (value: unknown): Extent => {
    if (typeof value !== "object" || value === null) return { size: 1, height: 0 };
    const before = known.get(value);
    if (before) return before;
    if (known.has(value)) throw aliasError(label, "contains itself through a YAML alias", "write a $ref instead");
    known.set(value, undefined);
    let size = 1;
    let height = 0;
    for (const child of Object.values(value)) {
      const extent = measure(child);
      size += extent.size;
      height = Math.max(height, extent.height);
      written++;
    }
    const extent = { size, height: height + 1 };
    if (extent.height > MAX_NESTING) throw tooDeep(label);
    known.set(value, extent);
    return extent;
  };
  if (measure(root).size - written > MAX_ALIASED_VALUES) {
    const what = `grows by more than ${MAX_ALIASED_VALUES} values when its YAML aliases are written out`;
    throw aliasError(label, what, "use fewer aliases");
  }
}

function checkSeparators(text: string, label: string): void {
  // Others are counted: once there are enough of them, the rest of the text cannot hold too many.
  let others = 0;
  const enough = text.length - MAX_SEPARATORS.yaml;
  for (let index = 0; index < text.length && others < enough; index++) {
    const code = text.charCodeAt(index);
    if (code !== 0x0a && code !== 0x0d && code !== 0x2c) others++;
  }
  if (others < enough) throw tooLarge(label, `has more than ${MAX_SEPARATORS.yaml} lines and commas`);
}

function tooLarge(label: string, what: string): DocumentError {
  return new DocumentError("document-too-large", label, what, "split it into several files");
}

function empty(label: string): DocumentError {
  return new DocumentError("document-empty", label, "is empty", "write an OpenAPI document into it");
}

function aliasError(label: string, what: string, remedy: string): DocumentError {
  return new DocumentError("document-aliases", label, what, remedy);
}

function tooDeep(label: string): DocumentError {
  const what = `is nested deeper than ${MAX_NESTING} levels`;
  return new DocumentError("document-too-deep", label, what, "move inner parts to components and refer to them");
}

function invalid(label: string, excerpt: SourceExcerpt, syntax: string, reason: string): DocumentError {
  const where = `${label}:${excerpt.line}:${excerpt.column}`;
  const error = new DocumentError(
    "document-syntax",
    where,
    `is not valid ${syntax} (${reason})`,
    "correct the text there",
  );
  error.excerpt = excerpt;
  return error;
}

function positionOf({ mark }: YAMLException): SourcePosition {
  return mark ? { line: mark.line + 1, column: mark.column + 1 } : { line: 1, column: 1 };
}

/** V8 names the offset, or the end of the text; for short texts it names neither. */
function jsonPosition(text: string, complaint: string): SourcePosition | undefined {
  const offset = complaint.includes("end of JSON") ? text.length : /at position (\d+)/.exec(complaint)?.[1];
  return offset === undefined ? undefined : lineAndColumn(text, Number(offset));
}
