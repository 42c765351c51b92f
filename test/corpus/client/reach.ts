import type { Document } from "../judge/document.ts";
import type { JudgedOperation } from "../judge/reading.ts";
import { entries, member } from "../judge/tree.ts";

/**
 * Texts that a path parameter cannot have without leading to another path, because concrete path keys come before
 * templated ones (OAS 3.1 §4.8.8.2).
 */
export function elsewhere(document: Document, { template }: JudgedOperation, name: string): ReadonlySet<string> {
  const own = segmentsOf(template);
  const at = own.indexOf(`{${name}}`);
  if (at < 0) return new Set();
  const others = templatesOf(document)
    .map(segmentsOf)
    .filter((other) => other.length === own.length && other.every((segment, index) => meets(segment, own[index])));
  return new Set(others.map((other) => other[at] ?? "").filter((segment) => !isTemplated(segment)));
}

/** Whether an operation's path is that of another one under the base path, so that it is reached under its own only. */
export function isShadowed(document: Document, { template, basePath }: JudgedOperation): boolean {
  if (basePath === "") return false;
  const own = segmentsOf(template);
  return templatesOf(document)
    .map((other) => segmentsOf(basePath + other))
    .some((other) => other.length === own.length && other.every((segment, index) => meets(segment, own[index])));
}

function templatesOf(document: Document): string[] {
  return entries(member(document.at(document.root), "paths")).map(([template]) => template);
}

function segmentsOf(template: string): string[] {
  return template.split("/");
}

function isTemplated(segment: string): boolean {
  return segment.includes("{");
}

function meets(segment: string, own: string | undefined): boolean {
  return segment === own || isTemplated(segment) || isTemplated(own ?? "");
}
