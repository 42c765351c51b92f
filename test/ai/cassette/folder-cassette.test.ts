import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Recording } from "../../../src/ai/cassette/cassette.ts";
import { CassetteError } from "../../../src/ai/cassette/cassette-error.ts";
import { hasRecordings, openCassette } from "../../../src/ai/cassette/folder-cassette.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { card, recording, temporaryFolder } from "../../helpers/recordings.ts";

describe("a cassette in a folder", () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is empty where the folder is not there, and makes the folder when it records", async () => {
    const path = join(folder, "deep", "cassette");
    const cassette = await openCassette(path);
    const wasThere = await hasRecordings(path);

    await cassette.record(recording());

    expect([wasThere, await hasRecordings(path)]).to.deep.equal([false, true]);
    expect(cassette.find(card())).to.deep.equal({ kind: "exact", recording: recording(), isChanged: false });
  });

  it("replays what was recorded before it was opened", async () => {
    await recordAll([recording({ slot: "limit=5" }), recording({ operation: "GET /pets/{id}" })]);

    const cassette = await openCassette(folder);

    expect(cassette.find(card({ slot: "limit=5" })).kind).to.equal("exact");
    expect(cassette.list().map(({ recording: { card: kept }, file }) => [kept.operation, file])).to.deep.equal([
      ["GET /pets/{id}", join(folder, "GET-pets-id.json")],
      ["listPets", join(folder, "listPets.json")],
    ]);
  });

  it("has the same bytes whatever the order of recordings and members was", async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    await recordAll([recording({ slot: "b" }, { x: 1, a: [{ z: 0, b: 1 }] }), recording({ slot: "a" })], one);
    await recordAll([recording({ slot: "a" }), recording({ slot: "b" }, { a: [{ b: 1, z: 0 }], x: 1 })], other);

    const texts = [one, other].map((path) => readFileSync(join(path, "listPets.json"), "utf8"));
    for (const path of [one, other]) rmSync(path, { recursive: true });

    expect(texts[0]).to.equal(texts[1]);
    expect(texts[0]?.endsWith("}\n")).to.equal(true);
  });

  it("writes at once what is recorded of an operation at the same time, and says so only when it is written", async () => {
    const cassette = await openCassette(folder);
    const slots = ["a", "b", "c"];

    const [first, ...others] = slots.map((slot) => cassette.record(recording({ slot })));
    await first;
    const written = JSON.parse(readFileSync(join(folder, "listPets.json"), "utf8")).recordings;
    await Promise.all(others);

    expect(written.map(({ slot }: { slot: string }) => slot)).to.deep.equal(slots);
  });

  it("says of all that is recorded at the same time that it cannot be written", async () => {
    const path = join(folder, "file");
    const cassette = await openCassette(path);
    writeFileSync(path, "no folder");

    const results = await Promise.allSettled(["a", "b"].map((slot) => cassette.record(recording({ slot }))));

    expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    expect(cassette.list()).to.deep.equal([]);
  });

  it("refuses what is not in UTF-8, of which letters would be lost when it is written again", async () => {
    await recordAll([recording({}, "café")]);
    const path = join(folder, "listPets.json");
    writeFileSync(path, Buffer.from(readFileSync(path, "utf8"), "latin1"));

    const failure = await openCassette(folder).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(CassetteError);
    expect((failure as Error).message).to.equal(`${path}: the cassette is not in UTF-8; save it as UTF-8`);
  });

  it("writes through a link to a file", async () => {
    const elsewhere = temporaryFolder();
    await recordAll([recording({ slot: "a" })], elsewhere);
    symlinkSync(join(elsewhere, "listPets.json"), join(folder, "listPets.json"));

    await recordAll([recording({ slot: "b" })]);
    const slots = (await openCassette(elsewhere)).list().map((kept) => kept.recording.card.slot);
    rmSync(elsewhere, { recursive: true });

    expect(slots).to.deep.equal(["a", "b"]);
    expect(readdirSync(folder)).to.deep.equal(["listPets.json"]);
  });

  it("keeps one recording of a name: the newest", async () => {
    await recordAll([recording({}, 1), recording({ schemaDigest: "d2", promptVersion: 2 }, 2)]);

    const kept = (await openCassette(folder)).list();

    expect(kept.map(({ recording: { value } }) => value)).to.deep.equal([2]);
  });

  it("loses none of many that are recorded at once", async () => {
    const cassette = await openCassette(folder);
    const slots = Array.from({ length: 30 }, (_, index) => `page=${index}`);

    await Promise.all(slots.map((slot) => cassette.record(recording({ slot, operation: `op${slot.length}` }))));

    const reopened = await openCassette(folder);
    expect(reopened.list().map(({ recording: { card: kept } }) => kept.slot)).to.have.members(slots);
    expect(readdirSync(folder).sort()).to.deep.equal(["op6.json", "op7.json"]);
  });

  it("keeps what others wrote since it was opened, in the file of an operation that was new to both", async () => {
    const [one, other] = [await openCassette(folder), await openCassette(folder)];
    await one.record(recording({ slot: "one" }));
    await other.record(recording({ slot: "other" }));
    await one.record(recording({ slot: "third" }));

    expect(readdirSync(folder)).to.deep.equal(["listPets.json"]);
    expect(one.list().map(({ recording: { card: kept } }) => kept.slot)).to.deep.equal(["one", "other", "third"]);
  });

  it("still finds what it has while it records for the same operation", async () => {
    await recordAll([recording()]);
    const cassette = await openCassette(folder);

    const recorded = cassette.record(recording({ slot: "new" }));
    const kinds = new Set<string>();
    for (let isDone = false; !isDone; ) {
      kinds.add(cassette.find(card()).kind);
      isDone = await Promise.race([recorded.then(() => true), new Promise<false>((next) => setImmediate(next, false))]);
    }

    expect([...kinds]).to.deep.equal(["exact"]);
  });

  it("gives operations that differ by letter case only files that differ by more", async () => {
    await recordAll([recording({ operation: "listPets" }, 1), recording({ operation: "LISTPETS" }, 2)]);

    const names = readdirSync(folder).map((name) => name.toLowerCase());
    const cassette = await openCassette(folder);

    expect(new Set(names).size).to.equal(2);
    expect(cassette.list().map(({ recording: { value } }) => value)).to.have.members([1, 2]);
  });

  it("removes what is named, and the file with its last recording", async () => {
    await recordAll([recording({ slot: "a" }), recording({ slot: "b" })]);
    const cassette = await openCassette(folder);

    const removed = [
      await cassette.remove(card({ slot: "a" })),
      await cassette.remove(card({ slot: "a" })),
      await cassette.remove(card({ operation: "other" })),
    ];
    const left = cassette.list().length;
    await cassette.remove(card({ slot: "b" }));

    expect(removed).to.deep.equal([true, false, false]);
    expect([left, readdirSync(folder)]).to.deep.equal([1, []]);
    expect(cassette.find(card({ slot: "b" })).kind).to.equal("none");
  });

  it("does not touch a file that became broken, and records again when it is mended", async () => {
    await recordAll([recording()]);
    const cassette = await openCassette(folder);
    const path = join(folder, "listPets.json");
    const text = readFileSync(path, "utf8");
    const broken = `<<<<<<< ours\n${text}`;
    writeFileSync(path, broken);

    const failure = await cassette.record(recording({ slot: "new" })).then(() => undefined, String);
    const after = readFileSync(path, "utf8");
    writeFileSync(path, text);
    await cassette.record(recording({ slot: "new" }));

    expect(failure).to.contain("listPets.json:1:1: the cassette holds the marks of a merge");
    expect(after).to.equal(broken);
    expect(cassette.list()).to.have.length(2);
  });

  it("says which two files are about one operation", async () => {
    await recordAll([recording()]);
    writeFileSync(join(folder, "other.json"), readFileSync(join(folder, "listPets.json")));

    const failure = await openCassette(folder).then(() => undefined, String);

    expect(failure).to.contain("other.json: the cassette has listPets twice, in listPets.json as well");
  });

  it("says why a folder cannot be read or written", async () => {
    writeFileSync(join(folder, "file"), "");
    const unreadable = await openCassette(join(folder, "file")).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(unreadable).to.be.instanceOf(CassetteError);

    // Who may do everything is refused nothing.
    if (process.getuid?.() === 0) return;
    const path = join(folder, "closed");
    mkdirSync(path);
    chmodSync(path, 0o500);
    const cassette = await openCassette(path);
    const unwritable = await cassette.record(recording()).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(unwritable).to.be.instanceOf(CassetteError);
    expect(cassette.list()).to.deep.equal([]);
  });

  it("leaves hidden files and others than JSON alone", async () => {
    await recordAll([recording()]);
    for (const name of [".listPets.json.1.tmp", ".other.json", "README.md"]) writeFileSync(join(folder, name), "no");

    expect((await openCassette(folder)).list()).to.have.length(1);
  });

  it("gives back whatever JSON it was given, under whatever name", async () => {
    const text = fc.string({ unit: "binary", maxLength: 12 });
    const parts = fc.record({ operation: text, answer: text, intent: text, slot: text, schemaDigest: text });
    // Files have no negative zero.
    const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(parts, values), { maxLength: 5 }), async (written) => {
        const path = temporaryFolder();
        try {
          const recordings = written.map(([names, value]) => recording(names, value));
          await recordAll(recordings, path);
          const cassette = await openCassette(path);
          const newest = new Map(recordings.map((one) => [JSON.stringify([...nameParts(one)]), one]));
          expect(cassette.list().map((kept) => kept.recording)).to.have.deep.members([...newest.values()]);
        } finally {
          rmSync(path, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps a member called __proto__", async () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}') as JsonValue;
    await recordAll([recording({}, value)]);

    const found = (await openCassette(folder)).find(card());

    expect(JSON.stringify("recording" in found && found.recording.value)).to.equal(JSON.stringify(value));
  });

  async function recordAll(recordings: readonly Recording[], path = folder): Promise<void> {
    const cassette = await openCassette(path);
    for (const one of recordings) await cassette.record(one);
  }
});

function nameParts({ card: { operation, answer, intent, slot } }: Recording): string[] {
  return [operation, answer, intent, slot];
}
