import { createHash } from "node:crypto";
import { escapeToken, isObject, own } from "../../base/json.ts";
import type { Contract } from "../contract.ts";
import type { LoadedDocument } from "../document/load.ts";
import type { Operation, Webhook } from "../operation.ts";
import { inferResources, type ResourceModel } from "../resource/resource.ts";
import { References } from "../schema/reference.ts";
import { dialectNamed } from "../schema/schema-dialect.ts";
import { createSchemas } from "../schema/schema-graph.ts";
import { checkRepeatedPaths, checkTemplate } from "./check-path.ts";
import { CompileContext } from "./compile-context.ts";
import { correctedBy, type SettingsCorrections } from "./compile-correction.ts";
import { compileHints } from "./compile-hints.ts";
import { withLinks } from "./compile-link.ts";
import { compilePathItem, type DocumentDefaults } from "./compile-operation.ts";
import { compileServers, noServers } from "./compile-server.ts";

/** Where the operations of a document are to be found on the server. Paths begin with a slash and do not end in one. */
export interface Placing {
  /** Before everything; "" where the document has the server for itself. */
  readonly mount?: string;
  /** Instead of the base paths of all servers in the document. */
  readonly basePath?: string | undefined;
}

/**
 * Compiles a loaded document. Schemas are wrapped, not compiled: they are the expensive part, and most runs need few.
 * What is broken goes to the document's diagnostics; the rest is served.
 */
export function compileContract(
  loaded: LoadedDocument,
  placing: Placing = {},
  corrections: SettingsCorrections = {},
): Contract {
  const { document, diagnostics, version } = loaded;
  const references = new References(document, !loaded.identifiesSchemas);
  const context = new CompileContext(references, createSchemas(version, references, diagnostics), diagnostics);
  checkDialect(document, context);
  const { operations: written, webhooks } = compileEverything(document, placing, context);
  const { operations, applied } = correctedBy(corrections, written);
  let digest: string | undefined;
  let resources: ResourceModel | undefined;
  return {
    title: textAt(document, "title") ?? "Untitled API",
    version: textAt(document, "version") ?? "",
    hints: compileHints(document),
    operations,
    webhooks,
    get digest() {
      digest ??= digestOf(document, applied);
      return digest;
    },
    get resources() {
      resources ??= inferResources(operations, (fault) => diagnostics.add(fault));
      return resources;
    },
    diagnostics() {
      // Whether a correction holds is known once resources are inferred.
      if (operations.some(({ resourceCorrection }) => resourceCorrection)) this.resources;
      return diagnostics.list();
    },
  };
}

function digestOf(document: unknown, applied: SettingsCorrections): string {
  const hash = createHash("sha256").update(JSON.stringify(document));
  if (Object.keys(applied).length > 0) hash.update(JSON.stringify(applied));
  return hash.digest("hex");
}

/** Ids are given out among operations and webhooks alike, and links can be followed once they are known. */
function compileEverything(
  document: unknown,
  placing: Placing,
  context: CompileContext,
): Pick<Contract, "operations" | "webhooks"> {
  const served = compileOperations(document, placing, context);
  const webhooks = compileWebhooks(document, context);
  checkRepeatedPaths(served, context);
  const all = distinct([...served, ...webhooks.map(({ operation }) => operation)], context);
  return {
    operations: withLinks(all.slice(0, served.length), context),
    webhooks: webhooks.map(({ name }, index) => ({ name, operation: all[served.length + index] as Operation })),
  };
}

/** `webhooks` (OAS 3.1 §4.8.1): requests that the API sends, so that the roles are reversed. */
function compileWebhooks(document: unknown, context: CompileContext): Webhook[] {
  const reversed = context.reversed();
  return reversed.layeredFields(own(document, "webhooks"), "/webhooks").flatMap(([name, layers]) => {
    return compilePathItem({ template: name, layers }, reversed).map((operation) => ({ name, operation }));
  });
}

function compileOperations(document: unknown, placing: Placing, context: CompileContext): Operation[] {
  const { mount = "", basePath } = placing;
  const defaults: DocumentDefaults = {
    mount,
    basePath,
    document: { node: isObject(document) ? document : {}, pointer: "" },
    servers: compileServers(own(document, "servers"), "/servers", context) ?? noServers,
    security: own(document, "security"),
  };
  const operations: Operation[] = [];
  for (const [template, layers] of context.layeredFields(own(document, "paths"), "/paths")) {
    const isFine = checkTemplate(template, `/paths/${escapeToken(template)}`, context);
    if (isFine) operations.push(...compilePathItem({ template, layers, defaults }, context));
  }
  return operations;
}

/** `jsonSchemaDialect` (OAS 3.1 §4.8.1) is what schemas are written in that do not say otherwise. */
function checkDialect(document: unknown, context: CompileContext): void {
  const dialect = own(document, "jsonSchemaDialect");
  if (dialect === undefined || (typeof dialect === "string" && dialectNamed(dialect))) return;
  context.report("warning", "schema-dialect-unknown", "/jsonSchemaDialect", {
    message: `${JSON.stringify(dialect)} is no dialect of JSON Schema that Helix knows`,
    remedy: "use the dialect of OpenAPI or a published draft; until then schemas are read as OpenAPI's own",
  });
}

/** Operation ids must be unique (OAS 3.1 §4.8.10.1): they name operations in headers, logs and seeds. */
function distinct(operations: readonly Operation[], context: CompileContext): Operation[] {
  const seen = new Set<string>();
  return operations.map((operation) => {
    if (!seen.has(operation.id)) {
      seen.add(operation.id);
      return operation;
    }
    const id = `${operation.method} ${operation.template}`;
    context.report("warning", "operation-id-repeated", `${operation.pointer}/operationId`, {
      message: `the operationId ${JSON.stringify(operation.id)} is used before`,
      remedy: `give each operation its own; this one is called ${JSON.stringify(id)}`,
    });
    seen.add(id);
    return { ...operation, id };
  });
}

function textAt(document: unknown, key: "title" | "version"): string | undefined {
  const value = own(own(document, "info"), key);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
