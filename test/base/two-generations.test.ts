import { expect } from "chai";
import { TwoGenerations } from "../../src/base/two-generations.ts";

describe("TwoGenerations", () => {
  it("keeps at most two generations, the younger ones", () => {
    const map = new TwoGenerations<number>(10);
    for (let index = 0; index < 100; index++) map.set(String(index), index);

    const kept = Array.from({ length: 100 }, (_, index) => index).filter((index) => map.get(String(index)) === index);

    expect(kept.length).to.be.within(10, 20);
    expect(kept.at(-1)).to.equal(99);
  });

  it("keeps what is refreshed, however much comes in", () => {
    const map = new TwoGenerations<string>(10);
    map.set("kept", "value");
    for (let index = 0; index < 100; index++) {
      map.set(String(index), "");
      map.refresh("kept", "value");
    }

    expect(map.get("kept")).to.equal("value");
    expect(map.get("1")).to.equal(undefined);
  });

  it("counts weights, and leaves out what is heavier than all it may hold", () => {
    const map = new TwoGenerations<string>(10);
    map.set("a", "a", 6);
    map.set("b", "b", 6);
    map.set("c", "c", 6);
    map.set("d", "d", 11);

    expect([map.get("a"), map.get("b"), map.get("c"), map.get("d")]).to.deep.equal([undefined, "b", "c", undefined]);
  });

  it("forgets everything", () => {
    const map = new TwoGenerations<number>(10);
    map.set("a", 1);
    map.clear();

    expect(map.get("a")).to.equal(undefined);
  });
});
