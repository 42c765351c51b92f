import { good, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

function overlay(name: string, actions: unknown, others: Partial<HostileCase> = {}): HostileCase {
  return {
    name: `by an overlay ${name}`,
    files: {
      "a.json": withPaths(
        { "/a": { get: good } },
        { "x-list": Array.from({ length: 300 }, () => ({ a: { b: [1, 2, 3] } })) },
      ),
      "o.yaml":
        typeof actions === "string"
          ? actions
          : JSON.stringify({ overlay: "1.0.0", info: { title: "O", version: "1" }, actions }),
    },
    flags: ["--overlay", "o.yaml"],
    answers: { "GET /a": 200 },
    ...others,
  };
}

const wide = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${at}`, { v: at }]));

export const overlays: readonly HostileCase[] = [
  overlay("that is broken", "overlay: ["),
  overlay("that is none", "a: 1"),
  overlay(
    "of wrong types",
    [7, null, "x", { target: 5 }, { target: "$.info", update: 7 }, { target: "$", remove: "yes" }],
    {},
  ),
  overlay(
    "whose JSONPath is none",
    [
      { target: "$[?(", update: {} },
      { target: "x".repeat(100_000), update: {} },
    ],
    {},
  ),
  overlay(
    "that grows the document without end",
    Array.from({ length: 40 }, () => ({ target: "$..*", update: wide })),
    {},
  ),
  overlay("that looks at everything, for everything", [{ target: `$${"..*".repeat(12)}`, update: { x: 1 } }]),
  overlay("whose filter nests", [{ target: "$..[?@..[?@..[?@..a]]]", update: { x: 1 } }]),
  overlay("whose expression explodes", [
    { target: "$..[?match(@.title, '(a+)+b')]", update: { x: 1 } },
    { target: "$..[?search(@.b, '(.*a){25}')]", remove: true },
  ]),
  overlay(
    "that removes everything",
    [
      { target: "$", remove: true },
      { target: "$.*", remove: true },
    ],
    {},
  ),
  overlay(
    "that reaches for prototypes",
    [
      { target: "$['__proto__']", update: { polluted: true } },
      {
        target: "$.info",
        update: JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
      },
    ],
    {},
  ),
  overlay(
    "that copies the whole into its parts",
    [
      { target: "$.info", copy: "$" },
      { target: "$..info", copy: "$" },
      { target: "$..info", copy: "$" },
    ],
    {},
  ),
  overlay(
    "that adds references to files",
    [{ target: "$.paths['/a'].get.responses['200']", update: { $ref: "/etc/passwd" } }],
    {},
  ),
];
