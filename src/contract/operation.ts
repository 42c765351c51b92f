import type { JsonValue } from "../base/json.ts";
import type { Schema } from "./schema/schema.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie" | "querystring";

export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject"
  | "cookie";

/** An example under its name (OAS 3.1 §4.8.19); a lone `example` has the name "". Not validated. */
export interface NamedExample {
  readonly name: string;
  readonly value: JsonValue;
  readonly pointer: string;
}

/** What a lone `example` is called where one of several is asked for by name, as in Prism. */
export const LONE_EXAMPLE = "default";

/** The example of a name, or the lone one. */
export function exampleNamed(examples: readonly NamedExample[], name: string): NamedExample | undefined {
  const exact = examples.find((example) => example.name === name);
  return exact ?? (name === LONE_EXAMPLE ? examples.find((example) => example.name === "") : undefined);
}

/** A Parameter Object (OAS 3.1 §4.8.12), compiled: defaults filled in, `$ref`-free. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  readonly deprecated: boolean;
  /** Absent where the document gives neither `schema` nor `content`: anything goes. */
  readonly schema?: Schema | undefined;
  /** Media type of a `content` parameter; such a value is parsed whole and ignores style. */
  readonly contentType?: string | undefined;
  /** How the fields of a `content` parameter that is a form are written. */
  readonly encoding?: ReadonlyMap<string, Encoding> | undefined;
  readonly examples: readonly NamedExample[];
  readonly pointer: string;
}

/** How one property of a form or multipart body is written (Encoding Object, OAS 3.1 §4.8.15). */
export interface Encoding {
  readonly contentType?: string | undefined;
  readonly style?: ParameterStyle | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved: boolean;
  /** Of the part, in a multipart body. */
  readonly headers: readonly DeclaredHeader[];
}

/** A Media Type Object (OAS 3.1 §4.8.14) under its key, e.g. "application/json" or "image/*". */
export interface MediaType {
  /** As written in the document. */
  readonly range: string;
  readonly schema?: Schema | undefined;
  /** Schema of each item of a stream (OAS 3.2 `itemSchema`). */
  readonly itemSchema?: Schema | undefined;
  readonly examples: readonly NamedExample[];
  readonly encoding: ReadonlyMap<string, Encoding>;
  /** How the first parts of a multipart body without names are written (OAS 3.2 §4.14.5.2), by position. */
  readonly prefixEncoding: readonly Encoding[];
  /** How all parts behind those are written. */
  readonly itemEncoding?: Encoding | undefined;
  readonly pointer: string;
}

/** A Request Body Object (OAS 3.1 §4.8.13), compiled. */
export interface RequestBody {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly pointer: string;
}

/** A response header (Header Object, OAS 3.1 §4.8.21), always style `simple`. */
export interface DeclaredHeader {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema?: Schema | undefined;
  readonly contentType?: string | undefined;
  readonly examples: readonly NamedExample[];
  readonly pointer: string;
}

/** Where a value is found in an exchange once it has taken place (OAS 3.1 §4.8.20.3). */
export type RuntimeExpression =
  | { readonly of: "url" | "method" | "statusCode" }
  | { readonly of: "request" | "response"; readonly in: "header" | "query" | "path"; readonly name: string }
  /** `pointer` leads into the body; "" is all of it. */
  | { readonly of: "request" | "response"; readonly in: "body"; readonly pointer: string };

/** What a link passes on: a value of the exchange, a text around such values as it is written, or a constant. */
export type LinkValue =
  | { readonly expression: RuntimeExpression }
  | { readonly template: string }
  | { readonly constant: JsonValue };

/** A parameter of the operation that a link leads to, with what the link has for it. */
export interface LinkParameter {
  readonly parameter: Parameter;
  readonly value: LinkValue;
}

/** A Link Object (OAS 3.1 §4.8.20), compiled: what a client can do next with what it got. */
export interface Link {
  readonly name: string;
  /** Id of the operation that it leads to; unique in the contract. */
  readonly operationId: string;
  readonly parameters: readonly LinkParameter[];
  readonly body?: LinkValue | undefined;
  readonly pointer: string;
}

