import { readFileSync } from "node:fs";
import type { Call } from "./calls.ts";
import { type ClientKind, literal, literalIfAny, literalOf } from "./client.ts";

/** A function for each operation, whose request and answer zod schemas parse. */
export const heyApi: ClientKind = {
  name: "hey-api + zod",
  packages: { "@hey-api/openapi-ts": "0.95.0", zod: "4.6.7", typescript: "5.9.3" },
  parsesAnswers: true,
  isTyped: true,
  command: () => ["@hey-api/openapi-ts"],
  configuration: (document, folder) => ({
    name: "openapi-ts.config.mjs",
    content: `export default ${JSON.stringify({
      input: document,
      output: `${folder}/sdk`,
      plugins: [
        "@hey-api/client-fetch",
        "@hey-api/typescript",
        // Else no time may have an offset, which RFC 3339 lets it have.
        { name: "zod", dates: { offset: true } },
        // Its check of requests cannot read the headers that it has just written: a required one "is missing".
        { name: "@hey-api/sdk", validator: { request: false, response: "zod" } },
      ],
    })};\n`,
  }),
  use(folder, basePath) {
    const names = functionNames(readFileSync(`${folder}/sdk/sdk.gen.ts`, "utf8"));
    return {
      head: [
        `import { client } from "./sdk/client.gen";`,
        `import * as sdk from "./sdk/sdk.gen";`,
        `const auth = ({ scheme }: { scheme?: string }) => scheme === "basic" ? "judge:secret" : "judge-token-1";`,
        "export const connect = (origin: string) => {",
        `client.setConfig({ baseUrl: origin + ${literal(basePath)}, auth });`,
      ],
      write: (call) => `() => sdk.${nameOf(names, call)}(${optionsOf(call)})`,
    };
  },
};

const FUNCTION =
  /^export const (\w+) = .*?\(options\??\.client \?\? client\)(?:\.sse)?\.(\w+)<[\s\S]*?^ {4}url: '((?:[^'\\]|\\.)*)'/gm;

/** "get /pets/{id}" → "getPet", as the generator named it. */
function functionNames(source: string): ReadonlyMap<string, string> {
  return new Map([...source.matchAll(FUNCTION)].map(([, name = "", method, url]) => [`${method} ${url}`, name]));
}

function nameOf(names: ReadonlyMap<string, string>, { operation }: Call): string {
  const name = names.get(`${operation.method.toLowerCase()} ${operation.template}`);
  if (name === undefined) throw new Error(`The SDK has no function for ${operation.name}.`);
  return name;
}

function optionsOf({ path, query, header, body }: Call): string {
  return literalOf({
    path: literalIfAny(path),
    query: literalIfAny(query),
    headers: literalIfAny(header),
    body: body && literal(body.value),
    bodySerializer: body && !/json|urlencoded|form-data/.test(body.type) ? "(body: unknown) => body" : undefined,
    throwOnError: "true",
  });
}
