import { escapeToken } from "../../base/json.ts";
import type { DeclaredResponse } from "../operation.ts";
import { compileContent, compileHeaders } from "./compile-content.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

/** Compiles a Responses Object (OAS 3.1 §4.8.16). */
export function compileResponses(value: unknown, pointer: string, context: CompileContext): DeclaredResponse[] {
  return context.fields(value, pointer).flatMap(([key, placed]) => {
    const status = statusKey(key);
    if (status !== undefined) return [context.once(placed, status, () => compileResponse(status, placed, context))];
    context.report("warning", "status-invalid", `${pointer}/${escapeToken(key)}`, {
      message: `${JSON.stringify(key)} is not a final status code that a response can have`,
      remedy: 'use 200 to 599, a range such as "4XX", or "default"; until then this response is left out',
    });
    return [];
  });
}

/** "200", "2XX" or "default" in their canonical spelling; informational codes cannot end an exchange. */
function statusKey(key: string): string | undefined {
  if (key === "default") return key;
  const upper = key.toUpperCase();
  return /^[2-5](\d\d|XX)$/.test(upper) ? upper : undefined;
}

function compileResponse(status: string, { node, pointer }: Placed, context: CompileContext): DeclaredResponse {
  if (node["links"] !== undefined) context.links.set(pointer, node["links"]);
  return {
    status,
    // 3.2 has a summary, and may do without the description.
    description: [node["description"], node["summary"]].find((text) => typeof text === "string") ?? "",
    content: compileContent(node["content"], `${pointer}/content`, "response", context),
    headers: compileHeaders(node["headers"], `${pointer}/headers`, "response", context),
    links: [],
    pointer,
  };
}
