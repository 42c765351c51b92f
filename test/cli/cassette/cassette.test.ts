import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Recording } from "../../../src/ai/cassette/cassette.ts";
import { openCassette } from "../../../src/ai/cassette/folder-cassette.ts";
import { cassette } from "../../../src/cli/cassette/cassette.ts";
import type { Config } from "../../../src/config.ts";
import { type FakeDocument, fakeAssemble, invocation } from "../../helpers/asking.ts";
import { recording, temporaryFolder } from "../../helpers/recordings.ts";

describe("helix cassette", () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  describe("check", () => {
    it("is content with recordings that still answer", async () => {
      await recordAll([recording(), recording({ operation: "addPet" })]);

      const { exit, printed } = await run(["check"]);

      expect([exit, printed]).to.deep.equal([0, `${folder}: 2 recordings, 2 unchanged\n`]);
    });

    it("tells what has become of each recording, and what is missing", async () => {
      await recordAll([
        recording({ slot: "a" }, { name: 7 }),
        recording({ intent: "all sold out", schemaDigest: "d0" }),
        recording({ operation: "gone" }),
      ]);

      const { exit, printed } = await run(["check", "api.yaml"]);

      expect(exit).to.equal(1);
      expect(printed).to.equal(
        [
          "orphaned            gone  200 application/json",
          "                      the document has no such operation that a model is asked for",
          "changed             listPets  200 application/json  a",
          "                      /name must be string",
          'still valid         listPets  200 application/json  "all sold out"',
          "missing             addPet",
          "",
          `${folder}: 3 recordings, 1 still valid, 1 changed, 1 orphaned; 1 operation without a recording`,
          "",
        ].join("\n"),
      );
    });

    it("tells it to programs", async () => {
      await recordAll([recording({ slot: "a" }, { name: 7 })]);

      const { exit, printed } = await run(["check"], { format: "json" });

      expect(exit).to.equal(1);
      expect(JSON.parse(printed)).to.deep.equal({
        documents: ["api.yaml"],
        cassette: folder,
        counts: { unchanged: 0, "still-valid": 0, "outdated-prompt": 0, changed: 1, orphaned: 0 },
        recordings: [
          {
            state: "changed",
            operation: "listPets",
            answer: "200 application/json",
            intent: "",
            slot: "a",
            provider: "groq",
            model: "openai/gpt-oss-20b",
            file: join(folder, "listPets.json"),
            reasons: ["/name must be string"],
          },
        ],
        missing: ["addPet"],
      });
    });

    it("asks for the answers that are recorded, too", async () => {
      await recordAll([recording({ answer: "202 application/json" })]);
      const wishes: (string | undefined)[] = [];

      const { exit } = await run(["check"], {}, { onRequest: ({ headers }) => void wishes.push(headers["prefer"]) });

      expect(exit).to.equal(0);
      expect(wishes).to.include("code=202");
    });

    it("needs recordings, and a document", async () => {
      const failures = [await failure(["check"]), await failure(["check"], { document: [] })];

      expect(failures[0]).to.contain(`there are no recorded answers in ${folder}`);
      expect(failures[1]).to.contain("no document given; usage: helix cassette check <document>");
    });
  });

  describe("prune", () => {
    it("removes what answers nothing any more, and says what", async () => {
      await recordAll([recording(), recording({ slot: "a" }, { name: 7 }), recording({ operation: "gone" })]);

      const { exit, printed } = await run(["prune"]);

      expect([exit, printed]).to.deep.equal([
        0,
        "removed gone  200 application/json\n" +
          "removed listPets  200 application/json  a\n" +
          `${folder}: 2 recordings removed, 1 left\n`,
      ]);
      expect((await openCassette(folder)).list().map(({ recording: { card } }) => card.slot)).to.deep.equal([""]);
    });

    it("removes nothing where the document has nothing to do with it", async () => {
      await recordAll([recording()]);

      expect(await failure(["prune"], {}, { operations: ["health"] })).to.contain("is it the right document?");
      expect((await openCassette(folder)).list()).to.have.length(1);
    });
  });

  describe("diff", () => {
    let other: string;

    beforeEach(() => {
      other = temporaryFolder();
    });

    afterEach(() => rmSync(other, { recursive: true }));

    it("says that there is none", async () => {
      for (const path of [folder, other]) await recordAll([recording()], path);

      expect(await run(["diff", folder, other])).to.deep.equal({ exit: 0, printed: "no differences\n" });
    });

    it("tells what came, what went and what changed", async () => {
      await recordAll([recording({ slot: "a" }), recording({ slot: "b" }, { name: "Rex", age: 1 })]);
      await recordAll([recording({ slot: "b" }, { name: "Max", age: 1 }), recording({ slot: "c" })], other);

      const text = await run(["diff", folder, other]);
      const json = await run(["diff", folder, other], { format: "json" });

      expect(text).to.deep.equal({
        exit: 1,
        printed: [
          "- listPets  200 application/json  a",
          "~ listPets  200 application/json  b",
          "    /name",
          "+ listPets  200 application/json  c",
          "",
          "1 added, 1 removed, 1 changed",
          "",
        ].join("\n"),
      });
      expect(JSON.parse(json.printed).differences[1]).to.deep.equal({
        kind: "changed",
        operation: "listPets",
        answer: "200 application/json",
        intent: "",
        slot: "b",
        pointers: ["/name"],
        members: [],
      });
    });

    it("needs two folders", async () => {
      expect(await failure(["diff", folder])).to.contain("helix cassette diff needs two folders");
    });
  });

  it("knows three words, and prints text or JSON", async () => {
    await recordAll([recording()]);

    expect(await failure([])).to.contain("helix cassette needs one of check, prune, diff");
    expect(await failure(["chek"])).to.contain('not "chek"; did you mean "check"?');
    expect(await failure(["check"], { format: "sarif" })).to.contain("prints text or json, not sarif");
    expect(await failure(["check", "a.yaml", "b.yaml"])).to.contain('"b.yaml" is one word too many');
  });

  async function run(operands: string[], settings: Partial<Config> = {}, document: FakeDocument = {}) {
    const { invoked, printed } = invocation({ cassette: folder, ...settings }, { operands });
    const exit = await cassette(invoked, fakeAssemble(document));
    return { exit, printed: printed() };
  }

  function failure(...parts: Parameters<typeof run>): Promise<string> {
    return run(...parts).then(() => "no failure", String);
  }

  async function recordAll(recordings: readonly Recording[], path = folder): Promise<void> {
    const cassette = await openCassette(path);
    for (const one of recordings) await cassette.record(one);
  }
});
