import { expect } from "chai";
import { SessionState, type Write } from "../../src/session/state.ts";

const told: Write = { kind: "told", place: "/pets", id: "7", value: { name: "Rex" } };

describe("SessionState", () => {
  it("keeps what it was told, and is another state from then on", () => {
    const state = new SessionState();
    state.apply([told]);

    expect(state.told("/pets", "7")).to.deep.equal({ name: "Rex" });
    expect(state.told("/pets", "8")).to.equal(undefined);
    expect(state.version).to.be.above(0);
  });

  it("takes nobody's write for what it was told: its clock stands still", () => {
    const state = new SessionState();
    state.apply([told]);

    expect(state.writes).to.equal(0);
    expect(state.collections).to.deep.equal([]);
  });

  it("takes what it was told along", () => {
    const state = new SessionState();
    state.apply([told]);

    expect(SessionState.restored(state.snapshot()).told("/pets", "7")).to.deep.equal({ name: "Rex" });
  });

  it("forgets what it was told first where that becomes too much", () => {
    const state = new SessionState();
    const text = "x".repeat(100_000);
    for (let id = 0; id < 400; id++) state.apply([{ ...told, id: String(id), value: text }]);

    expect(state.told("/pets", "0")).to.equal(undefined);
    expect(state.told("/pets", "399")).to.equal(text);
    expect(state.length).to.be.below(17 * 1024 ** 2);
  });
});
