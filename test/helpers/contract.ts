import { compileContract } from "../../src/contract/compile/compile.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { loadDocument } from "../../src/contract/document/load.ts";

/** Compiles an OpenAPI 3.1 document that has these paths and components. */
export async function contractOf(paths: object, schemas: object = {}, securitySchemes: object = {}): Promise<Contract> {
  const components = { schemas, securitySchemes };
  const document = { openapi: "3.1.0", info: { title: "Test", version: "1" }, paths, components };
  // Through JSON, because documents are; it also makes sure that no test shares nodes with another.
  return compileContract(await loadDocument(JSON.parse(JSON.stringify(document))));
}

/** An operation that answers 200 with JSON of this schema. */
export function answers(schema: unknown, parts: object = {}): object {
  return { responses: { 200: { description: "", content: { "application/json": { schema } } } }, ...parts };
}

export function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: unknown): object {
  return { type: "array", items };
}

export function pathParameter(name: string, schema: object = { type: "integer" }): object {
  return { name, in: "path", required: true, schema };
}

export function queryParameter(name: string, schema: object = { type: "integer" }, parts: object = {}): object {
  return { name, in: "query", schema, ...parts };
}

export function jsonBody(schema: unknown): object {
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
}