/** A Response Object (OAS 3.1 §4.8.17) under its key. */
export interface DeclaredResponse {
  /** "200", "2XX" (upper case) or "default". */
  readonly status: string;
  readonly description: string;
  readonly content: readonly MediaType[];
  readonly headers: readonly DeclaredHeader[];
  /** Those that lead somewhere. */
  readonly links: readonly Link[];
  readonly pointer: string;
}

/** One credential that a request must carry (Security Scheme Object, OAS 3.1 §4.8.27). */
export interface SecurityScheme {
  /** Key under `components.securitySchemes`. */
  readonly name: string;
  readonly kind: "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  /** For apiKey: where it stands and under which name. */
  readonly in?: "query" | "header" | "cookie" | undefined;
  readonly parameterName?: string | undefined;
  /** For http: the scheme in lower case, e.g. "basic", "bearer", "digest". */
  readonly scheme?: string | undefined;
}

/** Schemes that must all be met; an empty list means that no credential is needed (OAS 3.1 §4.8.30). */
export type SecurityRequirement = readonly SecurityScheme[];

/** An Operation Object (OAS 3.1 §4.8.10), compiled. Immutable and free of `$ref` outside schemas. */
export interface Operation {
  /** `operationId`, or "GET /pets/{id}" where the document names none or repeats one. */
  readonly id: string;
  /** Upper case, e.g. "GET". */
  readonly method: string;
  /** Path template as written, e.g. "/pets/{id}"; for a webhook its name, for a callback its runtime expression. */
  readonly template: string;
  /** What stands before all of the document's paths, because several documents share a server: "/pets-api", or "". */
  readonly mount: string;
  /** Base paths of the operation's, path's or document's servers, without trailing slash; "" is the bare path. */
  readonly basePaths: readonly string[];
  /** URLs of these servers without trailing slash, with each value of their variables. */
  readonly serverUrls: readonly string[];
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody | undefined;
  readonly responses: readonly DeclaredResponse[];
  /** Alternatives of which one must hold; none at all means that the operation is open. */
  readonly security: readonly SecurityRequirement[];
  readonly callbacks: readonly Callback[];
  /** What somebody says of the resource that it is about, as it is written. */
  readonly resourceCorrection?: WrittenCorrection | undefined;
  /** What the document says of asking language models for its answers. */
  readonly ai: AiHints;
  readonly pointer: string;
}

/** `x-helix-ai` and `x-helix-intents`. */
export interface AiHints {
  /** `x-helix-ai: off`: nothing of the operation and its requests is ever sent to a model. */
  readonly isOff: boolean;
  /** What answers may be wanted to be like, to be asked for ahead (`helix warm`). */
  readonly intents: readonly string[];
}

/** Tells operations apart where several documents are served: the id, behind the mount if there is one. */
export function mountedNameOf({ mount, id }: Pick<Operation, "mount" | "id">): string {
  return mount === "" ? id : `${mount} ${id}`;
}

/** `x-helix-resource` of an operation or its path, or what the settings have for the operation instead. Not judged yet. */
export interface WrittenCorrection {
  readonly value: unknown;
  readonly pointer: string;
}

/** What may stand before the template in a target, the shortest first: nothing or the base paths, behind the mount. */
export function prefixesOf({ mount, basePaths }: Pick<Operation, "mount" | "basePaths">): readonly string[] {
  return [...new Set(["", ...basePaths])].map((basePath) => mount + basePath);
}

/**
 * A request that the API sends by itself (OAS 3.1 §4.8.1, `webhooks`). The roles are reversed in its operation: what is
 * called request there is read as what a server sends, `readOnly` members and all.
 */
export interface Webhook {
  /** Key under `webhooks`. */
  readonly name: string;
  readonly operation: Operation;
}

/** A request that follows from another one (Callback Object, OAS 3.1 §4.8.18); roles are reversed as in a webhook. */
export interface Callback extends Webhook {
  /** Where it goes, as it is written: a URL with runtime expressions in it. */
  readonly expression: string;
}
