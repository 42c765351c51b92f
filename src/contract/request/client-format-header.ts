import type { RequestMessage } from "../../base/exchange.ts";
import type { Violation } from "../../base/violation.ts";
import { settings as allSettings, type Config, flagOf } from "../../config.ts";
import type { ReadingSettings } from "./reading-settings.ts";

/** The settings that a request can make for itself. */
type FormatKey = "queryArrayFormat" | "queryObjectFormat" | "formArrayFormat" | "formObjectFormat";

const fieldsOf = (key: FormatKey): readonly string[] => [`x-helix-${flagOf(key)}`, `x-steady-${flagOf(key)}`];

/** The header fields of each setting. Made once: joining names took longer than reading most parameters. */
const fields: Readonly<Record<FormatKey, readonly string[]>> = {
  queryArrayFormat: fieldsOf("queryArrayFormat"),
  queryObjectFormat: fieldsOf("queryObjectFormat"),
  formArrayFormat: fieldsOf("formArrayFormat"),
  formObjectFormat: fieldsOf("formObjectFormat"),
};
const allFields = Object.values(fields).flat();

/**
 * The settings for one request: `X-Helix-Query-Array-Format` and its like, also under Steady's name, come before what
 * was configured.
 */
export function settingsFor(
  { headers }: RequestMessage,
  configured: ReadingSettings,
): { readonly settings: ReadingSettings; readonly violations: readonly Violation[] } {
  if (!allFields.some((field) => headers[field] !== undefined)) return { settings: configured, violations: [] };
  const violations: Violation[] = [];
  const read = <Key extends FormatKey>(key: Key, usual: Config[Key]): Config[Key] => {
    const name = fields[key].find((field) => headers[field] !== undefined);
    if (name === undefined) return usual;
    const { kind } = allSettings[key];
    const value = kind.read(headers[name]?.trim().toLowerCase());
    if (value !== undefined) return value;
    violations.push(unknownFormat(name, kind.allowed));
    return usual;
  };
  const query = {
    array: read("queryArrayFormat", configured.query.array),
    object: read("queryObjectFormat", configured.query.object),
  };
  const form = {
    array: read("formArrayFormat", configured.form.array),
    object: read("formObjectFormat", configured.form.object),
  };
  return { settings: { ...configured, query, form }, violations };
}

function unknownFormat(name: string, allowed: string): Violation {
  const message = `The header ${JSON.stringify(name)} must be one of ${allowed}.`;
  return { in: "header", instancePath: `/${name}`, keyword: "enum", message, code: "header-invalid" };
}
