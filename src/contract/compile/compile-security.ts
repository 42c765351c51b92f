import { escapeToken, isObject, own } from "../../base/json.ts";
import type { SecurityRequirement, SecurityScheme } from "../operation.ts";
import type { CompileContext } from "./compile-context.ts";

const kinds: ReadonlySet<string> = new Set(["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]);

/** Compiles a list of Security Requirement Objects (OAS 3.1 §4.8.30). Undeclared schemes are left out with a diagnostic. */
export function compileSecurity(value: unknown, pointer: string, context: CompileContext): SecurityRequirement[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((requirement, index) => {
    if (!isObject(requirement)) return [];
    const schemes = Object.keys(requirement).flatMap(
      (name) => compileScheme(name, `${pointer}/${index}/${escapeToken(name)}`, context) ?? [],
    );
    return [schemes];
  });
}

function compileScheme(name: string, pointer: string, context: CompileContext): SecurityScheme | undefined {
  const declaredAt = `/components/securitySchemes/${escapeToken(name)}`;
  // 3.2 also lets a requirement name a scheme by URI.
  const at = context.references.at(declaredAt) === undefined ? context.references.pointerOf(name) : declaredAt;
  const placed = at === undefined ? undefined : context.object(context.references.at(at), at);
  const kind = own(placed?.node, "type");
  if (!placed || typeof kind !== "string" || !kinds.has(kind)) {
    context.report("warning", "security-scheme-undeclared", pointer, {
      message: `no usable security scheme is declared as ${JSON.stringify(name)}`,
      remedy: "declare it under components.securitySchemes; until then it is not asked for",
    });
    return undefined;
  }
  const { in: place, name: parameterName, scheme } = placed.node;
  return {
    name,
    kind: kind as SecurityScheme["kind"],
    in: place === "query" || place === "header" || place === "cookie" ? place : undefined,
    parameterName: typeof parameterName === "string" ? parameterName : undefined,
    scheme: typeof scheme === "string" ? scheme.toLowerCase() : undefined,
  };
}
