import { readFileSync } from "node:fs";
import type { Call, Values } from "./calls.ts";
import {
  type ClientKind,
  credentialHeaders,
  credentialQuery,
  joinedListHeader,
  literal,
  literalIfAny,
  literalOf,
} from "./client.ts";

/** Aliases on axios; zod schemas of an older major parse every parameter, body and answer. */
export const zodios: ClientKind = {
  name: "zodios",
  packages: { "openapi-zod-client": "1.18.3", "@zodios/core": "10.9.6", zod: "3.25.76", axios: "1.21.1" },
  parsesAnswers: true,
  isTyped: false,
  command: (document, folder) => ["openapi-zod-client", document, "--output", `${folder}/api.ts`, "--with-deprecated"],
  use(folder, basePath) {
    const endpoints = endpointsIn(readFileSync(`${folder}/api.ts`, "utf8"));
    return {
      head: [
        `import { createApiClient } from "./api";`,
        "export const connect = (origin: string) => {",
        // Without it axios writes lists as ids[]=1&ids[]=2, which no OpenAPI style means.
        "const axiosConfig = { paramsSerializer: { indexes: null } };",
        `const client = createApiClient(origin + ${literal(basePath)}, { axiosConfig }) as any;`,
      ],
      write: (call) => callOf(call, endpointOf(endpoints, call)),
    };
  },
};

interface Endpoint {
  readonly method: string;
  /** "/pets/:id" */
  readonly path: string;
  readonly alias: string;
}

const ENDPOINT = /^ {4}method: "(\w+)",\n {4}path: "((?:[^"\\]|\\.)*)",\n {4}alias: "([^"]+)",/gm;

function endpointsIn(source: string): Endpoint[] {
  return [...source.matchAll(ENDPOINT)].map(([, method = "", path = "", alias = ""]) => ({ method, path, alias }));
}

/** By its shape: the generator has names of its own for parameters. */
function endpointOf(endpoints: readonly Endpoint[], { operation }: Call): Endpoint {
  const shape = operation.template.replaceAll(/\{[^}]+\}/g, ":");
  const method = operation.method.toLowerCase();
  const found = endpoints.find((endpoint) => {
    return endpoint.method === method && endpoint.path.replaceAll(/:[A-Za-z_]\w*/g, ":") === shape;
  });
  if (found === undefined) throw new Error(`The SDK has no endpoint for ${operation.name}.`);
  return found;
}

function callOf(call: Call, { alias, path: template, method }: Endpoint): string {
  const { path, query, header, body, operation } = call;
  const given = [...operation.template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => path[name]);
  const names = [...template.matchAll(/:([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  const params: Values = Object.fromEntries(names.map((name, index) => [name, given[index]]));
  const type = body === undefined || /json|form/.test(body.type) ? {} : { "Content-Type": body.type };
  const options = literalOf({
    params: literalIfAny(params),
    queries: literalIfAny({ ...query, ...credentialQuery(call) }),
    headers: literalIfAny({ ...header, ...credentialHeaders(call), ...type, ...joinedListHeader(call) }),
  });
  const words =
    method === "get" || method === "head" ? options : `${body ? literal(body.value) : "undefined"}, ${options}`;
  return `() => client[${literal(alias)}](${words}).then((data: unknown) => ({ data }))`;
}
