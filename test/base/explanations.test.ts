import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { explanations } from "../../src/base/explanations.ts";

const source = new URL("../../src/", import.meta.url);

/** `code: "…"` in an object, `code = "…"` in an error class, and `report(severity, "…"` while compiling. */
const patterns = [/\bcode(?::| =)\s*"([a-z-]+)"/g, /\.report\(\s*"(?:error|warning|info)",\s*"([a-z-]+)"/g];

describe("explanations", () => {
  it("explain every code that the source gives an error, a violation or a diagnostic", () => {
    const used = new Set(
      sourceFiles().flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(first))),
    );

    const unexplained = [...used].filter((code) => !explanations.has(code));

    expect(used.size).to.be.greaterThan(40);
    expect(unexplained).to.deep.equal([]);
  });

  it("are sentences that say what is and what to do", () => {
    for (const { meaning, remedy } of explanations.values()) {
      expect(meaning).to.match(/\.$/);
      expect(remedy).to.match(/\.$/);
    }
  });
});

function sourceFiles(): string[] {
  const names = readdirSync(source, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => readFileSync(new URL(name, source), "utf8"));
}

function first([, code = ""]: RegExpMatchArray): string {
  return code;
}
