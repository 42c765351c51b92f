import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { buildPrevious } from "../../bench/previous.ts";

describe("buildPrevious", () => {
  let directory: string;
  let root: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    root = join(directory, "root");
    mkdirSync(join(root, "node_modules"), { recursive: true });
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it("builds the commit before this one with the packages that are here, and leaves the checkout as it is", () => {
    begin();
    commit("one", "cp text built; ls -d node_modules");
    commit("two", "false");

    const previous = buildPrevious(root, place());

    expect(previous).to.include({ kind: "built", place: place() });
    expect(readFileSync(join(place(), "built"), "utf8")).to.equal("one");
    expect(git("status", "--porcelain")).to.equal("");
    expect(existsSync(join(root, "built"))).to.equal(false);
  });

  it("takes the first parent of a merge", () => {
    begin();
    commit("base");
    git("switch", "--quiet", "-c", "branch");
    commit("of the branch");
    git("switch", "--quiet", "-");
    git("merge", "--quiet", "--no-ff", "-m", "merge", "branch");

    buildPrevious(root, place());

    expect(readFileSync(join(place(), "text"), "utf8")).to.equal("base");
  });

  it("says why there is none: no checkout, the first commit, a shallow clone", () => {
    const reasons = [reason(root)];
    begin();
    commit("one");
    reasons.push(reason(root));
    commit("two");
    const clone = join(directory, "clone");
    git("clone", "--quiet", "--depth", "1", `file://${root}`, clone);
    reasons.push(reason(clone));

    expect(reasons[0]).to.match(/^this is no checkout of git: /);
    expect(reasons.slice(1)).to.deep.equal([
      "this commit is the first one",
      "the checkout is shallow and ends at this commit; fetch two commits at least",
    ]);
  });

  it("says why it cannot be built", () => {
    begin();
    commit("one", "echo the reason >&2; exit 3");
    commit("two");

    expect(reason(root)).to.match(/^the commit before this one, [0-9a-f]+, cannot be built: [\s\S]*the reason/);
  });

  function place(): string {
    return join(directory, "previous");
  }

  function reason(checkout: string): string | undefined {
    const previous = buildPrevious(checkout, place());
    return previous.kind === "missing" ? previous.reason : undefined;
  }

  function begin(): void {
    git("init", "--quiet");
    writeFileSync(join(root, ".gitignore"), "node_modules\n");
    writeFileSync(join(root, "package-lock.json"), "{}");
  }

  function commit(text: string, build = "true"): void {
    writeFileSync(join(root, "text"), text);
    writeFileSync(join(root, "package.json"), JSON.stringify({ scripts: { build } }));
    git("add", "--all");
    git("commit", "--quiet", "-m", text);
  }

  function git(...words: readonly string[]): string {
    const names = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CEILING_DIRECTORIES: directory };
    const person = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    const env = { ...process.env, ...names };
    return execFileSync("git", [...person, ...words], { cwd: root, encoding: "utf8", env, stdio: "pipe" });
  }
});
