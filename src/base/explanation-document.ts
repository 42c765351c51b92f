import type { Explanation } from "./explanation.ts";

/** Codes of what can be wrong with a document: what cannot be served at all, and what is worked around. */
export const documentExplanations: Readonly<Record<string, Explanation>> = {
  "collection-format-nested": {
    meaning: "A Swagger 2.0 array inside an array has a collectionFormat, which OpenAPI 3.x cannot express.",
    remedy: "Send such values as JSON in a body.",
  },
  "default-invalid": {
    meaning: "The default of a schema breaks the schema itself. It is not used.",
    remedy: "Correct the default or the schema. `helix validate --fix-overlay FILE` proposes a valid default.",
  },
  "example-invalid": {
    meaning: "An example breaks its schema: of a body, a parameter, a header, or inside a schema. It is never served.",
    remedy: "Correct the example or the schema. `helix validate --fix-overlay FILE` proposes a valid example.",
  },
  "generation-budget": {
    meaning: "An answer that the schema accepts would be larger than a mock should make. It is refused with 501.",
    remedy: "Lower the minimum that the detail names.",
  },
  "header-name-invalid": {
    meaning: "A response header has a name that HTTP cannot carry. It is left out.",
    remedy: "Use letters, digits and hyphens (RFC 9110 §5.1).",
  },
  "json-invalid": {
    meaning: "A JSON file is not valid JSON. It was read as YAML, which allows comments and trailing commas.",
    remedy: "Correct it, or name the file .yaml.",
  },
  "key-repeated": {
    meaning: "An object has the same key twice. The last one counts.",
    remedy: "Remove or rename one of the two.",
  },
  "media-type-invalid": {
    meaning: "A key of `content` is not a media type. A word such as `xls` is sent as it stands; else it is left out.",
    remedy: "Write a type such as `application/json`.",
  },
  "method-unsupported": {
    meaning: "An operation has a method that HTTP servers do not pass on. It is left out.",
    remedy: "Use another method.",
  },
  "no-valid-answer": {
    meaning: "No source had an answer that the contract accepts. The detail says what each one tried.",
    remedy: "Check the schema of the response; report it if values exist that it accepts.",
  },
  "not-an-object": {
    meaning: "Something other than an object stands where OpenAPI expects one. This part is left out.",
    remedy: "See the OpenAPI Specification for what may stand there.",
  },
  "official-schema": {
    meaning: "The document does not meet the schema that the OpenAPI Initiative publishes for its version.",
    remedy: "Follow the specification; Helix serves what it understood.",
  },
  "official-schema-unavailable": {
    meaning: "The document could not be held against its official schema.",
    remedy: "Nothing needs to be done: Helix's own checks have run.",
  },
  "operation-id-repeated": {
    meaning: "Two operations have the same operationId. The later one goes by its method and path.",
    remedy: "Give each operation an id of its own.",
  },
  "parameter-invalid": {
    meaning: "A parameter lacks its name or its place. It is left out.",
    remedy: "Give `name`, and `in` as path, query, header or cookie.",
  },
  "parameter-style-invalid": {
    meaning: "A parameter has a style that its place does not allow. It is read in the usual one.",
    remedy: "Use a style from the table in OAS 3.1 §4.8.12.",
  },
  "parameters-not-a-list": {
    meaning: "`parameters` is not a list. All of them are left out.",
    remedy: "Write a list of Parameter Objects.",
  },
  "path-parameter-unused": {
    meaning: "A path parameter does not occur in the path. It is ignored.",
    remedy: "Add it to the path, or remove it.",
  },
  "path-repeated": {
    meaning: "An operation has the same method and path as one before it, parameter names apart. It is never reached.",
    remedy: "Merge the two paths.",
  },
  "path-too-long": {
    meaning: "A path has thousands of characters, or hundreds of segments and parameters. It is left out.",
    remedy: "Shorten it.",
  },
  "path-without-slash": {
    meaning: "A path does not begin with a slash. It is left out.",
    remedy: "Begin every path with a slash.",
  },
  "paths-missing": {
    meaning: "The document has no paths, so that nothing is served.",
    remedy: "Describe at least one operation under `paths`.",
  },
  "ai-hint-invalid": {
    meaning:
      "`x-helix-ai` or `x-helix-intents` says something that it cannot. Nothing of the operation is sent to a model, or it has no intents.",
    remedy: "Write `x-helix-ai: off` or `on`, and intents as a list of texts. See docs/ai.md.",
  },
  "resource-correction-invalid": {
    meaning:
      "`x-helix-resource` in the document, or `resources` in the settings, says something that cannot be: an unknown key, role, path, parameter, property or operation. It changes nothing.",
    remedy: "See docs/sessions.md for what can be said, and `helix routes` for what came of it.",
  },
  "schema-keyword-invalid": {
    meaning: "A keyword of a schema has a value that it cannot have. The keyword is ignored.",
    remedy: "Write what the message asks for.",
  },
  "schema-not-a-schema": {
    meaning: "Something other than an object or a boolean stands where a schema is expected. Any value is accepted.",
    remedy: "Write a Schema Object, or {} for anything.",
  },
  "schema-pattern-unusable": {
    meaning: "No regular expression engine here understands a pattern, or it is too long. It is not checked.",
    remedy: "Write it as ECMA-262 does, with 20 000 characters at most.",
  },
  "schema-type-unknown": {
    meaning:
      "A schema has a type that JSON Schema does not know. It is ignored, or read as what it stands for elsewhere.",
    remedy: "Use null, boolean, integer, number, string, array or object.",
  },
  "schema-uncompilable": {
    meaning: "A schema cannot be compiled. Any value is accepted, and answers that rest on it say so.",
    remedy: "Correct the schema as the message says.",
  },
  "schema-unsatisfiable": {
    meaning: "No value exists that the schema accepts; the detail proves it. Such an operation answers with 500.",
    remedy: "Correct the schema at the place that the detail names.",
  },
  "security-scheme-undeclared": {
    meaning: "An operation asks for a security scheme that is declared nowhere. It is not asked for.",
    remedy: "Declare it under `components.securitySchemes`.",
  },
  "status-invalid": {
    meaning: "A key of `responses` is not a status code that a response can have. It is left out.",
    remedy: 'Use 200 to 599, a range such as "4XX", or "default".',
  },
  "swagger-example-unused": {
    meaning: "A Swagger 2.0 example has a type that `produces` does not list. It is not used.",
    remedy: "Add the type to `produces`, or give the example under a type that is listed.",
  },
  "swagger-several-bodies": {
    meaning: "Several Swagger 2.0 parameters describe the body. The first one in body counts.",
    remedy: "Keep one parameter in body, or only parameters in formData.",
  },
  "version-not-text": {
    meaning: "The version of OpenAPI is written as a number, which YAML makes of 3.1 without quotes.",
    remedy: 'Put it in quotes: `openapi: "3.1.1"`.',
  },
  "yaml-several-documents": {
    meaning: "A YAML file holds several documents. Only the first is read.",
    remedy: "Give each document a file of its own.",
  },
};
