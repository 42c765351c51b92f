import { METHODS } from "node:http";
import { escapeToken, isObject } from "../../base/json.ts";
import type { Operation, RequestBody } from "../operation.ts";
import { compileContent } from "./compile-content.ts";
import type { CompileContext, Placed } from "./compile-context.ts";
import { compileParameters } from "./compile-parameter.ts";
import { compileResponses } from "./compile-response.ts";
import { compileSecurity } from "./compile-security.ts";
import { compileBasePaths } from "./compile-server.ts";

/** The fixed fields of a Path Item Object that hold operations (OAS 3.2 §4.9). */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** Node reads these, but a server must not answer them as an API would (RFC 9110 §9.3.6, §9.3.8). */
const refusedMethods: ReadonlySet<string> = new Set(["TRACE", "CONNECT"]);

/** What an operation inherits from the document. */
export interface DocumentDefaults {
  readonly mount: string;
  readonly basePaths: readonly string[];
  /** Whether the base paths hold for every operation, whatever servers it has itself. */
  readonly isBasePathGiven: boolean;
  /** `security` of the document as written, and where it stands. */
  readonly security: unknown;
}

/** Compiles every operation of a Path Item Object, `additionalOperations` (3.2) included. */
export function compilePathItem(
  template: string,
  item: Placed,
  defaults: DocumentDefaults,
  context: CompileContext,
): Operation[] {
  const written = methods.map((method) => ({
    method: method.toUpperCase(),
    value: item.node[method],
    pointer: `${item.pointer}/${method}`,
  }));
  const additional = isObject(item.node["additionalOperations"]) ? item.node["additionalOperations"] : {};
  for (const [method, value] of Object.entries(additional)) {
    written.push({ method, value, pointer: `${item.pointer}/additionalOperations/${escapeToken(method)}` });
  }
  return written.flatMap(({ method, value, pointer }) => {
    if (value === undefined) return [];
    const operation = context.object(value, pointer);
    if (!operation || !isServable(method, pointer, context)) return [];
    return [compileOperation({ method, template, item, operation, defaults }, context)];
  });
}

function isServable(method: string, pointer: string, context: CompileContext): boolean {
  if (METHODS.includes(method) && !refusedMethods.has(method)) return true;
  context.report("warning", "method-unsupported", pointer, {
    message: `${method} requests cannot be served`,
    remedy: "use a method that HTTP servers pass on; until then this operation is left out",
  });
  return false;
}

interface OperationSource {
  readonly method: string;
  readonly template: string;
  readonly item: Placed;
  readonly operation: Placed;
  readonly defaults: DocumentDefaults;
}

/**
 * Compiles one operation. Cheap: schemas are only wrapped, and compile when first used. What is broken goes to the
 * diagnostics; an operation without usable responses answers 200 without a body.
 */
function compileOperation(source: OperationSource, context: CompileContext): Operation {
  const { method, template, item, operation, defaults } = source;
  const { node, pointer } = operation;
  const ownServers = defaults.isBasePathGiven
    ? undefined
    : (compileBasePaths(node["servers"], `${pointer}/servers`, context) ??
      compileBasePaths(item.node["servers"], `${item.pointer}/servers`, context));
  const security =
    node["security"] === undefined
      ? compileSecurity(defaults.security, "/security", context)
      : compileSecurity(node["security"], `${pointer}/security`, context);
  return {
    id: operationIdOf(node["operationId"]) ?? `${method} ${template}`,
    method,
    template,
    mount: defaults.mount,
    basePaths: ownServers ?? defaults.basePaths,
    summary: typeof node["summary"] === "string" ? node["summary"] : undefined,
    description: typeof node["description"] === "string" ? node["description"] : undefined,
    tags: Array.isArray(node["tags"]) ? node["tags"].filter((tag) => typeof tag === "string") : [],
    deprecated: node["deprecated"] === true,
    parameters: compileParameters(
      [
        { value: item.node["parameters"], pointer: `${item.pointer}/parameters` },
        { value: node["parameters"], pointer: `${pointer}/parameters` },
      ],
      template,
      context,
    ),
    body: compileBody(node["requestBody"], `${pointer}/requestBody`, context),
    responses: compileResponses(node["responses"], `${pointer}/responses`, context),
    security,
    pointer,
  };
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
