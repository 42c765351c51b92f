import type { JsonValue } from "../../base/json.ts";
import type { Dialect } from "./dialect.ts";

/** Whether a schema is read for what clients send or for what the server sends: `readOnly` and `writeOnly` differ. */
export type Direction = "request" | "response";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** A JSON Schema 2020-12 as Helix normalised it, whatever version of OpenAPI the document has. */
export type JsonSchema = boolean | SchemaNode;

/**
 * The keywords that constrain a value; nothing else survives normalisation. `$ref` is an absolute URI that
 * `SchemaGraph.resolve` understands. Nodes are immutable and have identity: caches may key on them.
 */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  /** Of the value that the string holds; validators leave it alone (JSON Schema Validation §8.5). */
  readonly contentSchema?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly contains?: JsonSchema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly unevaluatedProperties?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, JsonSchema>>;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

/** What the document says of a schema beside its constraints. Steers realism and encodings; never validity. */
export interface Annotations {
  /** Where the schema stands in the document (JSON Pointer). */
  readonly pointer: string;
  /** "Pet" for #/components/schemas/Pet; `undefined` for an inline schema. */
  readonly component?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  readonly readOnly: boolean;
  /** `example` and `examples` of the schema as written: not validated, may be anything. */
  readonly examples: readonly JsonValue[];
  readonly default?: JsonValue | undefined;
  /** XML Object (OAS 3.1 §4.8.26) as written. */
  readonly xml?: Readonly<Record<string, unknown>> | undefined;
  /** `x-faker`: a name such as "internet.email" or an object of one name to its arguments (Prism's spelling). */
  readonly faker?: unknown;
  readonly discriminator?: Discriminator | undefined;
}

/** A Discriminator Object (OAS 3.1 §4.8.25) with every value it can take. */
export interface Discriminator {
  readonly propertyName: string;
  /** Tag value → the schema it stands for (a `$ref` node). From `mapping`, else the names of the branches or subtypes. */
  readonly mapping: ReadonlyMap<string, SchemaNode>;
}

/** One failed keyword, as Ajv saw it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** The normalised node whose keyword failed. */
  readonly node: JsonSchema;
  /** Path of the keyword from the node that was validated, e.g. "#/properties/id/type". */
  readonly schemaPath: string;
}

/** All normalised schemas of a document for one direction, built as they are asked for. */
export interface SchemaGraph {
  readonly direction: Direction;
  readonly dialect: Dialect;
  /** The node behind a `$ref` of a normalised schema. A dangling one is `true` and has a diagnostic. */
  resolve(ref: string): JsonSchema;
  annotations(node: JsonSchema): Annotations;
  /** Compiles the node's validator on first use. Any node of the graph may be asked, also a freshly made one. */
  accepts(node: JsonSchema, value: unknown): boolean;
  /** Every error, empty where the value is valid. */
  errors(node: JsonSchema, value: unknown): readonly SchemaError[];
  /** Whether the node could not be compiled and now accepts anything: answers that rest on it are marked. */
  isDegraded(node: JsonSchema): boolean;
}

/** A schema at its place in the document, ready to judge values. */
export interface Schema {
  /** JSON Pointer of the schema in the document. */
  readonly pointer: string;
  readonly graph: SchemaGraph;
  /** Normalised when first read. */
  readonly node: JsonSchema;
}
