import { escapeToken } from "../../base/json.ts";
import { token } from "../../base/media-type.ts";
import type { DeclaredHeader, DeclaredResponse } from "../operation.ts";
import { compileContent, compileExamples } from "./compile-content.ts";
import type { CompileContext, Placed } from "./compile-context.ts";

/** Compiles a Responses Object (OAS 3.1 §4.8.16). */
export function compileResponses(value: unknown, pointer: string, context: CompileContext): DeclaredResponse[] {
  return context.fields(value, pointer).flatMap(([key, placed]) => {
    const status = statusKey(key);
    if (status !== undefined) return [compileResponse(status, placed, context)];
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
  return {
    status,
    description: typeof node["description"] === "string" ? node["description"] : "",
    content: compileContent(node["content"], `${pointer}/content`, "response", context),
    headers: context
      .entries(node["headers"], `${pointer}/headers`)
      .flatMap(([name, header]) => compileHeader(name, header, context) ?? []),
    pointer,
  };
}

function compileHeader(name: string, { node, pointer }: Placed, context: CompileContext): DeclaredHeader | undefined {
  // The media type decides Content-Type (OAS 3.1 §4.8.17.1).
  if (name.toLowerCase() === "content-type") return undefined;
  // Anything else could not be sent, or would split the message.
  if (!token.test(name)) {
    context.report("warning", "header-name-invalid", pointer, {
      message: `${JSON.stringify(name)} cannot be a field name`,
      remedy: "use letters, digits and hyphens (RFC 9110 §5.1); until then the header is left out",
    });
    return undefined;
  }
  const [content] = compileContent(node["content"], `${pointer}/content`, "response", context);
  return {
    name,
    required: node["required"] === true,
    explode: node["explode"] === true,
    schema: content?.schema ?? context.schema(node["schema"], `${pointer}/schema`, "response"),
    contentType: content?.range,
    examples: compileExamples(node, pointer, context),
    pointer,
  };
}
