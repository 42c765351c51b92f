import { expect } from "chai";
import { fixedClock, realClock, stopwatch } from "../../src/base/clock.ts";

describe("clocks", () => {
  it("the fixed one stands still", () => {
    expect(fixedClock(42).now()).to.equal(42);
  });

  it("the real one lies between two looks at the system's", () => {
    const before = Date.now();
    const seen = realClock.now();

    expect(seen).to.be.within(before, Date.now());
  });

  it("a stopwatch never runs backwards", () => {
    const elapsed = stopwatch();
    const first = elapsed();

    expect(first).to.be.at.least(0);
    expect(elapsed()).to.be.at.least(first);
  });
});
