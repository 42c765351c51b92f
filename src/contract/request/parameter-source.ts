import type { RequestMessage } from "../../base/exchange.ts";
import { token } from "../../base/media-type.ts";
import type { Operation, Parameter } from "../operation.ts";
import type { RouteMatch } from "../routing/path.ts";
import { type Pairs, parseCookies, parseFormText } from "./pairs.ts";
import { type ClientFormats, usualReading } from "./reading-settings.ts";

/** Where the values of an operation's parameters are found in one request. */
export interface ParameterSource {
  readonly operation: Operation;
  readonly path: ReadonlyMap<string, string>;
  readonly query: Pairs;
  /** The whole query as sent. */
  readonly querystring: string;
  readonly headers: RequestMessage["headers"];
  readonly cookies: Pairs;
  /** How the client writes lists and objects in the query. */
  readonly formats: ClientFormats;
}

/** Takes a request apart as far as it goes without knowing the parameters. */
export function parameterSource(
  match: Extract<RouteMatch, { kind: "operation" }>,
  request: RequestMessage,
  formats: ClientFormats = usualReading.query,
): ParameterSource {
  let cookies: Pairs | undefined;
  return {
    operation: match.operation,
    path: match.pathParameters,
    query: parseFormText(match.query),
    querystring: match.query,
    headers: request.headers,
    // Read only where a cookie is asked for: an answer that depends on no cookie is the same for every client.
    get cookies() {
      cookies ??= parseCookies(request.headers["cookie"]);
      return cookies;
    },
    formats,
  };
}

/** Header parameters of these names say nothing (OAS 3.1 §4.8.12.2.1): media types and security do. */
const describedElsewhere: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** Whether a parameter is one that requests are read and judged by: no request can hold a field that cannot be named. */
export function isEffective({ in: place, name }: Parameter): boolean {
  return place !== "header" || (token.test(name) && !describedElsewhere.has(name.toLowerCase()));
}
