import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock } from "../../src/index.ts";
import { examine } from "./examine.ts";

/** `npm run corpus` asks the same of public documents; here are ours: what we ship, and what we have seen in the wild. */
describe("our own documents", function () {
  this.timeout(120_000);

  for (const folder of ["../../specs/", "./documents/"]) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    for (const file of readdirSync(path).filter((name) => name.endsWith(".yaml"))) {
      it(`get every answer right: ${file}`, async () => {
        const document = join(path, file);
        const mock = await createMock({ document, port: 0 });
        const wrong: string[] = [];

        const fetch = mock.fetch.bind(mock);
        for await (const outcome of examine(file, document, fetch, { judging: true, origin: mock.url })) {
          const { operation, ask, failures, proof } = outcome;
          for (const { kind, detail } of failures) wrong.push(`${operation} [${ask}] ${kind}: ${detail}`);
          if (proof !== undefined) wrong.push(`${operation} [${ask}] is called unsatisfiable: ${proof}`);
        }
        await mock.close();

        expect(wrong.join("\n")).to.equal("");
      });
    }
  }
});
