import type { Explanation } from "./explanation.ts";

/** Codes of what can be wrong with schemas that refer to each other, and with links between operations. */
export const schemaExplanations: Readonly<Record<string, Explanation>> = {
  "link-expression-invalid": {
    meaning: "A link passes on something that is no runtime expression, or that the request does not have.",
    remedy: "Write an expression such as `$response.body#/id` (OAS 3.1 §4.8.20.3).",
  },
  "link-parameter-unknown": {
    meaning:
      "A link has a value for a parameter that the operation that it leads to does not have. It is not passed on.",
    remedy: "Name a parameter of that operation, as `id` or `path.id`.",
  },
  "link-target-missing": {
    meaning: "A link leads to an operation that the document does not have. It is left out.",
    remedy: "Name an operation of the document by its operationId, or by an operationRef such as `#/paths/~1pets/get`.",
  },
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
