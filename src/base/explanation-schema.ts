import type { Explanation } from "./explanation.ts";

/** Codes of what can be wrong with schemas that refer to each other, and with links between operations. */
export const schemaExplanations: Readonly<Record<string, Explanation>> = {
  "schema-dialect-unknown": {
    meaning:
      "A schema or the document names a dialect of JSON Schema that Helix does not know. It is read as OpenAPI's.",
    remedy: "Use the dialect of OpenAPI, or a published draft of JSON Schema.",
  },
  "schema-dynamic-anchors": {
    meaning: "The document has so many dynamic anchors that what they stand for cannot be told apart any more.",
    remedy: "Use fewer of them; every $dynamicRef is read as a $ref until then.",
  },
};
