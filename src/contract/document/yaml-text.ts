import { dump } from "js-yaml";

/** A value as YAML: lines of bearable length, and no aliases. */
export function yamlText(value: unknown): string {
  return dump(value, { lineWidth: 120, noRefs: true });
}
