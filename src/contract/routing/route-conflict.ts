import { type Operation, prefixesOf } from "../operation.ts";

/**
 * The first operation that no request can reach because other documents on the same server claim every path of it.
 *
 * @param documents - the operations of each document, the one that wins first
 * @returns the operation with the indexes of its document and of one that claims its route
 */
export function findRouteConflict(
  documents: readonly (readonly Operation[])[],
): { readonly operation: Operation; readonly document: number; readonly claimedBy: number } | undefined {
  if (documents.length < 2) return undefined;
  const claims = new Map<string, number>();
  for (const [document, operations] of documents.entries()) {
    for (const operation of operations) {
      const owners = routesOf(operation).map((route) => claims.get(route) ?? document);
      const [claimedBy = document] = owners;
      if (!owners.includes(document)) return { operation, document, claimedBy };
    }
    for (const route of operations.flatMap(routesOf)) if (!claims.has(route)) claims.set(route, document);
  }
  return undefined;
}

/** The names of parameters tell no two routes apart (OAS 3.1 §4.8.8.2). */
function routesOf(operation: Operation): string[] {
  const shape = operation.template.replaceAll(/\{[^{}]*\}/g, "{}");
  return prefixesOf(operation).map((prefix) => `${operation.method} ${prefix}${shape}`);
}
