import type { ProblemDetails } from "../../base/problem.ts";

// Why the control plane turns requests away.

export const controlForbidden: ProblemDetails = {
  status: 403,
  code: "control-forbidden",
  detail:
    "The pages under /_helix answer this machine only, by its loopback address or the address Helix listens on, and no web pages from elsewhere. From other machines send the token of --admin-token: Authorization: Bearer …",
};

export const controlUnauthorized: ProblemDetails = {
  status: 401,
  code: "control-unauthorized",
  detail: "The token is not the one of --admin-token. Send that one, or none from this machine.",
  headers: { "WWW-Authenticate": 'Bearer realm="helix", error="invalid_token"' },
};

export const controlNotFound: ProblemDetails = {
  status: 404,
  code: "control-not-found",
  detail: "Helix has no such page. /_helix/openapi.json describes those that it has.",
};

export const controlMediaType: ProblemDetails = {
  status: 415,
  code: "control-media-type",
  detail: "The control plane takes JSON only. Send Content-Type: application/json.",
  available: ["application/json"],
};

/** @param what - cannot be done, e.g. "Overrides set at run time" */
export function notShared(what: string, remedy: string): ProblemDetails {
  const detail = `${what} would be known to one of the processes that serve (--workers), and to no other. ${remedy}`;
  return { status: 501, code: "control-not-shared", detail };
}

export function controlUnknown(what: string, id: string): ProblemDetails {
  return { status: 404, code: "control-unknown", detail: `There is no ${what} ${JSON.stringify(id.slice(0, 140))}.` };
}
