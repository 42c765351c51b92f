import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generatedFiles } from "./helpers/generated-files.ts";

describe("generated files", () => {
  for (const [path, content] of generatedFiles) {
    it(`${path} is as its table says (npm run docs writes it)`, () => {
      const written = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

      expect(written).to.equal(content());
    });
  }
});
