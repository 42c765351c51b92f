import { answering, component, good, isGood, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

/** Schemas of which each refers to the next; the last one is a 7. */
function chain(length: number, link: (next: string) => object): object {
  return Object.fromEntries(
    Array.from({ length }, (_, at) => [`A${at}`, at === length - 1 ? { const: 7 } : link(`A${at + 1}`)]),
  );
}

const isSeven = (body: unknown): boolean => body === 7;

/** References that lead nowhere, or without end, inside the document. */
export const references: readonly HostileCase[] = [
  {
    name: "by a reference that dangles",
    files: { "a.json": answering(component("Nowhere")) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by references that are no text",
    files: {
      "a.json": answering({ properties: { a: { $ref: 7 }, b: { $ref: null }, c: { $ref: ["#/x"] }, d: { $ref: {} } } }),
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by an empty reference",
    files: { "a.json": answering({ $ref: "" }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by a reference to the whole document",
    files: { "a.json": answering({ $ref: "#" }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by a reference to itself",
    files: { "a.json": answering(component("A"), { A: component("A") }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by two references to each other",
    files: { "a.json": answering(component("A"), { A: component("B"), B: component("A") }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by allOf that holds itself",
    files: { "a.json": answering(component("A"), { A: { allOf: [component("A"), { type: "object" }] } }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by not that holds itself",
    files: { "a.json": answering(component("A"), { A: { not: component("A") } }) },
  },
  {
    name: "by an endless required member",
    files: {
      "a.json": answering(component("A"), {
        A: { type: "object", required: ["a"], properties: { a: component("A") } },
      }),
    },
    answers: { "GET /a": 500 },
  },
  {
    name: "by a loop of 3 000 references",
    files: {
      "a.json": answering(
        component("A0"),
        Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`A${at}`, component(`A${(at + 1) % 3_000}`)])),
      ),
    },
    answers: { "GET /a": 501 },
  },
  {
    name: "by a chain of 300 references, which is long but fine",
    files: { "a.json": answering(component("A0"), chain(300, component)) },
    answers: { "GET /a": isSeven },
  },
  {
    name: "by a chain of 100 references in allOf, which is long but fine",
    files: {
      "a.json": answering(
        component("A0"),
        chain(100, (name) => ({ allOf: [component(name)] })),
      ),
    },
    answers: { "GET /a": isSeven },
  },
  {
    name: "by a chain of 10 000 references",
    files: { "a.json": answering(component("A0"), chain(10_000, component)) },
    answers: { "GET /a": 501 },
  },
  {
    name: "by loops of references between path items, responses, parameters and bodies",
    files: {
      "a.json": withPaths(
        {
          "/a": { $ref: "#/paths/~1c" },
          "/c": { $ref: "#/paths/~1a" },
          "/d": {
            get: {
              parameters: [{ $ref: "#/components/parameters/P" }],
              requestBody: { $ref: "#/components/requestBodies/B" },
              responses: { 200: { $ref: "#/components/responses/R" } },
            },
          },
          "/b": { get: good },
        },
        {
          components: {
            parameters: { P: { $ref: "#/components/parameters/P" } },
            requestBodies: { B: { $ref: "#/components/requestBodies/B" } },
            responses: { R: { $ref: "#/components/responses/R" } },
          },
        },
      ),
    },
    answers: { "GET /b": isGood },
  },
  {
    name: "by references into texts, lists and prototypes",
    files: {
      "a.json": answering({
        properties: {
          a: { $ref: "#/info/title/0" },
          b: { $ref: "#/paths/~1a/get/responses/200/description" },
          c: { $ref: "#/__proto__/toString" },
          d: { $ref: "#/constructor" },
          e: { $ref: "#/components/schemas/-1" },
          f: { $ref: "#/%zz" },
          g: { $ref: "#/~3" },
        },
      }),
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by dynamic references in a loop",
    files: { "a.json": answering(component("A"), { A: { $dynamicAnchor: "x", allOf: [{ $dynamicRef: "#x" }] } }) },
    answers: { "GET /a": 200 },
  },
  {
    name: "by thousands of equal $ids",
    files: {
      "a.json": answering(
        component("A0"),
        Object.fromEntries(
          Array.from({ length: 3_000 }, (_, at) => [
            `A${at}`,
            { $id: "https://x.example/a", items: { $ref: "https://x.example/a" } },
          ]),
        ),
      ),
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by a discriminator that leads nowhere, to itself and out of the document",
    files: {
      "a.json": answering(component("A"), {
        A: {
          type: "object",
          properties: { kind: { type: "string" } },
          required: ["kind"],
          discriminator: {
            propertyName: "kind",
            mapping: { a: "#/components/schemas/A", b: "#/nowhere", c: "file:///etc/passwd", d: 7, ["__proto__"]: "A" },
          },
          oneOf: [component("A"), component("B")],
        },
        B: { type: "object" },
      }),
    },
  },
];
