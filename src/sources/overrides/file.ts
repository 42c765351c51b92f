import { pointerTokens } from "../../base/json.ts";
import { DocumentError } from "../../contract/document/document-error.ts";
import { parseText } from "../../contract/document/parse.ts";
import { Positions } from "../../contract/document/positions.ts";
import type { OverrideSetting } from "./override.ts";
import { readDefinition } from "./read-definition.ts";
import { OverrideError, sentences } from "./violation.ts";

/** What a file holds, or why it cannot be read: "helix.overrides/users.yaml:7:3: …". */
export type FileReading = { readonly settings: readonly OverrideSetting[] } | { readonly fault: string };

/** Reads the text of a file with one override, or a list of them. @param name - as messages call the file */
export function readOverrideFile(text: string, name: string): FileReading {
  try {
    const { value, syntax } = parseText(text, name);
    const isList = Array.isArray(value);
    let positions: Positions | undefined;
    const locate = (index: number, pointer: string): string => {
      positions ??= new Positions(text, syntax);
      const { line, column } = positions.find([...(isList ? [String(index)] : []), ...pointerTokens(pointer)]);
      return `${name}:${line}:${column}`;
    };
    const faults: string[] = [];
    const settings = (isList ? value : [value]).flatMap((written: unknown, index): OverrideSetting[] => {
      const read = readOne(written, (pointer) => locate(index, pointer));
      if ("definition" in read) return [read];
      faults.push(read.fault);
      return [];
    });
    return faults.length > 0 ? { fault: faults.join("; ") } : { settings };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // An empty file fixes nothing.
    if (error.code === "document-empty") return { settings: [] };
    return { fault: `${error.where}: the file ${error.what}; ${error.remedy}` };
  }
}

function readOne(written: unknown, locate: (pointer: string) => string): OverrideSetting | { readonly fault: string } {
  try {
    return { definition: readDefinition(written), origin: "file", locate };
  } catch (error) {
    if (!(error instanceof OverrideError)) throw error;
    const [first] = error.violations;
    return { fault: `${locate(first?.instancePath ?? "")}: ${sentences(error.violations)}` };
  }
}
