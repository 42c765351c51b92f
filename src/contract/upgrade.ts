import type { Diagnostics } from "../base/diagnostic.ts";
import type { Bundle } from "./bundle.ts";
export function finalPointer(pointer: string): string { return pointer; }
export function upgrade(document: Record<string, unknown>, _bundle: Bundle, _diagnostics: Diagnostics): Record<string, unknown> { return document; }
