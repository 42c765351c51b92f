import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Outcome } from "../outcome.ts";
import { drawOperations, spread } from "../sampling.ts";
import type { Target } from "../workers.ts";
import { openJournal } from "./journal.ts";
import { readOptions } from "./options.ts";
import { newlyHeard, recordOf } from "./record.ts";
import { hasFailed, summary } from "./summary.ts";
import { walk } from "./walk.ts";

const named = (name: string) => ({ name }) as Parameters<ReturnType<typeof drawOperations>>[0][number];
const operations = Array.from({ length: 50 }, (_, index) => named(`GET /${index}`));

describe("a wide walk", function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "helix-wide-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("draws the same operations for a seed, in document order, and more of them as a larger sample", () => {
    const draw = (sample: string) => drawOperations(sample, "doc")(operations).map(({ name }) => name);

    expect(draw("20@1")).to.have.lengthOf(20).and.to.deep.equal(draw("20@1"));
    expect(draw("20@2")).not.to.deep.equal(draw("20@1"));
    expect(draw("25@1")).to.include.members(draw("20@1"));
    expect(draw("all")).to.deep.equal(operations.map(({ name }) => name));
    expect(operations.map(({ name }) => name).filter((name) => draw("20@1").includes(name))).to.deep.equal(
      draw("20@1"),
    );
    expect(() => drawOperations("some", "doc")).to.throw("COUNT@SEED");
  });

  it("says which flag is wrong", () => {
    expect(readOptions(["--shard", "2/4", "--all", "azure"])).to.deep.include({
      shard: { index: 1, count: 4 },
      sample: "all",
      only: ["azure"],
    });
    expect(() => readOptions(["--shard", "5/4"])).to.throw("--shard 5/4");
    expect(() => readOptions(["--jobs", "0"])).to.throw("--jobs 0");
  });

  it("counts what was heard of a document, and names each exception by its pointer", () => {
    const outcome: Outcome = {
      ...{ document: "doc", operation: "GET /a/{b}", ask: "plain", isInvalid: false, lenient: false, digest: "1" },
      failures: [{ kind: "invalid body", detail: "wrong" }],
    };
    const heard = { ...newlyHeard(), outcomes: [outcome], repeated: [{ ...outcome, digest: "2", failures: [] }] };

    const record = recordOf("doc", heard);

    expect(record.counts).to.include({ operations: 1, answers: 1, invalid: 1, compared: 1, differing: 1 });
    expect(record.exceptions.map(({ pointer, kind }) => `${pointer} ${kind}`)).to.deep.equal([
      "/paths/~1a~1{b}/get invalid body",
      "/paths/~1a~1{b}/get nondeterministic",
    ]);
    expect(hasFailed(record)).to.equal(true);
    expect(summary([record], 1)).to.include("doc /paths/~1a~1{b}/get [plain] invalid body: wrong");
  });

  it("goes on where it stopped, and takes the last line of a document for true", async () => {
    const [served, broken] = documents();
    const options = readOptions(["--out", folder, "--cache", folder, "--jobs", "1", "--compare", "1", "--resume"]);
    const journal = openJournal(folder, options.shard);
    await walk([served], journal, options);
    const first = journal.records().get(served.id);
    // What a run that is killed leaves behind.
    appendFileSync(
      join(folder, readdirSync(folder).find((file) => file.endsWith(".jsonl")) ?? ""),
      '{"document": "hal\n',
    );

    await walk([served, broken], journal, options);

    const records = journal.records();
    expect(first?.counts).to.include({ operations: 1, invalid: 0, undeclared: 0, differing: 0, crashes: 0, hangs: 0 });
    expect(first?.counts.compared).to.equal((first?.counts.answers ?? 0) + (first?.counts.faulty ?? 0));
    expect(records.get(served.id)).to.deep.equal(first);
    expect(records.get(broken.id)?.refusal).to.match(/^[a-z-]+: /);
    expect([...records.values()].some(hasFailed)).to.equal(false);
    expect(summary([...records.values()], 2)).to.include("2 of 2 walked, 1 loaded, 1 not loaded");
  });

  it("ends a process that says nothing, and calls it a hang", async () => {
    const [served] = documents();
    const options = { ...readOptions(["--out", folder, "--cache", folder, "--jobs", "1"]), silenceMs: 1 };
    const journal = openJournal(folder, options.shard);

    await walk([served], journal, options);

    expect(journal.records().get(served.id)?.counts).to.include({ hangs: 1, crashes: 0 });
  });

  it("spreads texts evenly", () => {
    const places = Array.from({ length: 1000 }, (_, index) => spread(`document ${index}`, 10));

    expect(new Set(places).size).to.equal(10);
  });

  function documents(): [served: Target, broken: Target] {
    const content = { "application/json": { schema: { type: "object", properties: { name: { type: "string" } } } } };
    const paths = { "/pets/{id}": { get: { parameters: [id], responses: { 200: { description: "", content } } } } };
    const write = (name: string, value: unknown): Target => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify(value));
      return { id: name, path };
    };
    return [
      write("served", { openapi: "3.0.3", info: { title: "", version: "" }, paths }),
      write("broken", ["no document"]),
    ];
  }
});

const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
