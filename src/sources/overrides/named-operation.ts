import { nearest } from "../../base/nearest.ts";
import type { Violation } from "../../base/violation.ts";
import type { Contract } from "../../contract/contract.ts";
import { type Operation, prefixesOf } from "../../contract/operation.ts";
import { overrideViolation } from "./violation.ts";

/** Whether a name is that of the operation: its id, or its method and template, with or without what stands before it. */
export function isNamed(operation: Operation, name: string): boolean {
  if (operation.id === name) return true;
  const [, method, path] = /^([A-Za-z]+) +(\/.*)$/.exec(name) ?? [];
  if (path === undefined || method?.toUpperCase() !== operation.method) return false;
  return path === operation.template || prefixesOf(operation).some((prefix) => path === prefix + operation.template);
}

/** The one operation of a name among all documents, or why there is none. */
export function operationNamed(name: string, contracts: readonly Contract[]): Operation | Violation {
  const all = contracts.flatMap(({ operations }) => operations);
  const [found, other] = all.filter((operation) => isNamed(operation, name));
  if (found && !other) return found;
  if (found && other) {
    const choices = [found, other].map(({ method, mount, template }) => `"${method} ${mount}${template}"`);
    return overrideViolation(
      "/operation",
      "enum",
      `is an operation of several documents; write ${choices.join(" or ")}`,
    );
  }
  const names = all.flatMap(({ id, method, template }) => [id, `${method} ${template}`]);
  const close = nearest(name, names, 3);
  const choices = close.length > 0 ? close : names.slice(0, 3);
  const hint = choices.length > 0 ? `: did you mean ${choices.map((one) => JSON.stringify(one)).join(", ")}?` : "";
  return overrideViolation("/operation", "enum", `${JSON.stringify(name.slice(0, 200))} is no operation${hint}`);
}
