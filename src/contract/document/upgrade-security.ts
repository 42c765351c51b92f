import type { Part, UpgradeSource } from "./upgrade-source.ts";

/** Swagger 2.0's names of the OAuth 2.0 flows and those of 3.x (OAS 3.1 §4.8.28). */
const FLOWS: ReadonlyMap<unknown, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/** Upgrades a Security Scheme Object. One of an unknown type stays as it is. */
export function upgradeSecurityScheme(scheme: Part, source: UpgradeSource): Readonly<Record<string, unknown>> {
  const { type, flow, authorizationUrl, tokenUrl, scopes = {}, ...rest } = scheme.node;
  if (type === "basic") return source.made({ ...rest, type: "http", scheme: "basic" }, scheme.at);
  const name = FLOWS.get(flow);
  if (type !== "oauth2" || name === undefined) return source.made({ ...scheme.node }, scheme.at);
  const urls = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  };
  return source.made({ ...rest, type, flows: { [name]: { ...urls, scopes } } }, scheme.at);
}
