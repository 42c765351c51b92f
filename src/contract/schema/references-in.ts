/**
 * Every `$ref` in a normalised schema. Data under `enum` and `const` is looked at too: it cannot be told from properties
 * of that name, and what looks like a reference there leads nowhere.
 */
export function referencesIn(schema: unknown): readonly string[] {
  const found: string[] = [];
  const pending = [schema];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      if (key === "$ref" && typeof value === "string") found.push(value);
      else pending.push(value);
    }
  }
  return found;
}
