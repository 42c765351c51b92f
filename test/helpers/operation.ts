import type { RequestMessage } from "../../src/base/exchange.ts";
import type {
  DeclaredResponse,
  MediaType,
  Operation,
  Parameter,
  ParameterPlace,
  ParameterStyle,
} from "../../src/contract/operation.ts";
import { schemaOf } from "./schema.ts";

/** An operation out of "GET /pets/{id}" and whatever matters to the test. */
export function operation(route: string, parts: Partial<Operation> = {}): Operation {
  const space = route.indexOf(" ");
  return {
    id: route,
    method: route.slice(0, space),
    template: route.slice(space + 1),
    mount: "",
    basePaths: [],
    serverUrls: [],
    tags: [],
    deprecated: false,
    parameters: [],
    responses: [],
    security: [],
    callbacks: [],
    ai: { isOff: false, intents: [] },
    pointer: "",
    ...parts,
  };
}

const defaultStyles: Readonly<Record<ParameterPlace, ParameterStyle>> = {
  path: "simple",
  header: "simple",
  query: "form",
  cookie: "form",
  querystring: "form",
};

/** A parameter with the defaults that OpenAPI gives its place. */
export function parameter(
  place: ParameterPlace,
  name: string,
  schema: unknown,
  parts: Partial<Parameter> = {},
): Parameter {
  const style = parts.style ?? defaultStyles[place];
  return {
    name,
    in: place,
    required: place === "path",
    style,
    explode: style === "form" || style === "cookie",
    allowReserved: false,
    allowEmptyValue: false,
    deprecated: false,
    schema: schema === undefined ? undefined : schemaOf(schema),
    examples: [],
    pointer: "",
    ...parts,
  };
}

export function mediaType(range: string, schema?: unknown, parts: Partial<MediaType> = {}): MediaType {
  return {
    range,
    schema: schema === undefined ? undefined : schemaOf(schema),
    examples: [],
    encoding: new Map(),
    prefixEncoding: [],
    pointer: "",
    ...parts,
  };
}

export function response(status: string, ...ranges: string[]): DeclaredResponse {
  return {
    status,
    description: "",
    content: ranges.map((range) => mediaType(range)),
    headers: [],
    links: [],
    pointer: "",
  };
}

export function request(
  method: string,
  target: string,
  headers: object = {},
  body: string | Uint8Array = "",
): RequestMessage {
  return { method, target, headers: { ...headers }, body: typeof body === "string" ? Buffer.from(body) : body };
}
