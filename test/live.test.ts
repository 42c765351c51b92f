import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { objectLayer, readConfig } from "../src/config.ts";
import { assembleLive, type Live, type Reload } from "../src/live.ts";
import { serve } from "./contract/remote/http-server.ts";
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

  it("goes on once a file is there that a $ref named before", async () => {
    write("api.yaml", api("{ const: 1 }"));
    await start("api.yaml");

    write("api.yaml", api("{ $ref: later.yaml }"));
    expect(await reloaded()).to.include({ kind: "failed", code: "ref-missing-file" });
    write("later.yaml", "{ const: 2 }");
    expect(await reloaded()).to.include({ kind: "reloaded" });

    expect(await answer()).to.equal("2");
  });

  it("asks a URL again with its validators, and keeps the contract while the server is away", async () => {
    let text = api("{ const: 1 }");
    let status = 200;
    const conditions: (string | undefined)[] = [];
    const server = createServer((asked, response) => {
      const tag = `"${text.length}-${text.includes("const: 2")}"`;
      conditions.push(asked.headers["if-none-match"]);
      const isKnown = status === 200 && asked.headers["if-none-match"] === tag;
      response.writeHead(isKnown ? 304 : status, { ETag: tag, "Content-Type": "application/yaml" });
      response.end(isKnown ? undefined : text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await begin([`http://127.0.0.1:${port}/api.yaml`], { pollInterval: "20ms" });
      expect(await answer()).to.equal("1");
      status = 500;
      while (conditions.length < 4) await new Promise((resolve) => server.once("request", resolve));
      expect(await answer()).to.equal("1");

      status = 200;
      text = api("{ const: 2 }");
      expect(await reloaded()).to.include({ kind: "reloaded" });

      expect(await answer()).to.equal("2");
      expect(conditions.filter((condition) => condition !== undefined)).to.have.length.above(1);
      expect(reloads).to.deep.equal([]);
    } finally {
      live.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it("keeps the contract where an edit finds a server away that a $ref needs, and goes on when it is back", async () => {
    let status = 200;
    const { origin } = await serve((_, response) => response.writeHead(status).end("{ const: 7 }"));
    const remote = `{ $ref: "${origin}/value.yaml" }`;
    write("api.yaml", api(remote));
    await begin([join(directory, "api.yaml")], { pollInterval: "20ms", allowRemoteRef: ["127.0.0.1"] });
    expect(await answer()).to.equal("7");

    status = 503;
    write("api.yaml", api(remote, "/moved"));
    expect(await reloaded()).to.include({ kind: "failed", code: "ref-unreachable" });
    expect(await answer()).to.equal("7");
    status = 200;
    expect(await reloaded()).to.include({ kind: "reloaded" });

    expect(await answer("/moved")).to.equal("7");
  });

  it("takes an edit where that server was away from the start, for whatever reason", async () => {
    let status = 404;
    const { origin } = await serve((_, response) => response.writeHead(status).end());
    const anyOf = (value: number) => api(`{ anyOf: [{ const: ${value} }, { $ref: "${origin}/value.yaml" }] }`);
    write("api.yaml", anyOf(1));
    await begin([join(directory, "api.yaml")], { allowRemoteRef: ["127.0.0.1"] });

    status = 503;
    write("api.yaml", anyOf(2));

    expect(await reloaded()).to.include({ kind: "reloaded" });
  });

  it("serves anew when an overlay changes", async () => {
    write("api.yaml", api("{ const: 1 }"));
    const overlay = (value: number) =>
      `overlay: 1.0.0\ninfo: { title: O, version: "1" }\nactions: [{ target: "$..schema", update: { const: ${value} } }]\n`;
    write("overlay.yaml", overlay(2));
    await begin([join(directory, "api.yaml")], { overlay: [join(directory, "overlay.yaml")] });
    expect(await answer()).to.equal("2");

    write("overlay.yaml", overlay(3));
    await reloaded();

    expect(await answer()).to.equal("3");
  });

  async function start(...documents: string[]): Promise<void> {
    await begin(documents.map((name) => join(directory, name)));
  }

  async function begin(document: readonly string[], settings: object = {}): Promise<void> {
    live = await assembleLive(readConfig([objectLayer({ document, ...settings }, "the test")]), {
      onBug(error) {
        throw error;
      },
      onNotice() {},
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
