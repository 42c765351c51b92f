import { child, type Document, type Place } from "./document.ts";
import { readBody, readParameters } from "./inputs.ts";
import type { JudgedOperation } from "./reading.ts";
import { readResponses } from "./responses.ts";
import { readSecurity } from "./security.ts";
import { entries, isTree, list, member, text } from "./tree.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Every operation of the document, in document order; broken ones are read as far as they go. */
export function readOperations(document: Document): JudgedOperation[] {
  return findOperations(document).map((found) => readOperation(document, found));
}

/** Where the operations of a document are, without reading them. */
export function findOperations(document: Document): Found[] {
  const operations: Found[] = [];
  for (const [template] of entries(member(document.at(document.root), "paths"))) {
    if (!template.startsWith("/")) continue;
    const pathPlace = document.follow(child(document.root, "paths", template));
    if (pathPlace === undefined) continue;
    for (const [method, key] of methodsOf(document, pathPlace)) {
      const place = document.follow(key);
      if (place === undefined || !isTree(document.at(place))) continue;
      operations.push({ name: `${method} ${template}`, template, method, pathPlace, place });
    }
  }
  return operations;
}

function methodsOf(document: Document, pathPlace: Place): [string, Place][] {
  const item = document.at(pathPlace);
  const found: [string, Place][] = [];
  for (const key of Object.keys(isTree(item) ? item : {})) {
    const known = METHODS.includes(key) && (key !== "query" || document.dialect === "3.2");
    if (known) found.push([key.toUpperCase(), child(pathPlace, key)]);
  }
  if (document.dialect !== "3.2") return found;
  const additional = entries(member(item, "additionalOperations"));
  return [
    ...found,
    ...additional.map(([name]): [string, Place] => [name, child(pathPlace, "additionalOperations", name)]),
  ];
}

/** An operation that is not read yet. */
export interface Found {
  /** "GET /pets/{id}". */
  readonly name: string;
  readonly template: string;
  readonly method: string;
  readonly pathPlace: Place;
  readonly place: Place;
}

export function readOperation(document: Document, found: Found): JudgedOperation {
  const { name, template, method, pathPlace, place } = found;
  const node = document.at(place);
  const { fields, formFields, bodyParameter } = readParameters(document, pathPlace, place);
  return {
    name,
    operationId: text(node, "operationId"),
    method,
    template,
    basePath: basePathOf(document, pathPlace, place),
    fields,
    body: readBody(document, place, formFields, bodyParameter),
    answers: readResponses(document, place),
    credentials: readSecurity(document, place),
  };
}

function basePathOf(document: Document, pathPlace: Place, place: Place): string {
  const root = document.at(document.root);
  if (document.dialect === "2.0") return (text(root, "basePath") ?? "").replace(/\/+$/, "");
  const server = [document.at(place), document.at(pathPlace), root]
    .map((node) => list(member(node, "servers"))[0])
    .find((candidate) => candidate !== undefined);
  const url = (text(server, "url") ?? "/").replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    String(member(member(member(server, "variables"), name), "default") ?? ""),
  );
  try {
    return new URL(url, "http://localhost/").pathname.replace(/\/+$/, "");
  } catch {
    return "";
  }
}
