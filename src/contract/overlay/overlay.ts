import { isObject, own } from "../../base/json.ts";
import { DocumentError, quoted } from "../document/document-error.ts";
import { Positions } from "../document/positions.ts";
import type { SourceFile } from "../document/source-file.ts";
import { OverlayFault } from "./budget.ts";
import type { JsonPath, JsonPaths } from "./json-path.ts";

/** An Action Object (Overlay 1.1 §4.4.3). */
export interface Action {
  readonly target: JsonPath;
  readonly change:
    | { readonly kind: "remove" }
    | { readonly kind: "update"; readonly value: unknown }
    | { readonly kind: "copy"; readonly from: JsonPath }
    /** Says nothing of what is to be done. */
    | { readonly kind: "none" };
}

/** A list of changes to a document (Overlay Specification 1.0 and 1.1). */
export interface Overlay {
  readonly file: SourceFile;
  /** The document that it was written for, as written. */
  readonly extends: string | undefined;
  readonly actions: readonly Action[];
}

/**
 * Reads an overlay out of a parsed file. Only what is needed to apply it is asked for.
 *
 * @throws {DocumentError} with the code "overlay-invalid", and its place, when it is none.
 */
export function readOverlay(file: SourceFile, paths: JsonPaths): Overlay {
  const { value } = file;
  const version = own(value, "overlay");
  if (version === undefined) throw invalid(file, [], "declares no version", 'begin it with "overlay: 1.1.0"');
  if (!/^1\.[01](\.|$)/.test(typeof version === "number" ? version.toFixed(1) : String(version))) {
    throw invalid(file, ["overlay"], `declares the version ${quoted(version)}`, "write it as Overlay 1.0 or 1.1");
  }
  const actions = own(value, "actions");
  if (!Array.isArray(actions) || actions.length === 0) {
    throw invalid(file, ["actions"], "has no list of actions", "give actions, each with a target and a change");
  }
  const extended = own(value, "extends");
  return {
    file,
    extends: typeof extended === "string" ? extended : undefined,
    actions: actions.map((action, index) => readAction(action, ["actions", String(index)], file, paths)),
  };
}

function readAction(action: unknown, at: readonly string[], file: SourceFile, paths: JsonPaths): Action {
  const compile = (field: string, text: unknown): JsonPath => {
    if (typeof text !== "string") {
      throw invalid(file, [...at, field], `has a ${field} that is no text`, "write a JSONPath (RFC 9535) in quotes");
    }
    try {
      return paths.compile(text);
    } catch (error) {
      if (!(error instanceof OverlayFault)) throw error;
      throw invalid(file, [...at, field], `has the ${field} ${quoted(text)}, which ${error.message}`, "see RFC 9535");
    }
  };
  if (!isObject(action)) throw invalid(file, at, "has an action that is no object", "give it a target and a change");
  const { remove, update, copy } = action;
  if (remove !== undefined && typeof remove !== "boolean") {
    throw invalid(file, [...at, "remove"], `has remove: ${quoted(remove)}`, "write true or false");
  }
  const target = compile("target", own(action, "target"));
  if (remove === true) return { target, change: { kind: "remove" } };
  if (update !== undefined) return { target, change: { kind: "update", value: update } };
  return { target, change: copy === undefined ? { kind: "none" } : { kind: "copy", from: compile("copy", copy) } };
}

/** An error about a place of the overlay. */
export function invalid(file: SourceFile, tokens: readonly string[], what: string, remedy: string): DocumentError {
  const { line, column } = new Positions(file.text, file.syntax).find(tokens);
  const error = new DocumentError("overlay-invalid", `${file.label}:${line}:${column}`, what, remedy, "overlay");
  error.excerpt = { line, column, text: file.text };
  return error;
}
