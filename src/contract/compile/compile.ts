import { createHash } from "node:crypto";
import { own } from "../../base/json.ts";
import type { Contract } from "../contract.ts";
import type { LoadedDocument } from "../document/load.ts";
import type { Operation } from "../operation.ts";
import { inferResources, type ResourceModel } from "../resource/resource.ts";
import { References } from "../schema/reference.ts";
import { createSchemas } from "../schema/schema-graph.ts";
import { CompileContext, type Placed } from "./compile-context.ts";
import { compilePathItem, type DocumentDefaults } from "./compile-operation.ts";
import { compileBasePaths } from "./compile-server.ts";

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
export function compileContract(loaded: LoadedDocument, placing: Placing = {}): Contract {
  const { document, diagnostics, version } = loaded;
  const references = new References(document);
  const context = new CompileContext(references, createSchemas(version, references, diagnostics), diagnostics);
  const operations = distinct(compileOperations(document, placing, context), context);
  let digest: string | undefined;
  let resources: ResourceModel | undefined;
  return {
    title: textAt(document, "title") ?? "Untitled API",
    version: textAt(document, "version") ?? "",
    operations,
    get digest() {
      digest ??= createHash("sha256").update(JSON.stringify(document)).digest("hex");
      return digest;
    },
    get resources() {
      resources ??= inferResources(operations);
      return resources;
    },
    diagnostics: () => diagnostics.list(),
  };
}

function compileOperations(document: unknown, placing: Placing, context: CompileContext): Operation[] {
  const { mount = "", basePath } = placing;
  const defaults: DocumentDefaults = {
    mount,
    isBasePathGiven: basePath !== undefined,
    basePaths:
      basePath === undefined ? (compileBasePaths(own(document, "servers"), "/servers", context) ?? []) : [basePath],
    security: own(document, "security"),
  };
  const operations: Operation[] = [];
  for (const [template, item] of context.fields(own(document, "paths"), "/paths")) {
    if (!template.startsWith("/")) {
      reportTemplate(template, item, context);
      continue;
    }
    operations.push(...compilePathItem(template, item, defaults, context));
  }
  return operations;
}

function reportTemplate(template: string, item: Placed, context: CompileContext): void {
  context.report("error", "path-without-slash", item.pointer, {
    message: `the path ${JSON.stringify(template)} does not begin with a slash`,
    remedy: "begin every path with / (OAS 3.1 §4.8.8.1); until then it is left out",
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
