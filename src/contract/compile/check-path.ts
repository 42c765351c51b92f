import { type Operation, prefixesOf } from "../operation.ts";
import type { CompileContext } from "./compile-context.ts";

/** Node reads 16 KB of header section, the target included: no longer path is ever asked for. */
const MAX_PATH_LENGTH = 8_000;

/** Segments and parameters of a path: the search for a route goes as deep. Real paths have fewer than 30. */
const MAX_PATH_PARTS = 500;

/** Whether a path can be served; a diagnostic says why not. */
export function checkTemplate(template: string, pointer: string, context: CompileContext): boolean {
  if (!template.startsWith("/")) {
    context.report("error", "path-without-slash", pointer, {
      message: `the path ${JSON.stringify(template)} does not begin with a slash`,
      remedy: "begin every path with / (OAS 3.1 §4.8.8.1); until then it is left out",
    });
    return false;
  }
  if (template.length <= MAX_PATH_LENGTH && template.split(/[/{]/).length <= MAX_PATH_PARTS) return true;
  context.report("error", "path-too-long", pointer, {
    message: `the path has more than ${MAX_PATH_LENGTH} characters, or more than ${MAX_PATH_PARTS} segments and parameters`,
    remedy: "shorten it: no server would be sent such a path; until then it is left out",
  });
  return false;
}

/** Paths that differ in the names of their parameters alone are one and the same (OAS 3.1 §4.8.8.2). */
export function checkRepeatedPaths(operations: readonly Operation[], context: CompileContext): void {
  const seen = new Map<string, Operation>();
  for (const operation of operations) {
    const { method, template, pointer } = operation;
    const shape = template.replaceAll(/\{[^{}]*?([+*]?)\}/g, "{$1}");
    const route = [method, shape, ...prefixesOf(operation)].join(" ");
    const first = seen.get(route);
    if (!first) seen.set(route, operation);
    else {
      context.report("warning", "path-repeated", pointer, {
        message: `${method} ${template} is the same route as ${first.template}, which is before it and answers`,
        remedy: "merge the two paths; until then this operation is never reached",
      });
    }
  }
}
