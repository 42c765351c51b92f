import { good, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const json = JSON.stringify(withPaths({ "/a": { get: good } }));

/** Files that are no text of a document. */
export const text: readonly HostileCase[] = [
  { name: "by broken YAML", files: { "a.yaml": "openapi: 3.1.0\npaths: { /a: ]\n" } },
  { name: "by YAML with tabs", files: { "a.yaml": "openapi: 3.1.0\npaths:\n\t/a: {}\n" } },
  {
    name: "by YAML with a tag of another language",
    files: { "a.yaml": "!!python/object/apply:os.system [id]\n" },
  },
  {
    name: "by a JavaScript function in YAML",
    files: { "a.yaml": 'openapi: !!js/function "function(){process.exit(1)}"\n' },
  },
  { name: "by broken JSON", files: { "a.json": '{\n  "openapi": "3.1.0",\n  "paths": {\n' } },
  { name: "by JSON that ends in rubbish", files: { "a.json": `${json}]]]` } },
  { name: "by JSON that is cut in a string", files: { "a.json": json.slice(0, 50) } },
  { name: "by an empty file", files: { "a.yaml": "" } },
  { name: "by nothing but blanks", files: { "a.yaml": " \n\n \n" } },
  { name: "by nothing but a comment", files: { "a.yaml": "# openapi: 3.1.0\n" } },
  { name: "by nothing but document markers", files: { "a.yaml": "---\n...\n---\n" } },
  { name: "by a lone word", files: { "a.yaml": "openapi\n" } },
  { name: "by a list", files: { "a.json": "[]" } },
  { name: "by null", files: { "a.json": "null" } },
  {
    name: "by a picture",
    files: { "a.yaml": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13) },
  },
  {
    name: "by bytes that are no UTF-8",
    files: { "a.yaml": Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a) },
  },
  { name: "by UTF-16", files: { "a.json": Buffer.from(`\ufeff${json}`, "utf16le") } },
  { name: "by a NUL byte", files: { "a.yaml": "openapi: 3.1.0\ninfo: {title: \0}\n" } },
  {
    name: "by control characters",
    files: { "a.yaml": "openapi: 3.1.0\ninfo: \u0001\u0007\u001b[2J\n" },
  },
  {
    name: "by terminal escapes in a key that it quotes",
    files: { "a.json": JSON.stringify({ openapi: "\u001b[2J\u001b]0;owned\u0007" }) },
  },
  {
    name: "by a web page",
    files: { "a.yaml": "<!DOCTYPE html><html><body>Not found</body></html>\n" },
  },
  {
    name: "by 100 000 levels of JSON",
    files: { "a.json": `${"[".repeat(100_000)}${"]".repeat(100_000)}` },
  },
  {
    name: "by 100 000 levels of JSON objects that never end",
    files: { "a.json": '{"a":'.repeat(100_000) },
  },
  {
    name: "by 100 000 levels of YAML in flow style",
    files: { "a.yaml": `openapi: ${"[".repeat(100_000)}${"]".repeat(100_000)}\n` },
  },
  {
    name: "by 100 000 levels of YAML maps in flow style",
    files: { "a.yaml": `openapi: ${"{a: ".repeat(100_000)}` },
  },
  {
    name: "by 100 000 levels of YAML lists in one line",
    files: { "a.yaml": `openapi:\n  ${"- ".repeat(100_000)}x\n` },
  },
  {
    name: "by 2 000 levels of indentation",
    files: { "a.yaml": Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("") },
  },
  { name: "by 100 000 complex keys in YAML", files: { "a.yaml": "? ".repeat(100_000) } },
  { name: "by four million commas", files: { "a.yaml": `openapi: [${",".repeat(4_000_000)}]\n` } },
  {
    name: "by a line of 5 million characters",
    files: { "a.yaml": `openapi: ${"x".repeat(5_000_000)}\n` },
  },
  {
    name: "by a string that is never closed",
    files: { "a.yaml": `openapi: "${"\\x41".repeat(1_000_000)}\n` },
  },
  { name: "by no version", files: { "a.yaml": "info: {title: A, version: '1'}\npaths: {}\n" } },
  { name: "by an unknown version", files: { "a.yaml": "openapi: 4.0.0\npaths: {}\n" } },
  {
    name: "by a version of Swagger that is too old",
    files: { "a.yaml": "swagger: '1.2'\npaths: {}\n" },
  },
  {
    name: "by a version that is an object",
    files: { "a.yaml": "openapi: {major: 3}\npaths: {}\n" },
  },
  { name: "by no paths", files: { "a.yaml": "openapi: 3.0.0\n" } },
];
