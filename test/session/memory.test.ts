import { expect } from "chai";
import { MemorySessions } from "../../src/session/memory.ts";
import { MAX_ENTITIES, MAX_LENGTH, type Write } from "../../src/session/state.ts";

describe("sessions in memory", () => {
  let now: number;
  let sessions: MemorySessions;

  beforeEach(() => {
    now = 0;
    sessions = new MemorySessions({ clock: { now: () => now }, ttlMs: 1000, maxSessions: 20, maxLength: 1e9 });
  });

  it("keep what each session wrote apart", () => {
    sessions.write("a", [put("1", { id: "1", name: "one" })]);

    expect(written("a")).to.deep.equal(["1"]);
    expect(written("b")).to.deep.equal([]);
    expect(sessions.size).to.equal(1);
  });

  it("are pristine, and take no room, as long as nobody writes", () => {
    expect(sessions.open("a").state.version).to.equal(0);
    expect(sessions.size).to.equal(0);
  });

  it("have another version after each write, also in a session that begins anew", () => {
    const versions = [1, 2].map(() => {
      sessions.write("a", [put("1")]);
      return sessions.open("a").state.version;
    });
    sessions.reset("a");
    sessions.write("a", [put("1")]);

    expect(new Set([0, ...versions, sessions.open("a").state.version]).size).to.equal(4);
  });

  it("forget what nobody used for the time to live, counted from the last use", () => {
    sessions.write("a", [put("1")]);
    now = 900;
    sessions.open("a");
    now = 1900;
    expect(written("a")).to.deep.equal(["1"]);
    now = 2901;
    expect(written("a")).to.deep.equal([]);
    expect(sessions.size).to.equal(0);
  });

  it("make room for new ones by forgetting those that nobody used for longest", () => {
    for (let index = 0; index < 20; index++) {
      now = index;
      sessions.write(`s${index}`, [put("1")]);
    }
    now = 30;
    sessions.open("s0");
    sessions.write("new", [put("1")]);

    expect(sessions.size).to.be.at.most(20);
    expect(written("s0")).to.deep.equal(["1"]);
    expect(written("s1")).to.deep.equal([]);
    expect(written("new")).to.deep.equal(["1"]);
  });

  it("forget whole sessions where all of them hold too much", () => {
    sessions = new MemorySessions({ clock: { now: () => now }, ttlMs: 1e6, maxSessions: 20, maxLength: 1000 });
    for (let index = 0; index < 5; index++) {
      now = index;
      sessions.write(`s${index}`, [put("1", { id: "1", text: "x".repeat(300) })]);
    }

    expect(written("s0")).to.deep.equal([]);
    expect(written("s4")).to.deep.equal(["1"]);
  });

  it("forget the oldest entities of a session that writes too many, or too long ones", () => {
    for (let index = 0; index <= MAX_ENTITIES; index++) sessions.write("a", [put(String(index))]);
    expect(sessions.open("a").state.entities).to.be.below(MAX_ENTITIES);
    expect(written("a").at(-1)).to.equal(String(MAX_ENTITIES));
    expect(written("a")[0]).not.to.equal("0");

    const text = "x".repeat(MAX_LENGTH / 8);
    for (let index = 0; index < 20; index++) sessions.write("b", [put(String(index), { text })]);
    expect(sessions.open("b").state.length).to.be.at.most(MAX_LENGTH);
    expect(written("b").at(-1)).to.equal("19");
  });

  it("know what was deleted until it is written again", () => {
    sessions.write("a", [put("1"), put("2")]);
    sessions.write("a", [{ kind: "delete", collection: "/pets", id: "1" }]);
    const collection = sessions.open("a").state.collection("/pets");

    expect(written("a")).to.deep.equal(["2"]);
    expect([...(collection?.deleted ?? [])]).to.deep.equal(["1"]);
    sessions.write("a", [put("1")]);
    expect(written("a")).to.deep.equal(["2", "1"]);
    expect(sessions.open("a").state.collection("/pets")?.deleted.size).to.equal(0);
  });

  it("keep bounds of what they only know to be gone", () => {
    for (let index = 0; index <= MAX_ENTITIES; index++) {
      sessions.write("a", [{ kind: "delete", collection: "/pets", id: String(index) }]);
    }
    const gone = sessions.open("a").state.collection("/pets")?.deleted ?? new Set();

    expect(gone.size).to.be.below(MAX_ENTITIES);
    expect(gone.has(String(MAX_ENTITIES))).to.equal(true);
  });

  it("are put in place of what was there, with all that a snapshot holds", () => {
    sessions.write("a", [{ ...put("2"), ordinal: 0 } as Write, put("1", { id: "1", name: "one" })]);
    sessions.write("a", [{ kind: "delete", collection: "/pets", id: "2" }]);
    const snapshot = sessions.open("a").state.snapshot();
    const { version } = sessions.open("a").state;
    sessions.write("b", [put("3")]);
    sessions.replace("b", JSON.parse(JSON.stringify(snapshot)));

    expect(sessions.open("b").state.snapshot()).to.deep.equal(snapshot);
    expect(sessions.open("b").state.collection("/pets")?.creations).to.equal(1);
    expect(sessions.open("b").state.version).to.be.greaterThan(version);
    expect(sessions.isCurrent("b", sessions.open("b").state.version)).to.equal(true);
  });

  it("are the same after a rest, whoever has been there meanwhile", () => {
    sessions = new MemorySessions({ clock: { now: () => now }, ttlMs: 1e6, maxSessions: 5000, maxLength: 1e9 });
    sessions.write("a", [{ ...put("2", { id: "2", name: "ü😀" }), ordinal: 0 } as Write, put("1")]);
    sessions.write("a", [{ kind: "delete", collection: "/pets", id: "9" }]);
    const [before, { version }] = [sessions.open("a").state.snapshot(), sessions.open("a").state];
    const awake = sessions.open("a");
    for (let index = 0; index < 2500; index++) sessions.write(`s${index}`, [put("1")]);

    expect(sessions.list()).to.deep.include({ id: "a", entities: 2, writes: 2, collections: ["/pets"] });
    expect(sessions.isCurrent("a", version)).to.equal(true);
    const again = sessions.open("a");
    expect(again).to.not.equal(awake);
    expect(again.state.snapshot()).to.deep.equal(before);
    expect(again.state.version).to.equal(version);
    sessions.write("a", [put("3")]);
    expect(sessions.isCurrent("a", version)).to.equal(false);
    expect(written("a")).to.deep.equal(["2", "1", "3"]);
  });

  it("are forgotten at once where somebody asks for it", () => {
    sessions.write("a", [put("1")]);
    sessions.write("b", [put("1")]);
    sessions.reset("a");
    expect([written("a"), written("b")]).to.deep.equal([[], ["1"]]);
    sessions.reset();
    expect(sessions.size).to.equal(0);
  });

  function written(id: string): string[] {
    return [...(sessions.open(id).state.collection("/pets")?.written.keys() ?? [])];
  }
});

function put(id: string, entity = { id } as Record<string, string>): Write {
  return { kind: "put", collection: "/pets", id, entity, ordinal: undefined };
}
