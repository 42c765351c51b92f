import { readFileSync } from "node:fs";
import type { Call } from "./calls.ts";
import { type ClientKind, credentialHeaders, credentialQuery, joinedListHeader, literal, literalOf } from "./client.ts";

/** A plain function for each operation; statuses and answers are types of its result. */
export const oazapfts: ClientKind = {
  name: "oazapfts",
  packages: { oazapfts: "7.5.0", "@oazapfts/runtime": "1.2.0", typescript: "5.9.3" },
  parsesAnswers: false,
  isTyped: true,
  command: (document, folder) => ["oazapfts", "--argumentStyle=object", document, `${folder}/api.ts`],
  use(folder, basePath) {
    const functions = functionsIn(readFileSync(`${folder}/api.ts`, "utf8"));
    return {
      head: [
        `import * as api from "./api";`,
        "export const connect = (origin: string) => {",
        `api.defaults.baseUrl = origin + ${literal(basePath)};`,
      ],
      write: (call) => callOf(call, functionOf(functions, call)),
    };
  },
};

/** What the generator made of one operation. */
interface Generated {
  readonly name: string;
  readonly method: string;
  /** "/pets/:" */
  readonly shape: string;
  /** Members of the one argument. */
  readonly names: readonly string[];
}

/** Each function of the module: its name and argument, its path, its method. */
function functionsIn(source: string): Generated[] {
  const [, ...blocks] = source.split(/^export function /m);
  return blocks.map((block) => {
    const [, name = "", argument = ""] = /^(\w+)\((?:\{ (.*) \}: \{)?/.exec(block) ?? [];
    const [, path = ""] = /\(([`"]\/.*)/.exec(block) ?? [];
    // A name that JavaScript keeps for itself stands as "type": $type.
    const names = argument.split(", ").map((each) => each.replace(/:.*$/, "").replaceAll('"', ""));
    return {
      name,
      method: /^ +method: "(\w+)"/m.exec(block)?.[1] ?? "GET",
      shape: shapeOf(path.slice(1).replace(/(\$\{QS\.query|[`"]).*$/, ""), /\$\{[^}]+\}/g),
      names: names.filter((each) => each !== ""),
    };
  });
}

function functionOf(functions: readonly Generated[], { operation }: Call): Generated {
  const shape = shapeOf(operation.template, /\{[^}]+\}/g);
  const found = functions.find((each) => each.method === operation.method && each.shape === shape);
  if (found === undefined) throw new Error(`The SDK has no function for ${operation.name}.`);
  return found;
}

function shapeOf(path: string, parameters: RegExp): string {
  return path.replaceAll(parameters, ":");
}

/** Parameters are named as the generator spells them; what is left over is the body. */
function callOf(call: Call, { name, names }: Generated): string {
  const values = { ...call.path, ...call.query, ...call.header, ...credentialQuery(call) };
  const declared = new Set(call.operation.fields.map((field) => plain(field.name)));
  const given = Object.entries(values).map(([key, value]): [string, string] => {
    const spelt = names.find((each) => plain(each) === plain(key));
    if (spelt === undefined) throw new Error(`${name} has no parameter for ${key}.`);
    return [spelt, literal(value)];
  });
  const body = names.find((each) => !declared.has(plain(each)));
  if (call.body !== undefined && body !== undefined) given.push([body, literal(call.body.value)]);
  const type = call.body === undefined || /json|form/.test(call.body.type) ? {} : { "Content-Type": call.body.type };
  const options = literalOf({ headers: literal({ ...credentialHeaders(call), ...type, ...joinedListHeader(call) }) });
  return `() => api.${name}(${names.length > 0 ? `${literalOf(Object.fromEntries(given))}, ` : ""}${options})`;
}

function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]/gi, "").toLowerCase();
}
