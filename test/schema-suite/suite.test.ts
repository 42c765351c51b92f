import { createRequire } from "node:module";
import { dirname } from "node:path";
import { expect } from "chai";
import { faultsOf, type Judge } from "./examine.ts";
import {
  classicExceptions,
  type Exception,
  modernExceptions,
  newerExceptions,
  packagedExceptions,
} from "./exceptions.ts";
import { type Expressed, expressClassic, expressModern } from "./express.ts";
import { classicJudge, modernJudge } from "./judges.ts";
import { metaschemasFor, readGroups, remotesFor } from "./suite.ts";

/** A whole copy of the JSON-Schema-Test-Suite: `npm run schema-suite` sets it. The one in node_modules has draft 4 only. */
const folder = process.env["HELIX_SCHEMA_SUITE"];
const packaged = dirname(createRequire(import.meta.url).resolve("json-schema-test-suite/package.json"));
describe("the JSON-Schema-Test-Suite", () => {
  for (const version of ["2.0", "3.0"] as const) {
    const read = (schema: unknown): Reading => [expressClassic(schema, version), classicJudge(schema)];
    agrees(
      `draft 4, as packaged, in ${version}`,
      packaged,
      "draft4",
      [...classicExceptions, ...packagedExceptions],
      read,
    );
    agrees(`draft 4 in ${version}`, folder, "draft4", [...classicExceptions, ...newerExceptions], read);
  }
  for (const version of ["3.1", "3.2"] as const) {
    agrees(`2020-12 in ${version}`, folder, "draft2020-12", modernExceptions, (schema, from) => {
      const remotes = remotesFor(schema, from);
      const expressed = expressModern(schema, [...remotes, ...metaschemasFor(schema)], version);
      return [expressed, modernJudge(schema, remotes)];
    });
  }
});

type Reading = readonly [Expressed, Judge];

function agrees(
  title: string,
  from: string | undefined,
  draft: string,
  exceptions: readonly Exception[],
  read: (schema: unknown, folder: string) => Reading,
): void {
  describe(title, () => {
    let faults: readonly string[] = [];

    before(async function () {
      if (from === undefined) {
        if (process.env["HELIX_NO_SKIP"]) throw new Error("HELIX_SCHEMA_SUITE names no copy of the suite");
        console.log("    skipped: HELIX_SCHEMA_SUITE is not set");
        this.skip();
      }
      this.timeout(300_000);
      for (const group of readGroups(from, draft)) {
        faults = [...faults, ...(await faultsOf(group, ...read(group.schema, from)))];
      }
    });

    it("is met, in its verdicts and by the instances that are made of its schemas, but for named exceptions", () => {
      const isExcepted = (fault: string) => exceptions.some(({ group }) => fault.startsWith(group));

      expect(faults.filter((fault) => !isExcepted(fault))).to.deep.equal([]);
    });

    it("needs every exception", () => {
      const isNeeded = ({ group }: Exception) => faults.some((fault) => fault.startsWith(group));

      expect(exceptions.filter((exception) => !isNeeded(exception))).to.deep.equal([]);
    });
  });
}
