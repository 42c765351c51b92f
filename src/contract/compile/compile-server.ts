import { isObject, own } from "../../base/json.ts";
import type { CompileContext } from "./compile-context.ts";

/** The most base paths that the variables of one list of servers may expand to. */
const MAX_BASE_PATHS = 50;

/** The most URLs that the variables of one server are expanded to; many differ in their host only. */
const MAX_URLS = 1_000;

/** Where a list of Server Objects says that an API is. */
export interface Servers {
  /** Without trailing slash. */
  readonly basePaths: readonly string[];
  /** As written, variables filled in, without trailing slash. */
  readonly urls: readonly string[];
}

export const noServers: Servers = { basePaths: [], urls: [] };

/**
 * Reads a list of Server Objects (OAS 3.1 §4.8.5). Variables take their default first, then the values of their `enum`.
 *
 * @returns `undefined` where no list is given, so that the next level up decides.
 */
export function compileServers(servers: unknown, pointer: string, context: CompileContext): Servers | undefined {
  if (!Array.isArray(servers) || servers.length === 0) return undefined;
  const paths = new Set<string>();
  const urls = new Set<string>();
  servers.forEach((server, index) => {
    const placed = context.object(server, `${pointer}/${index}`);
    const url = placed?.node["url"];
    if (!placed || typeof url !== "string") return;
    // A variable may hold any part of the URL: "{server}/v1" and "https://host{basePath}" are both written.
    for (const expanded of expand(url, placed.node["variables"])) {
      if (urls.size < MAX_URLS) urls.add(withoutSlash(expanded));
      if (paths.size >= MAX_BASE_PATHS) continue;
      const path = withoutSlash(pathOf(expanded));
      // "https://host/{path}" with "/v1" for the path is meant as one slash; some clients send both.
      paths.add(path.replaceAll(/\/{2,}/g, "/")).add(path);
    }
  });
  return { basePaths: [...paths], urls: [...urls] };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/** The path of an absolute, scheme-relative or relative URL. */
function pathOf(url: string): string {
  const bare = url.replace(/[?#].*$/, "").replace(/^[a-zA-Z{][^/]*:\/\/[^/]*|^\/\/[^/]*/, "");
  if (bare === "" || bare.startsWith("/")) return bare;
  // Relative to where the document is served: "./v1" and "v1" both mean "/v1" here.
  return `/${bare.replace(/^(\.\.?\/)+|^\.$/, "")}`;
}

function expand(url: string, variables: unknown): string[] {
  const name = /\{([^{}]+)\}/.exec(url)?.[1];
  if (name === undefined) return [url];
  const values = valuesOf(own(variables, name)).slice(0, MAX_BASE_PATHS);
  const expanded = values.map((value) => url.replaceAll(`{${name}}`, () => value.replaceAll(/[{}]/g, "")));
  return expanded.flatMap((next) => expand(next, variables)).slice(0, MAX_URLS);
}

function valuesOf(variable: unknown): string[] {
  if (!isObject(variable)) return [""];
  const listed = Array.isArray(variable["enum"]) ? variable["enum"] : [];
  const values = [variable["default"], ...listed].filter(
    (value) => typeof value === "string" || typeof value === "number",
  );
  return values.length > 0 ? [...new Set(values.map(String))] : [""];
}
