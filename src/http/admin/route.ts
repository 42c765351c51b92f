import type { ProblemDetails } from "../../base/problem.ts";
import type { Call } from "../../contract/request/call.ts";

/** What a page answers: JSON unless it says otherwise, or a problem. */
export type Reply =
  | {
      readonly status: number;
      /** `undefined` where there is no content. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly problem: ProblemDetails };

/** One page of the control plane: one operation of its document. */
export interface ControlRoute {
  readonly method: "get" | "post" | "put" | "delete";
  /** As in the document, below /_helix, e.g. "/sessions/{id}". */
  readonly path: string;
  /** Whether everybody may ask. */
  readonly isOpen?: boolean;
  /** @param call - judged by the document: parameters and body are what it says */
  answer(call: Call): Reply | Promise<Reply>;
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body, headers };
}

export const done: Reply = { status: 204 };

/** The value of a path parameter. */
export function pathText({ parameters }: Call, name: string): string {
  return String(parameters.path[name] ?? "");
}
