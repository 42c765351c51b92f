import type { ProblemDetails } from "../base/problem.ts";
import {
  type DeclaredResponse,
  exampleNamed,
  LONE_EXAMPLE,
  type MediaType,
  type Operation,
} from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import { chooseResponse, negotiate } from "../contract/request/negotiate.ts";
import { concreteType } from "../generate/encode/concrete-type.ts";
import type { Preferences } from "./preferences.ts";

/** Which declared response is sent, and as what. */
export interface Selection {
  readonly response: DeclaredResponse;
  readonly status: number;
  /** `undefined` where the response has no content. */
  readonly mediaType: MediaType | undefined;
  /** What it is sent as: where the declared type is a range, one type of it. */
  readonly contentType?: string | undefined;
}

/** An operation without responses promises nothing: it answers 200 without a body. */
const unpromised: DeclaredResponse = {
  status: "200",
  description: "",
  content: [],
  headers: [],
  links: [],
  pointer: "",
};

/** `unknown`: the request asks the mock for what the document does not have; `unacceptable`: as the API would say, 406. */
export type NoSelection = { readonly unknown: ProblemDetails } | { readonly unacceptable: ProblemDetails };

/** How many Accept fields are remembered for an operation: clients send a handful. */
const MAX_ACCEPTS = 16;

/** What operations answer to requests without preferences, by the Accept field. */
const usual = new WeakMap<Operation, Map<string, Selection>>();

/**
 * Chooses the response by `Prefer: code=` and `example=`, else the lowest success; the media type by `Accept`.
 *
 * @param status - what came of the call, if its response is declared and the request prefers nothing
 */
export function select(call: Call, preferences: Preferences, status?: number): Selection | NoSelection {
  const { code, example, server } = preferences;
  const declared = status !== undefined && call.operation.responses.some((one) => one.status === String(status));
  if (declared) return choose(call, { ...preferences, code: String(status) });
  if (code !== undefined || example !== undefined || server !== undefined) return choose(call, preferences);
  const { operation, request } = call;
  const accept = request.headers["accept"] ?? "";
  const selections = usual.get(operation) ?? new Map<string, Selection>();
  const known = selections.get(accept);
  if (known) return known;
  const selection = choose(call, preferences);
  if ("status" in selection && selections.size < MAX_ACCEPTS) usual.set(operation, selections.set(accept, selection));
  return selection;
}

function choose(call: Call, preferences: Preferences): Selection | NoSelection {
  const unknown = unknownServer(call.operation, preferences.server);
  if (unknown) return { unknown };
  const chosen = respond(call.operation, preferences);
  if ("unknown" in chosen) return chosen;
  const { response, status } = chosen;
  if (response.content.length === 0) return { response, status, mediaType: undefined };
  const offered = withExample(response.content, preferences.example);
  const { accept } = call.request.headers;
  const mediaType = negotiate(accept, offered);
  const contentType = mediaType && concreteType(mediaType, accept);
  if (contentType === undefined) return { unacceptable: notAcceptable(offered) };
  return { response, status, mediaType, contentType };
}

type Chosen = { response: DeclaredResponse; status: number } | { unknown: ProblemDetails };

function respond(operation: Operation, { code, example }: Preferences): Chosen {
  if (operation.responses.length === 0 && code === undefined) return { response: unpromised, status: 200 };
  const chosen = chooseResponse(operation, code);
  if ("available" in chosen) return { unknown: unknownCode(code, chosen.available) };
  if (example === undefined || hasExample(chosen.response, example)) return chosen;
  // Without a code the name may belong to any response: `Prefer: example=not-found` is reason enough for the 404.
  const other = code === undefined ? operation.responses.find((response) => hasExample(response, example)) : undefined;
  const found = other && chooseResponse(operation, lowestCode(other.status));
  return found && "response" in found ? found : { unknown: unknownExample(example, operation) };
}

/** "404" for "404", "400" for "4XX", "500" for "default". */
function lowestCode(status: string): string {
  return status === "default" ? "500" : status.replace("XX", "00");
}

function hasExample(response: DeclaredResponse, name: string): boolean {
  return withExample(response.content, name).length > 0;
}

function withExample(content: readonly MediaType[], name: string | undefined): readonly MediaType[] {
  if (name === undefined) return content;
  return content.filter((mediaType) => exampleNamed(mediaType.examples, name) !== undefined);
}

/** The most servers that are listed; their variables can make a thousand. */
const MAX_LISTED = 20;

/** Whether the request is meant for a server that the document does not name. */
function unknownServer({ serverUrls }: Operation, server: string | undefined): ProblemDetails | undefined {
  if (server === undefined || serverUrls.includes(server.replace(/\/+$/, ""))) return undefined;
  const available = serverUrls.slice(0, MAX_LISTED);
  const detail = `The document names no server ${JSON.stringify(server.slice(0, 200))}. It names: ${available.join(", ") || "none"}.`;
  return { status: 404, code: "server-unknown", detail, available };
}

function unknownCode(code: string | undefined, available: readonly string[]): ProblemDetails {
  return {
    status: 404,
    code: "response-unknown",
    detail: `This operation declares no response for ${code ?? "success"}. Ask for one of: ${available.join(", ") || "none"}.`,
    available,
  };
}

function unknownExample(name: string, operation: Operation): ProblemDetails {
  const examples = operation.responses.flatMap(({ content }) => content.flatMap((mediaType) => mediaType.examples));
  const available = [...new Set(examples.map((example) => example.name || LONE_EXAMPLE))];
  return {
    status: 404,
    code: "example-unknown",
    detail: `This operation has no response example named ${JSON.stringify(name)}. It has: ${available.join(", ") || "none"}.`,
    available,
  };
}

function notAcceptable(offered: readonly MediaType[]): ProblemDetails {
  const available = offered.map(({ range }) => range);
  return {
    status: 406,
    code: "not-acceptable",
    detail: `The response exists as ${available.join(", ")}; the Accept header allows none of these.`,
    available,
  };
}
