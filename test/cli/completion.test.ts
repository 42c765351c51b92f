import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { verbs } from "../../src/cli/verbs.ts";
import { startHelix } from "../helpers/helix-process.ts";
import { isInstalled, shellDrivers } from "../helpers/shells.ts";

/** The names of files among what is offered, for shells that offer more of them than documents. */
const documents = ["api.yaml", "my api.json", "specs"];

for (const [shell, driver] of Object.entries(shellDrivers)) {
  describe(`completion in ${shell}`, function () {
    // A shell of its own for each line, on a busy machine.
    this.timeout(60_000);
    let directory: string | undefined;

    before(async function () {
      if (!isInstalled(shell)) {
        if (process.env["HELIX_NO_SKIP"]) throw new Error(`${shell} is not installed`);
        console.log(`    skipped: ${shell} is not installed`);
        this.skip();
      }
      directory = mkdtempSync(join(tmpdir(), "helix-"));
      for (const name of ["api.yaml", "my api.json", "notes.txt"]) writeFileSync(join(directory, name), "");
      mkdirSync(join(directory, "specs"));
      writeFileSync(join(directory, ".script"), await scriptFor(shell));
    });

    after(() => {
      if (directory !== undefined) rmSync(directory, { recursive: true });
    });

    const offers = (line: string) => driver(line, directory ?? "").map((offer) => offer.replace(/\/$/, ""));

    it("offers commands, and documents because a command can be left out", () => {
      expect(offers("helix ")).to.include.members([...verbs.map(({ name }) => name), ...documents]);
      expect(offers("helix mo")).to.deep.equal(["mock"]);
      expect(offers("helix-mock gen")).to.deep.equal(["generate"]);
    });

    it("offers documents and folders behind a command", () => {
      expect(offers("helix mock ")).to.include.members(documents);
      expect(offers("helix validate my")).to.deep.equal(["my api.json"]);
    });

    it("offers the flags of the command that is written", () => {
      expect(offers("helix mock --validate-re").map(bare)).to.deep.equal(["--validate-request"]);
      expect(offers("helix explain --validate-re")).to.deep.equal([]);
      expect(offers("helix mock api.yaml --po").map(bare)).to.include("--port");
    });

    it("offers the values of a flag, with a space or an equals sign before them", () => {
      const values = ["error", "off", "warn"];

      expect(offers("helix mock --validate-request ").sort()).to.deep.equal(values);
      expect(offers("helix mock --validate-request=").map(valueIn).sort()).to.deep.equal(values);
    });

    it("offers every file where a flag takes one, and nothing where only the user knows", () => {
      expect(offers("helix mock --overlay no")).to.deep.equal(["notes.txt"]);
      expect(offers("helix mock --port ")).to.deep.equal([]);
    });

    it("offers words that are no files: codes and shells", () => {
      expect(offers("helix explain ref-unre")).to.deep.equal(["ref-unreachable"]);
      expect(offers("helix completion ").sort()).to.deep.equal(["bash", "fish", "zsh"]);
    });

    it("offers words and documents where a document stands behind a word", () => {
      expect(offers("helix cassette ")).to.include.members(["check", "prune", "diff"]);
      expect(offers("helix cassette check ")).to.include.members(documents);
      expect(offers("helix cassette check --cassette spe")).to.deep.equal(["specs"]);
    });
  });
}

/** Zsh and fish may put the equals sign to it. */
function bare(flag: string): string {
  return flag.replace(/=$/, "");
}

/** Fish offers the whole word. */
function valueIn(offer: string): string {
  return offer.slice(offer.indexOf("=") + 1);
}

async function scriptFor(shell: string): Promise<string> {
  const helix = startHelix(["completion", shell]);
  expect(await helix.ended, helix.complaint()).to.equal(0);
  return helix.output();
}
