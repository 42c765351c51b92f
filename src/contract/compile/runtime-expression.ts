import { token } from "../../base/media-type.ts";
import type { RuntimeExpression } from "../operation.ts";

/** Reads a runtime expression such as "$response.body#/id" (OAS 3.1 §4.8.20.3); `undefined` where it is none. */
export function parseRuntimeExpression(text: string): RuntimeExpression | undefined {
  if (text === "$url") return { of: "url" };
  if (text === "$method") return { of: "method" };
  if (text === "$statusCode") return { of: "statusCode" };
  if (text.startsWith("$request.")) return parseSource("request", text.slice("$request.".length));
  return text.startsWith("$response.") ? parseSource("response", text.slice("$response.".length)) : undefined;
}

function parseSource(of: "request" | "response", source: string): RuntimeExpression | undefined {
  if (source === "body") return { of, in: "body", pointer: "" };
  const [, pointer] = /^body#((?:\/(?:[^~]|~[01])*)?)$/s.exec(source) ?? [];
  if (pointer !== undefined) return { of, in: "body", pointer };
  const [, place, name = ""] = /^(header|query|path)\.(.+)$/s.exec(source) ?? [];
  if (place === "header") return token.test(name) ? { of, in: place, name } : undefined;
  // A response has neither a query nor a path.
  return of === "request" && (place === "query" || place === "path") ? { of, in: place, name } : undefined;
}

/** The expressions between braces in a text such as a callback's URL, as they are written. */
export function embeddedExpressions(text: string): string[] {
  return [...text.matchAll(/\{(\$[^{}]*)\}/g)].map(([, expression = ""]) => expression);
}
