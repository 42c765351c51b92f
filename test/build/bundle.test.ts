import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Metafile } from "esbuild";
import { bundle, installed } from "../../build/bundle.ts";
import { notices } from "../../build/notices.ts";
import { packageVersion } from "../../src/base/version.ts";
import type * as Library from "../../src/index.ts";

/** Inside the project, because a bundle finds package.json by where it lies; git ignores it. */
const folder = fileURLToPath(new URL("../../coverage/bundle", import.meta.url));

describe("the bundle", () => {
  let metafile: Metafile;

  before(async () => {
    metafile = await bundle(folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("imports nothing that is not installed with the package", () => {
    const imported = Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external }) => external)
      .map(({ path }) => path);

    const missing = imported.filter((path) => !isBuiltin(path) && !installed().some((name) => path.startsWith(name)));
    expect(missing).to.deep.equal([]);
  });

  it("loads no package at the start that is not in it", () => {
    const outside = importsAtStart(metafile).filter((path) => !isBuiltin(path));

    expect(outside).to.deep.equal([]);
    expect(importsAtStart(metafile)).to.include("node:http");
  });

  it("passes on the licence of every package that it took in", () => {
    const text = notices(metafile);

    for (const name of ["ajv", "koa", "koa-compose", "saxes"]) expect(text).to.match(new RegExp(`^${name} \\d`, "m"));
    expect(text).to.include("Permission is hereby granted");
    expect(text).to.not.include("undefined");
  });

  it("runs as a command", () => {
    const printed = execFileSync(process.execPath, [`${folder}/bin.js`, "--version"], { encoding: "utf8" });

    expect(printed).to.equal(`${packageVersion()}\n`);
  });

  it("is the library too", async () => {
    const { createMock }: typeof Library = await import(`${folder}/index.js`);
    const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/a": { get: {} } } };
    const mock = await createMock({ document });

    const { status } = await mock.fetch("/a");

    expect(status).to.equal(200);
    await mock.close();
  });
});

/** What the command and the library import from outside before anything else happens. */
function importsAtStart({ outputs }: Metafile): string[] {
  const reached = new Set(Object.keys(outputs).filter((file) => /\/(?:bin|index)\.js$/.test(file)));
  const outside: string[] = [];
  for (const file of reached) {
    const imports = (outputs[file]?.imports ?? []).filter(({ kind }) => kind === "import-statement");
    for (const { path, external } of imports) if (!external) reached.add(path);
    outside.push(...imports.filter(({ external }) => external).map(({ path }) => path));
  }
  return outside;
}
