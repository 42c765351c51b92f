import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";
import { SettingsError } from "../../src/base/errors.ts";
import type { Notice } from "../../src/base/notice.ts";
import { objectLayer, readConfig } from "../../src/config.ts";
import { assembleLive, type Live } from "../../src/live.ts";
import { request } from "../helpers/operation.ts";

const schema = "{ type: object, required: [id], properties: { id: { type: integer } } }";

describe("overrides in files", () => {
  let directory: string;
  let live: Live | undefined;
  let notices: Notice[];
  let heard: (() => void) | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    mkdirSync(join(directory, "fixed"));
    notices = [];
    heard = undefined;
    writeApi(schema);
  });

  afterEach(async () => {
    await live?.close();
    live = undefined;
    rmSync(directory, { recursive: true });
  });

  it("answer from the start, one in a file or a list of them, in the order of their files", async () => {
    write("b.json", '{ "operation": "getItem", "body": { "id": 2 } }');
    write("a.yaml", "- operation: GET /items/{id}\n  match: { path: { id: 1 } }\n  body: { id: 1 }\n");
    write("ignored.txt", "no override");
    await start();

    expect([await answer("/items/1"), await answer("/items/9")]).to.deep.equal(['{"id":1}', '{"id":2}']);
    expect(notices).to.deep.equal([]);
  });

  it("follow their files: changed, new and gone", async () => {
    write("a.yaml", "operation: getItem\nbody: { id: 1 }\n");
    await start();
    write("a.yaml", "operation: getItem\nbody: { id: 2 }\n");
    await noticed();
    expect(await answer("/items/9")).to.equal('{"id":2}');

    write("0.yaml", "operation: getItem\nbody: { id: 3 }\n");
    await noticed();
    expect(await answer("/items/9")).to.equal('{"id":3}');

    rmSync(join(directory, "fixed", "0.yaml"));
    rmSync(join(directory, "fixed", "a.yaml"));
    while (notices.filter(({ message }) => message.endsWith("is gone, and its overrides with it")).length < 2)
      await noticed();
    expect(await answer("/items/9")).to.equal('{"id":9}');
  });

  it("keep what a file said before it was broken, and say where it is", async () => {
    write("a.yaml", "operation: getItem\nbody: { id: 1 }\n");
    await start();

    for (const [text, place, what] of [
      ["operation: getItem\nbody: {", "2:8", "is not valid YAML"],
      [
        "operation: getItem\nbody: { id: 1 }\nstauts: 200\n",
        "1:1",
        'must not have the property "stauts"; did you mean "status"?',
      ],
      ["- operation: getItem\n- operation: getItem\n  times: 0\n", "3:3", "/times must be at least 1"],
    ] as const) {
      write("a.yaml", text);
      await noticed();

      expect(notices.at(-1)?.level).to.equal("error");
      expect(notices.at(-1)?.message).to.include(`${place0()}:${place}: `).and.include(what);
      expect(live?.overrideFaults().map(({ file }) => file)).to.deep.equal([place0()]);
      expect(await answer("/items/9")).to.equal('{"id":1}');
    }
    write("a.yaml", "operation: getItem\nbody: { id: 5 }\n");
    await noticed();
    expect(live?.overrideFaults()).to.deep.equal([]);
    expect(await answer("/items/9")).to.equal('{"id":5}');
  });

  it("are off where the contract rejects them, with the line that says so, and the others answer", async () => {
    write(
      "a.yaml",
      "- operation: getItem\n  match: { path: { id: 1 } }\n  body:\n    id: one\n- operation: getItem\n  body: { id: 2 }\n",
    );
    await start();

    expect(notices.map(({ message }) => message)).to.deep.equal([
      `${place0()}:4:5: the override o1 for getItem is off: /body/id must be an integer, but is a string`,
    ]);
    expect(await answer("/items/1")).to.equal('{"id":2}');
  });

  it("go off with an edit of the document that they do not fit, and on again with one that they do", async () => {
    write("a.yaml", "operation: getItem\nbody: { id: 1 }\n");
    await start();

    writeApi(schema.replace("integer", "string"));
    await noticed();
    expect(notices[0]?.message).to.match(
      /a\.yaml:2:9: the override o1 for getItem is off: \/body\/id must be a string/,
    );
    expect(await answer("/items/9")).to.equal('{"id":"9"}');
    writeApi(schema);
    await noticed();

    expect(notices[1]?.message).to.equal("the override o1 for getItem is on again");
    expect(await answer("/items/9")).to.equal('{"id":1}');
  });

  it("need not be there, unless somebody names their folder", async () => {
    rmSync(join(directory, "fixed"), { recursive: true });
    const failure = await start().catch((error: unknown) => error);
    const config = readConfig([objectLayer({ document: join(directory, "api.yaml"), watch: false }, "the test")]);
    live = await assembleLive(config, surroundings(join(directory, "fixed")));

    expect(failure).to.be.instanceOf(SettingsError);
    expect((failure as Error).message).to.match(/^the folder of overrides .*fixed cannot be read: ENOENT/);
    expect(await answer("/items/9")).to.equal('{"id":9}');
  });

  async function start(): Promise<void> {
    const settings = { document: join(directory, "api.yaml"), overrides: join(directory, "fixed") };
    live = await assembleLive(readConfig([objectLayer(settings, "the test")]), surroundings());
  }

  function surroundings(usualOverrides?: string) {
    const onNotice = (notice: Notice): void => {
      notices.push(notice);
      heard?.();
    };
    return { onReload() {}, onNotice, usualOverrides };
  }

  function noticed(): Promise<void> {
    return new Promise((resolve) => {
      heard = resolve;
    });
  }

  function place0(): string {
    return relative(process.cwd(), join(directory, "fixed", "a.yaml"));
  }

  function write(name: string, text: string): void {
    writeFileSync(join(directory, "fixed", name), text);
  }

  function writeApi(item: string): void {
    const operation = `operationId: getItem, parameters: [{ name: id, in: path, required: true, schema: {} }]`;
    const responses = `{ 200: { description: "", content: { application/json: { schema: ${item} } } } }`;
    const text = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /items/{id}:\n    get: { ${operation}, responses: ${responses} }\n`;
    writeFileSync(join(directory, "api.yaml"), text);
  }

  async function answer(target: string): Promise<string> {
    const exchange = await live?.gateway.handle(request("GET", target));
    return Buffer.from(exchange?.response.body ?? []).toString();
  }
});
