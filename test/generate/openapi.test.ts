import { expect } from "chai";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import { References } from "../../src/contract/schema/reference.ts";
import { createSchemas } from "../../src/contract/schema/schema-graph.ts";
import { generate } from "../../src/generate/instance.ts";
import { createMock } from "../../src/index.ts";
import { openDocument } from "../corpus/judge/document.ts";
import { judgeFor } from "../corpus/judge/judge.ts";
import type { Case } from "./tricky/case.ts";
import { type VersionCase, versionCases } from "./tricky/openapi.ts";
import { unsatisfiable } from "./tricky/unsatisfiable.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const seeds = [0, 1, 2, 3, 4, 5, 6, 7];

describe("generate, as its version of OpenAPI has it, finds an instance of", () => {
  for (const [name, written] of versionCases) {
    it(name, async () => {
      const { document, pointer } = placed(written);
      const schemas = createSchemas(written.version, new References(document), new Diagnostics());
      const opened = openDocument(document);
      const place = { file: opened.root.file, pointer };
      const judge = judgeFor(opened, "response", [place]);

      const values = seeds.map((seed) => generate(schemas.at(pointer, "response"), { seed, now }));

      for (const value of values) expect(await judge.complaints(place, value), JSON.stringify(value)).to.deep.equal([]);
    });
  }
});

describe("an operation whose answer has no instance", () => {
  for (const [name, { schema, components }] of unsatisfiable) {
    it(`says so instead of answering: ${name}`, async () => {
      const content = { "application/json": { schema } };
      const document = {
        openapi: "3.1.1",
        info: { title: "Unsatisfiable", version: "1" },
        paths: { "/it": { get: { responses: { 200: { description: "", content } } } } },
        components: { schemas: components ?? {} },
      };
      const mock = await createMock({ document });

      const answer = await mock.fetch("/it");
      const problem = (await answer.json()) as { type: string; detail: string };
      await mock.close();

      expect(answer.status).to.equal(500);
      expect(problem.type).to.equal("/_helix/problems/schema-unsatisfiable");
      expect(problem.detail).to.match(/no value is valid against the schema/);
    });
  }
});

/** A document of the case's version, with references where that version has its schemas. */
function placed({ version, schema, components = {} }: VersionCase): { document: object; pointer: string } {
  const schemas = { ...components, Case: schema } satisfies Case["components"];
  if (version !== "2.0")
    return { document: { openapi: `${version}.0`, components: { schemas } }, pointer: "/components/schemas/Case" };
  const definitions = JSON.parse(
    JSON.stringify(schemas).replaceAll("#/components/schemas/", "#/definitions/"),
  ) as object;
  return { document: { swagger: "2.0", definitions }, pointer: "/definitions/Case" };
}
