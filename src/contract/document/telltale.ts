/**
 * What a text cannot hold, told without walking its tree: almost no large document needs the steps that are asked about
 * here, and searching its text is several times faster. In doubt the answer is yes.
 */

/** A dollar sign as an escape: looked for as plain text, which is much faster where a text is full of backslashes. */
const escapedDollars = ["\\u0024", "\\U00000024", "\\x24"];

/** How a part of a word could be escaped. */
const escapes = ["\\u", "\\U", "\\x", "\\\n", "\\\r"];

/** A word behind a dollar sign of which a part is. */
const escapedWord = /\$[A-Za-z]*\\[uUx\r\n]/;

/** A reference to anything but a component of the same document: others may lead away, or through a `$ref`. */
const unusualReference =
  /\$ref(?!["']?\s*:\s*["']?#\/(?:components\/\w+|definitions)\/[^/"'\s]+["'\s])|\$dynamicRef["']?\s*:\s*["']?[^#"'\s]/;

/** The mapping of a discriminator, with its values where it is written as JSON. */
const mapping = /\bmapping["']?\s*:(?:\s*\{([^{}]*)\})?/g;

/** Values that are names of components or plain references to them. */
const usualMapping = /^(?:\s*"[^"\\]*"\s*:\s*"(?:#\/components\/schemas\/[^"\\/]+|[\w-]+)"(?:\s*,)?)*\s*$/;

/** Whether the text may hold a reference that has to be looked at before the document is whole. */
export function mayNeedBundling(text: string): boolean {
  if (unusualReference.test(text) || hidesKeywords(text)) return true;
  for (const [, values] of text.matchAll(mapping)) {
    if (values === undefined || !usualMapping.test(values)) return true;
  }
  return false;
}

/** Whether some schema in the text may bear a name, or say what dialect it is written in. */
export function mayIdentifySchemas(text: string): boolean {
  return /\$(?:id|schema|self)\b/.test(text) || text.includes("jsonSchemaDialect") || hidesKeywords(text);
}

function hidesKeywords(text: string): boolean {
  if (!escapes.some((start) => text.includes(start))) return false;
  return escapedDollars.some((escaped) => text.includes(escaped)) || escapedWord.test(text);
}
