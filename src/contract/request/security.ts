import type { RequestMessage } from "../../base/exchange.ts";
import type { Violation } from "../../base/violation.ts";
import type { Operation, SecurityRequirement, SecurityScheme } from "../operation.ts";
import { parseCookies, parseFormText } from "./pairs.ts";

/**
 * How closely credentials are looked at: not at all; whether one of the declared kind is there; whether it also has
 * the form of its kind. No mode knows which credentials are right: that is for real servers.
 */
export type AuthMode = "off" | "present" | "strict";

export type SecurityVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Values for `WWW-Authenticate` (RFC 9110 §11.6.1), one for each scheme that would do. */
      readonly challenges: readonly string[];
      readonly violations: readonly Violation[];
    };

/** What is wrong with the credential of one scheme. */
type Flaw = "missing" | "malformed";

const token68 = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Checks the credentials of a request: one of the alternatives must hold in all its parts (OAS 3.1 §4.8.30). */
export function checkSecurity(operation: Operation, request: RequestMessage, mode: AuthMode): SecurityVerdict {
  const { security } = operation;
  if (mode === "off" || security.length === 0) return { ok: true };
  const flawed = security.map((requirement) => flawsOf(requirement, request, mode));
  if (flawed.some((flaws) => flaws.size === 0)) return { ok: true };
  const schemes = [...new Set(security.flat())];
  return {
    ok: false,
    challenges: [...new Set(schemes.map(challenge))],
    violations: [violation(nearestOf(flawed), security)],
  };
}

function flawsOf(requirement: SecurityRequirement, request: RequestMessage, mode: AuthMode): Map<SecurityScheme, Flaw> {
  const flaws = new Map<SecurityScheme, Flaw>();
  for (const scheme of requirement) {
    const flaw = flawOf(scheme, request, mode);
    if (flaw) flaws.set(scheme, flaw);
  }
  return flaws;
}

function flawOf(scheme: SecurityScheme, request: RequestMessage, mode: AuthMode): Flaw | undefined {
  if (scheme.kind === "mutualTLS") return undefined;
  if (scheme.kind === "apiKey") return readApiKey(scheme, request) === undefined ? "missing" : undefined;
  const [name = "", credential = ""] = splitOnce((request.headers["authorization"] ?? "").trim());
  const wanted = httpScheme(scheme);
  if (name.toLowerCase() !== wanted || credential === "") return "missing";
  return mode === "strict" && !isWellFormed(wanted, credential) ? "malformed" : undefined;
}

function splitOnce(field: string): [string, string] {
  const space = field.indexOf(" ");
  return space < 0 ? [field, ""] : [field.slice(0, space), field.slice(space + 1).trim()];
}

/** OAuth 2 and OpenID Connect tokens travel as bearer tokens (RFC 6750 §2.1). */
function httpScheme({ kind, scheme }: SecurityScheme): string {
  return kind === "http" ? (scheme ?? "bearer") : "bearer";
}

function isWellFormed(scheme: string, credential: string): boolean {
  if (scheme === "bearer") return token68.test(credential);
  if (scheme !== "basic") return true;
  return token68.test(credential) && Buffer.from(credential, "base64").includes(":");
}

function readApiKey(scheme: SecurityScheme, { headers, target }: RequestMessage): string | undefined {
  const name = scheme.parameterName ?? scheme.name;
  if (scheme.in === "query") return parseFormText(queryOf(target)).all(name)[0] || undefined;
  if (scheme.in === "cookie") return parseCookies(headers["cookie"]).all(name)[0] || undefined;
  return headers[name.toLowerCase()] || undefined;
}

function queryOf(target: string): string {
  const question = target.indexOf("?");
  return question < 0 ? "" : target.slice(question + 1);
}

function challenge(scheme: SecurityScheme): string {
  if (scheme.kind === "apiKey") {
    // Not a registered scheme, but the usual way of telling a client what is wanted.
    return `ApiKey realm="helix", in="${scheme.in ?? "header"}", name="${quoted(scheme.parameterName ?? scheme.name)}"`;
  }
  const name = httpScheme(scheme);
  if (name === "basic") return 'Basic realm="helix", charset="UTF-8"';
  const capitalised = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) ? `${capitalised} realm="helix"` : 'Bearer realm="helix"';
}

/** Names come from the document and may hold what a header cannot. */
function quoted(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").replace(/["\\]/g, "\\$&");
}

/** The alternative that lacks the least. */
function nearestOf(flawed: readonly ReadonlyMap<SecurityScheme, Flaw>[]): ReadonlyMap<SecurityScheme, Flaw> {
  return flawed.reduce((best, flaws) => (flaws.size < best.size ? flaws : best));
}

function violation(flaws: ReadonlyMap<SecurityScheme, Flaw>, security: readonly SecurityRequirement[]): Violation {
  const malformed = [...flaws].find(([, flaw]) => flaw === "malformed")?.[0];
  if (malformed) {
    const form = httpScheme(malformed) === "basic" ? "base64 of user:password" : "a token without spaces";
    const message = `The credential for ${malformed.name} is malformed: ${describe(malformed)} carries ${form}.`;
    return { in: "security", instancePath: "", keyword: "format", message, code: "credential-malformed" };
  }
  const wanted = [...new Set(security.map((requirement) => requirement.map(describe).join(" and ")))].join(", or ");
  const message = `The request carries no credential. Send ${wanted}.`;
  return { in: "security", instancePath: "", keyword: "required", message, code: "credential-missing" };
}

function describe(scheme: SecurityScheme): string {
  if (scheme.kind === "mutualTLS") return "a client certificate";
  if (scheme.kind === "apiKey") {
    const places = { header: "header", query: "query parameter", cookie: "cookie" };
    return `the ${places[scheme.in ?? "header"]} ${scheme.parameterName ?? scheme.name}`;
  }
  return `the header Authorization: ${httpScheme(scheme)} …`;
}
