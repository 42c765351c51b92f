import type { HostileCase } from "../hostile-case.ts";

/** Ten levels of ten aliases: ten billion values in a few lines. */
const laughs = [
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`),
].join("\n");

const head = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n";

/** YAML that is small as text and large, or endless, as a value. */
export const aliases: readonly HostileCase[] = [
  {
    name: "by ten billion laughs",
    files: { "a.yaml": `${head}x-laughs:\n${laughs.replaceAll(/^/gm, "  ")}\n` },
  },
  { name: "by an alias of what is around it", files: { "a.yaml": `&root\n${head}x-self: *root\n` } },
  {
    name: "by a loop of aliases in a schema",
    files: { "a.yaml": `${head}components: {schemas: {A: &a {properties: {a: *a}}}}\n` },
  },
  { name: "by an alias of nothing", files: { "a.yaml": `${head}x-a: *nothing\n` } },
  {
    name: "by a bomb of merge keys",
    files: {
      "a.yaml": `${head}x-base: &m0 {${Array.from({ length: 200 }, (_, key) => `k${key}: 1`).join(", ")}}
x-more:\n${Array.from({ length: 2000 }, (_, level) => `  - &m${level + 1} {<<: *m${level}, l${level}: 1}`).join("\n")}\n`,
    },
  },
  { name: "by a merge key of a lone word", files: { "a.yaml": `${head}x-a: {<<: word}\n` } },
  { name: "by a merge key that leads to itself", files: { "a.yaml": `${head}x-a: &a {<<: *a}\n` } },
];
