import type { Diagnostics } from "../../base/diagnostic.ts";
import { escapeToken, isObject, own, setOwn } from "../../base/json.ts";
import { FILES_POINTER } from "../schema/schema-scope.ts";
import type { Bundle } from "./bundle.ts";
import { type BodyParameters, reportSeveral, upgradeBody } from "./upgrade-body.ts";
import { upgradeParameter } from "./upgrade-parameter.ts";
import { upgradeResponse } from "./upgrade-response.ts";
import { upgradeSecurityScheme } from "./upgrade-security.ts";
import { type Part, UpgradeSource } from "./upgrade-source.ts";

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/**
 * Where a place of a Swagger 2.0 document is found once it is upgraded. Definitions move; parameters and responses
 * are written out where they are used, because what they become depends on the operation's media types. A reference
 * to any other place keeps its target in the document as written, which then hangs below `x-helix-files/0`.
 */
export function finalPointer(pointer: string): string {
  if (/^\/definitions(\/|$)/.test(pointer)) return pointer.replace("/definitions", "/components/schemas");
  return /^\/(parameters|responses)\/[^/]+$/.test(pointer) ? pointer : `${FILES_POINTER}/0${pointer}`;
}

/**
 * Gives a bundled Swagger 2.0 document the structure of OpenAPI 3.x. Schemas are shared with it and stay as they are
 * written, and so does every node that needs no change.
 */
export function upgrade(
  document: Record<string, unknown>,
  bundle: Bundle,
  diagnostics: Diagnostics,
): Record<string, unknown> {
  const source = new UpgradeSource(document, bundle, diagnostics);
  source.made(document, "");
  const { swagger: _swagger, host, basePath, schemes, consumes, produces, definitions, ...others } = document;
  const { parameters: _parameters, responses: _responses, securityDefinitions, paths, ...rest } = others;
  const servers = upgradeServers(host, basePath, schemes);
  const securitySchemes: Record<string, unknown> = {};
  for (const { name, value, part } of source.members(securityDefinitions, "/securityDefinitions")) {
    setOwn(securitySchemes, name, part ? upgradeSecurityScheme(part, source) : value);
  }
  return {
    openapi: "3.0.4",
    ...rest,
    ...(servers && { servers }),
    ...(paths !== undefined && { paths: upgradePaths(paths, { consumes, produces }, source) }),
    components: { ...(definitions !== undefined && { schemas: definitions }), securitySchemes },
  };
}

/** `basePath` counts without `host` too: the API is then served where the document is (Swagger 2.0, Swagger Object). */
function upgradeServers(host: unknown, basePath: unknown, schemes: unknown): { url: string }[] | undefined {
  const path = typeof basePath === "string" ? `/${basePath.replace(/^\/+/, "")}` : "";
  if (typeof host !== "string" || host === "") return path === "" ? undefined : [{ url: path }];
  const listed = Array.isArray(schemes) && schemes.length > 0 ? schemes : ["https"];
  return listed.map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

/** What an operation inherits from the document. */
interface Defaults {
  readonly consumes: unknown;
  readonly produces: unknown;
}

function upgradePaths(paths: unknown, defaults: Defaults, source: UpgradeSource): Record<string, unknown> {
  const upgraded: Record<string, unknown> = {};
  for (const { name, value, part } of source.fields(paths, "/paths")) {
    const pointer = `/paths/${escapeToken(name)}`;
    setOwn(upgraded, name, part ? upgradePathItem(part, pointer, defaults, source) : value);
  }
  return upgraded;
}

function upgradePathItem(item: Part, pointer: string, defaults: Defaults, source: UpgradeSource): object {
  const upgraded: Record<string, unknown> = {};
  const shared = readParameters(item, pointer, source);
  for (const [key, value] of Object.entries(item.node)) {
    const operation = METHODS.has(key) ? source.part(value, `${item.at}/${key}`) : undefined;
    if (key === "parameters") upgraded[key] = shared.plain;
    else if (!operation) setOwn(upgraded, key, value);
    else upgraded[key] = upgradeOperation(operation, `${pointer}/${key}`, shared, defaults, source);
  }
  return source.made(upgraded, item.at);
}

function upgradeOperation(
  operation: Part,
  pointer: string,
  shared: BodyParameters,
  defaults: Defaults,
  source: UpgradeSource,
): object {
  const { consumes = defaults.consumes, produces = defaults.produces, schemes: _schemes, ...others } = operation.node;
  const { parameters: listed, responses, ...rest } = others;
  const declared = readParameters(operation, pointer, source);
  const requestBody = upgradeBody(withShared(declared, shared), consumes, pointer, source);
  const upgraded: Record<string, unknown> = { ...rest };
  if (listed !== undefined) upgraded["parameters"] = declared.plain;
  if (requestBody) upgraded["requestBody"] = requestBody;
  if (responses !== undefined) {
    const entries: Record<string, unknown> = {};
    for (const { name, value, part } of source.fields(responses, `${operation.at}/responses`)) {
      const place = `${pointer}/responses/${escapeToken(name)}`;
      setOwn(entries, name, part ? upgradeResponse(part, produces, place, source) : value);
    }
    upgraded["responses"] = entries;
  }
  return source.made(upgraded, operation.at);
}

/** An operation's own parameters replace those of its path (Swagger 2.0, Path Item Object); there is only one body. */
function withShared(declared: BodyParameters, shared: BodyParameters): BodyParameters {
  if (declared.body) return declared;
  const names = new Set(declared.form.map(({ node }) => node["name"]));
  const form = [...shared.form.filter(({ node }) => !names.has(node["name"])), ...declared.form];
  return { body: declared.form.length > 0 ? undefined : shared.body, form };
}

interface ReadParameters extends BodyParameters {
  /** Upgraded; those of the body are not among them. */
  readonly plain: readonly unknown[];
}

function readParameters(holder: Part, pointer: string, source: UpgradeSource): ReadParameters {
  const { node: list, at } = source.follow(holder.node["parameters"], `${holder.at}/parameters`);
  const plain: unknown[] = [];
  const bodies: Part[] = [];
  const form: Part[] = [];
  for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
    const parameter = source.part(value, `${at}/${index}`);
    const place = own(parameter?.node, "in");
    if (!parameter || !isObject(parameter.node)) plain.push(value);
    else if (place === "body") bodies.push(parameter);
    else if (place === "formData") form.push(parameter);
    else plain.push(upgradeParameter(parameter, `${pointer}/parameters/${plain.length}`, source));
  }
  if (bodies.length > 1) reportSeveral(pointer, source);
  return { plain, body: bodies[0], form };
}
