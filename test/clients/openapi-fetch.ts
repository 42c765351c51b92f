import { answerKind, type Call } from "./calls.ts";
import { type ClientKind, credentialHeaders, literal, literalIfAny, literalOf } from "./client.ts";

/** Types alone: paths, queries and bodies are compiled, answers are believed. */
export const openapiFetch: ClientKind = {
  name: "openapi-fetch",
  packages: { "openapi-typescript": "7.13.0", "openapi-fetch": "0.17.0", typescript: "5.9.3" },
  parsesAnswers: false,
  isTyped: true,
  // Else a member with a default is required of whoever sends it.
  command: (document, folder) => [
    "openapi-typescript",
    document,
    "--output",
    `${folder}/schema.d.ts`,
    "--default-non-nullable=false",
  ],
  use: (_folder, basePath) => ({
    head: [
      `import createClient from "openapi-fetch";`,
      `import type { paths } from "./schema.d.ts";`,
      "export const connect = (origin: string) => {",
      `const client = createClient<paths>({ baseUrl: origin + ${literal(basePath)} });`,
    ],
    write: (call) => `() => client.${call.operation.method}(${literal(call.operation.template)}, ${optionsOf(call)})`,
  }),
};

function optionsOf(call: Call): string {
  const { path, query, header, body } = call;
  const type = body === undefined || /json/.test(body.type) ? {} : { "Content-Type": body.type };
  const kind = answerKind(call.operation);
  return literalOf({
    params: literalOf({ path: literalIfAny(path), query: literalIfAny(query), header: literalIfAny(header) }),
    // A declared name is typed and goes into params; credentials and types are declared elsewhere.
    headers: literalIfAny({ ...credentialHeaders(call), ...type }),
    body: body && literal(body.value),
    bodySerializer: bodySerializer(call),
    querySerializer: querySerializer(call),
    parseAs: kind === "json" ? undefined : literal(kind),
  });
}

/** The client's own writes JSON, or a form that joins lists with commas where the document repeats the field. */
function bodySerializer({ body }: Call): string | undefined {
  if (body === undefined || /json/.test(body.type)) return undefined;
  if (!/urlencoded/.test(body.type)) return "(body) => body as never";
  const pairs =
    "Object.entries(body ?? {}).flatMap(([name, value]) => [value].flat().map((item) => [name, String(item)]))";
  return `(body) => new URLSearchParams(${pairs})`;
}

/** One style for all lists of a call is all that the client has room for. */
function querySerializer({ listed }: Call): string | undefined {
  const [field] = listed;
  if (field === undefined) return undefined;
  if (field.style === "deepObject") return undefined;
  return literal({ array: { style: field.style, explode: field.explode } });
}
