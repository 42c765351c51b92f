import { METHODS } from "node:http";
import { escapeToken, isObject, own } from "../../base/json.ts";
import type { Callback, Operation, RequestBody, WrittenCorrection } from "../operation.ts";
import { compileAiHints } from "./compile-ai-hints.ts";
import { compileContent } from "./compile-content.ts";
import type { CompileContext, Placed } from "./compile-context.ts";
import { compileParameters } from "./compile-parameter.ts";
import { compileResponses } from "./compile-response.ts";
import { compileSecurity } from "./compile-security.ts";
import { compileServers, noServers, type Servers } from "./compile-server.ts";

/** The fixed fields of a Path Item Object that hold operations (OAS 3.2 §4.9). */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** Node reads these, but a server must not answer them as an API would (RFC 9110 §9.3.6, §9.3.8). */
const refusedMethods: ReadonlySet<string> = new Set(["TRACE", "CONNECT"]);

/** What an operation inherits from the document. */
export interface DocumentDefaults {
  readonly mount: string;
  readonly servers: Servers;
  /** Before every route, instead of the base paths of all servers in the document. */
  readonly basePath: string | undefined;
  /** The document itself, for what it says of all its operations. */
  readonly document: Placed;
  /** `security` of the document as written, and where it stands. */
  readonly security: unknown;
}

/** Callbacks of callbacks of … are compiled up to this depth: a path item may refer to itself. */
const MAX_CALLBACK_DEPTH = 2;

/** What the operations of a Path Item Object are: those of a route, of a webhook, or of a callback. */
export interface PathItemSource {
  /** Path template, name of a webhook, or runtime expression. */
  readonly template: string;
  readonly layers: readonly Placed[];
  /** `undefined` where nothing is served. */
  readonly defaults?: DocumentDefaults | undefined;
  readonly callbackDepth?: number | undefined;
}

/** Compiles every operation of a Path Item Object, `additionalOperations` (3.2) included. */
export function compilePathItem(source: PathItemSource, context: CompileContext): Operation[] {
  const written = methods.flatMap((method) => fieldOf(source.layers, method, method.toUpperCase()));
  for (const { node, pointer } of source.layers) {
    const additional = isObject(node["additionalOperations"]) ? node["additionalOperations"] : {};
    for (const method of Object.keys(additional)) {
      const at = { node: additional, pointer: `${pointer}/additionalOperations` };
      if (!written.some((other) => other.method === method)) written.push(...fieldOf([at], method, method));
    }
  }
  return written.flatMap(({ method, value, pointer }) => {
    const operation = context.object(value, pointer);
    if (!operation || (source.defaults && !isServable(method, pointer, context))) return [];
    return [compileOperation({ ...source, method, operation }, context)];
  });
}

/** What the first layer that has the field says there. */
function fieldOf(layers: readonly Placed[], key: string, method: string): WrittenOperation[] {
  const layer = layers.find(({ node }) => own(node, key) !== undefined);
  return layer ? [{ method, value: layer.node[key], pointer: `${layer.pointer}/${escapeToken(key)}` }] : [];
}

interface WrittenOperation {
  readonly method: string;
  readonly value: unknown;
  readonly pointer: string;
}

function isServable(method: string, pointer: string, context: CompileContext): boolean {
  if (METHODS.includes(method) && !refusedMethods.has(method)) return true;
  context.report("warning", "method-unsupported", pointer, {
    message: `${method} requests cannot be served`,
    remedy: "use a method that HTTP servers pass on; until then this operation is left out",
  });
  return false;
}

interface OperationSource extends PathItemSource {
  readonly method: string;
  readonly operation: Placed;
}

/**
 * Compiles one operation. Cheap: schemas are only wrapped, and compile when first used. What is broken goes to the
 * diagnostics; an operation without usable responses answers 200 without a body.
 */
function compileOperation(source: OperationSource, context: CompileContext): Operation {
  const { method, template, layers, operation, defaults } = source;
  const { node, pointer } = operation;
  const inherited = layers.map((layer) => ({
    value: layer.node["parameters"],
    pointer: `${layer.pointer}/parameters`,
  }));
  const servers = serversOf(source, context);
  const parameters = [...inherited.reverse(), { value: node["parameters"], pointer: `${pointer}/parameters` }];
  return {
    id: operationIdOf(node["operationId"]) ?? `${method} ${template}`,
    method,
    template,
    mount: defaults?.mount ?? "",
    basePaths: defaults?.basePath === undefined ? servers.basePaths : [defaults.basePath],
    serverUrls: servers.urls,
    summary: typeof node["summary"] === "string" ? node["summary"] : undefined,
    description: typeof node["description"] === "string" ? node["description"] : undefined,
    tags: Array.isArray(node["tags"]) ? node["tags"].filter((tag) => typeof tag === "string") : [],
    deprecated: node["deprecated"] === true,
    parameters: compileParameters(parameters, defaults && template, context),
    body: compileBody(node["requestBody"], `${pointer}/requestBody`, context),
    responses: compileResponses(node["responses"], `${pointer}/responses`, context),
    security:
      node["security"] === undefined
        ? compileSecurity(defaults?.security, "/security", context)
        : compileSecurity(node["security"], `${pointer}/security`, context),
    callbacks: compileCallbacks(source, context),
    resourceCorrection: correctionIn(source),
    ai: compileAiHints([operation, ...layers, ...(defaults ? [defaults.document] : [])], context),
    pointer,
  };
}

/** `x-helix-resource` of the operation, else of its path. */
function correctionIn({ operation, layers }: OperationSource): WrittenCorrection | undefined {
  const at = [operation, ...layers].find(({ node }) => own(node, "x-helix-resource") !== undefined);
  return at && { value: at.node["x-helix-resource"], pointer: `${at.pointer}/x-helix-resource` };
}

function serversOf({ layers, operation, defaults }: OperationSource, context: CompileContext): Servers {
  if (!defaults) return noServers;
  for (const { node, pointer } of [operation, ...layers]) {
    const servers = compileServers(node["servers"], `${pointer}/servers`, context);
    if (servers) return servers;
  }
  return defaults.servers;
}

/** The operations of every Callback Object (OAS 3.1 §4.8.18); from there the roles are reversed. */
function compileCallbacks({ operation, callbackDepth = 0 }: OperationSource, context: CompileContext): Callback[] {
  if (operation.node["callbacks"] === undefined || callbackDepth >= MAX_CALLBACK_DEPTH) return [];
  const reversed = context.reversed();
  return reversed.entries(operation.node["callbacks"], `${operation.pointer}/callbacks`).flatMap(([name, callback]) =>
    reversed.layeredFields(callback.node, callback.pointer).flatMap(([expression, layers]) => {
      const source = { template: expression, layers, callbackDepth: callbackDepth + 1 };
      return compilePathItem(source, reversed).map((sent) => ({ name, expression, operation: sent }));
    }),
  );
}

function compileBody(value: unknown, pointer: string, context: CompileContext): RequestBody | undefined {
  if (value === undefined) return undefined;
  const body = context.object(value, pointer);
  if (!body) return undefined;
  const content = compileContent(body.node["content"], `${body.pointer}/content`, "request", context);
  return { required: body.node["required"] === true, content, pointer: body.pointer };
}

/** An empty id names nothing. */
function operationIdOf(written: unknown): string | undefined {
  return typeof written === "string" && written.trim() !== "" ? written : undefined;
}
