import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { objectLayer, readConfig } from "../src/config.ts";
import { assembleLive, type Live, type Reload } from "../src/live.ts";
import { request } from "./helpers/operation.ts";

describe("assembleLive", () => {
  let directory: string;
  let live: Live;
  let reloads: Reload[];
  let heard: (() => void) | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    reloads = [];
  });

  afterEach(() => {
    live.close();
    rmSync(directory, { recursive: true });
  });

  it("serves what an edit says", async () => {
    write("api.yaml", api("{ const: 1 }"));
    await start("api.yaml");
    expect(await answer()).to.equal("1");

    write("api.yaml", api("{ const: 2 }"));
    await reloaded();

    expect(await answer()).to.equal("2");
  });

  it("follows every file that a $ref reached, also those that the edit brings", async () => {
    write("api.yaml", api("{ $ref: one.yaml }"));
    write("one.yaml", "{ const: 1 }");
    await start("api.yaml");
    mkdirSync(join(directory, "deep"));
    write("deep/two.yaml", "{ const: 2 }");
    write("one.yaml", "{ $ref: deep/two.yaml }");
    await reloaded();
    expect(await answer()).to.equal("2");

    write("deep/two.yaml", "{ const: 3 }");
    await reloaded();

    expect(await answer()).to.equal("3");
  });

  it("keeps the last good contract through a broken edit, and says why", async () => {
    write("api.yaml", api("{ const: 1 }"));
    await start("api.yaml");

    write("api.yaml", "openapi: [");
    const reload = await reloaded();

    expect(reload).to.include({ kind: "failed", code: "document-syntax" });
    expect(reload)
      .to.have.property("message")
      .that.matches(/api\.yaml:\d+:\d+: the document is not valid YAML/);
    expect(live.documents()).to.have.nested.property("[0].failure.code", "document-syntax");
    expect(await answer()).to.equal("1");
    write("api.yaml", api("{ const: 2 }"));
    expect(await reloaded()).to.include({ kind: "reloaded" });
    expect(live.documents()).to.have.nested.property("[0].failure", undefined);
    expect(await answer()).to.equal("2");
  });

  it("keeps it too where a file behind a $ref is broken or gone, and goes on when that is mended", async () => {
    write("api.yaml", api("{ $ref: one.yaml }"));
    write("one.yaml", "{ const: 1 }");
    await start("api.yaml");

    write("one.yaml", "{ const: [");
    expect(await reloaded()).to.include({ kind: "failed", code: "ref-unparsable" });
    expect(await answer()).to.equal("1");
    rmSync(join(directory, "one.yaml"));
    expect(await reloaded()).to.include({ kind: "failed", code: "ref-missing-file" });
    expect(await answer()).to.equal("1");
    write("one.yaml", "{ const: 2 }");
    expect(await reloaded()).to.include({ kind: "reloaded" });

    expect(await answer()).to.equal("2");
  });

  it("sees a file that is replaced by another, as editors do, and one behind a link", async () => {
    write("real.yaml", api("{ const: 1 }"));
    symlinkSync(join(directory, "real.yaml"), join(directory, "api.yaml"));
    await start("api.yaml");
    write("real.yaml.new", api("{ const: 2 }"));

    renameSync(join(directory, "real.yaml.new"), join(directory, "real.yaml"));
    await reloaded();

    expect(await answer()).to.equal("2");
  });

  it("reloads one of several documents and leaves the other as it is", async () => {
    write("a.yaml", api("{ const: 1 }"));
    write("b.yaml", api("{ const: 10 }"));
    await start("a.yaml", "b.yaml@/b");

    write("b.yaml", api("{ const: 11 }"));
    await reloaded();

    expect(await answer("/value")).to.equal("1");
    expect(await answer("/b/value")).to.equal("11");
  });

  it("refuses an edit that takes another document's route", async () => {
    write("a.yaml", api("{ const: 1 }"));
    write("b.yaml", api("{ const: 10 }", "/other"));
    await start("a.yaml", "b.yaml");

    write("b.yaml", api("{ const: 10 }"));
    const reload = await reloaded();

    expect(reload).to.have.property("message").that.includes("both claim GET /value");
    expect(await answer("/other")).to.equal("10");
  });

  it("finishes a request with the contract that it began with", async () => {
    write("api.yaml", api("{ const: 1 }"));
    await start("api.yaml");

    const pending = live.gateway.handle(request("GET", "/value", { prefer: "delay=300ms" }, ""));
    write("api.yaml", api("{ const: 2 }"));
    await reloaded();

    expect(textOf(await pending)).to.equal("1");
  });

  async function start(...documents: string[]): Promise<void> {
    const document = documents.map((name) => join(directory, name));
    live = await assembleLive(readConfig([objectLayer({ document }, "the test")]), {
      onBug(error) {
        throw error;
      },
      onReload(reload) {
        reloads.push(reload);
        heard?.();
      },
    });
  }

  async function reloaded(): Promise<Reload> {
    for (;;) {
      const reload = reloads.shift();
      if (reload) return reload;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }

  async function answer(target = "/value"): Promise<string> {
    return textOf(await live.gateway.handle(request("GET", target, {}, "")));
  }

  function write(name: string, content: string): void {
    writeFileSync(join(directory, name), content);
  }
});

function textOf({ response }: { response: { body?: Uint8Array | undefined } }): string {
  return Buffer.from(response.body ?? []).toString();
}

/** An API that answers GET with a value of this schema. */
function api(schema: string, path = "/value"): string {
  return `openapi: 3.1.0
info: { title: Live, version: "1" }
paths:
  ${path}:
    get:
      responses:
        "200":
          description: the value
          content:
            application/json:
              schema: ${schema}
`;
}
