import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

describe("the judge and its client", () => {
  const root = fileURLToPath(new URL(".", import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

  it("import nothing from the project but each other, and createMock where they begin", () => {
    const foreign = files.flatMap((file) =>
      importsOf(join(root, file))
        .filter((target) => !target.startsWith(root))
        .map((target) => `${file} ${target.slice(resolve(root, "../..").length + 1)}`),
    );

    expect(foreign.sort()).to.deep.equal(["own.test.ts src/index.ts", "worker.ts src/index.ts"]);
  });

  it("use none of the packages that read bodies for Helix", () => {
    const manifest = JSON.parse(readFileSync(resolve(root, "../../package.json"), "utf8")) as Manifest;
    // Ajv is the second opinion, with its own options, formats and conversion; the first one is another validator.
    const shared = Object.keys(manifest.dependencies).filter((name) => name !== "ajv");
    const used = new Set(files.flatMap((file) => packagesOf(join(root, file))));

    expect(shared.filter((name) => used.has(name))).to.deep.equal([]);
  });
});

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const IMPORT = /(?:from|import\()\s*"([^"]+)"/g;

function importsOf(file: string): string[] {
  const names = [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, name = ""]) => name);
  return names.filter((name) => name.startsWith(".")).map((name) => resolve(dirname(file), name));
}

function packagesOf(file: string): string[] {
  const names = [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, name = ""]) => name);
  return names.map((name) =>
    name
      .split("/")
      .slice(0, name.startsWith("@") ? 2 : 1)
      .join("/"),
  );
}
