import { answering } from "../document.ts";
import type { Around, HostileCase } from "../hostile-case.ts";

const up = "../".repeat(40);

function outside(
  name: string,
  referenceOf: (around: Around) => string,
  others: Partial<HostileCase> = {},
): HostileCase {
  return {
    name: `by a reference to a file outside: ${name}`,
    files: (around) => ({ "a.json": answering({ $ref: referenceOf(around) }) }),
    answers: { "GET /a": 200 },
    ...others,
  };
}

/** References to files that are none of the document's business. */
export const files: readonly HostileCase[] = [
  outside("an absolute path", () => "/etc/passwd"),
  outside("file://", () => "file:///etc/passwd#/root"),
  outside("file: with a host", () => "file://attacker.example/etc/passwd"),
  outside("file: without slashes", () => "file:/etc/passwd"),
  outside("../..", () => `${up}etc/passwd`),
  outside("percent-encoded", () => `${up.replaceAll("../", "%2e%2e%2f")}etc%2fpasswd`),
  outside("percent-encoded twice", () => `${up.replaceAll("../", "%252e%252e%252f")}etc%252fpasswd`),
  outside("through a folder that is there", () => `./sub/../${up}etc/passwd`),
  outside("backslashes", () => "..\\..\\..\\..\\etc\\passwd"),
  outside("a NUL byte at its end", () => "/etc/passwd%00.json"),
  outside("a file beside the folder", ({ secret }) => secret),
  outside("a device", () => "/dev/zero"),
  outside("a file of the process", () => "/proc/self/environ"),
  outside("a symbolic link to a file", () => "link.yaml", { links: ({ secret }) => ({ "link.yaml": secret }) }),
  outside("a symbolic link to a folder", () => "out/etc/passwd", { links: () => ({ out: "/" }) }),
  outside("a symbolic link to itself", () => "self.yaml", { links: () => ({ "self.yaml": "self.yaml" }) }),
  outside("from a file beside it", () => "b.json", {
    files: ({ secret }) => ({
      "a.json": answering({ properties: { a: { $ref: "b.json" }, b: { $ref: "b.json#/up" } } }),
      "b.json": { $ref: secret, up: { $ref: `${up}etc/passwd` } },
    }),
  }),
  outside("where a path item belongs", () => "", {
    files: ({ secret }) => ({
      "a.json": {
        openapi: "3.1.0",
        info: { title: "A", version: "1" },
        paths: { "/a": { $ref: secret }, "/c": { $ref: "file:///etc/hosts" } },
      },
    }),
    answers: {},
  }),
  outside("a folder", () => "."),
  outside("in a discriminator, an example and a link", () => "", {
    files: ({ secret }) => ({
      "a.json": {
        openapi: "3.1.0",
        info: { title: "A", version: "1" },
        paths: {
          "/a": {
            get: {
              responses: {
                200: {
                  description: "",
                  links: { l: { operationRef: `${secret}#/x` } },
                  content: {
                    "application/json": {
                      schema: { type: "object", discriminator: { propertyName: "k", mapping: { a: secret } } },
                      examples: { e: { externalValue: secret }, f: { $ref: secret } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    }),
  }),
  {
    name: "by files that refer to each other without end",
    files: {
      "a.json": answering({ $ref: "b.json" }),
      "b.json": { properties: { c: { $ref: "c.json" } } },
      "c.json": {
        properties: {
          b: { $ref: "b.json" },
          a: { $ref: "a.json#/paths/~1a/get/responses/200/content/application~1json/schema" },
        },
      },
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by broken, binary, deep and empty files that it refers to",
    files: {
      "a.json": answering({
        properties: {
          b: { $ref: "b.yaml" },
          c: { $ref: "c.yaml" },
          d: { $ref: "d.json" },
          e: { $ref: "e.yaml" },
          f: { $ref: "f.yaml" },
        },
      }),
      "b.yaml": "a: [",
      "c.yaml": Uint8Array.of(0, 1, 2),
      "d.json": "[".repeat(100_000),
      "e.yaml": "",
      "f.yaml": "just text",
    },
    answers: { "GET /a": 200 },
  },
];
