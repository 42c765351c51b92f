import type { RequestMessage } from "../base/exchange.ts";
import { splitOutsideQuotes } from "../base/media-type.ts";
import type { Operation } from "../contract/operation.ts";
import { preferenceNames } from "./preferences.ts";

/**
 * The request as a document sees it that declares a `Prefer` of its own: without what is meant for the mock, so that
 * `Prefer: return=minimal, code=404` is judged as `return=minimal`. Where the document needs the field and nothing else
 * stands in it, it stays as it is.
 */
export function withoutOwnPreferences(request: RequestMessage, { parameters }: Operation): RequestMessage {
  const { prefer } = request.headers;
  if (prefer === undefined) return request;
  const declared = parameters.find((parameter) => parameter.in === "header" && /^prefer$/i.test(parameter.name));
  if (declared === undefined) return request;
  const { prefer: _, ...headers } = request.headers;
  const others = splitOutsideQuotes(prefer, ",").filter((preference) => !isOwn(preference));
  if (others.length === 0) return declared.required ? request : { ...request, headers };
  return { ...request, headers: { ...headers, prefer: others.map((preference) => preference.trim()).join(", ") } };
}

function isOwn(preference: string): boolean {
  const [name = ""] = preference.split(/[=;]/);
  return preferenceNames.has(name.trim().toLowerCase());
}
