import { escapeToken } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import type { Violation } from "../../base/violation.ts";
import { isEffective, type ParameterSource } from "./parameter-source.ts";
import { readsName } from "./parameter-value.ts";

/** More than these are not looked for. */
const MAX_FOUND = 100;

/** The names in a query that neither a parameter nor a security scheme declares. Those that steer Helix do not count. */
export function undeclaredQuery(source: ParameterSource): Violation[] {
  const { operation, query } = source;
  const parameters = operation.parameters.filter(isEffective);
  const credentials = new Set(
    operation.security.flat().flatMap((scheme) => (scheme.in === "query" ? [scheme.parameterName ?? scheme.name] : [])),
  );
  const known = parameters.flatMap(({ in: place, name }) => (place === "query" ? [name] : []));
  const found: Violation[] = [];
  for (const name of query.names()) {
    if (found.length > MAX_FOUND) break;
    const isKnown = name.startsWith("__") || credentials.has(name);
    if (!isKnown && !parameters.some((parameter) => readsName(parameter, name, source)))
      found.push(undeclared(name, known));
  }
  return found;
}

function undeclared(name: string, known: readonly string[]): Violation {
  const hint = name.length <= 100 ? suggestion(name, known.slice(0, 200)) : "";
  const message = `The query parameter ${JSON.stringify(name.slice(0, 100))} is not declared in the document${hint}`;
  return {
    in: "query",
    instancePath: `/${escapeToken(name)}`,
    keyword: "undeclared",
    message: hint === "" ? `${message}.` : message,
    code: "query-undeclared",
  };
}
