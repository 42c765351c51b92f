import { expect } from "chai";
import type { JsonValue } from "../../../src/base/json.ts";
import { Memory } from "../../../src/sources/entities/memory.ts";

describe("Memory", () => {
  /** Counts how often a value was made. */
  function counting(): { made: number; make: () => JsonValue } {
    const count = { made: 0, make: () => ({ made: ++count.made }) };
    return count;
  }

  it("keeps a value once it is asked for again", () => {
    const memory = new Memory();
    const { make } = counting();
    const values = [1, 2, 3, 4].map(() => memory.value(5, () => "key", make));

    expect(values).to.deep.equal([{ made: 1 }, { made: 2 }, { made: 2 }, { made: 2 }]);
    expect(Object.isFrozen(values[3])).to.equal(true);
  });

  it("tells values apart by their keys, also where they have one mark", () => {
    const memory = new Memory();
    const [one, other] = [counting(), counting()];
    for (let turn = 0; turn < 3; turn++) {
      memory.value(5, () => "one", one.make);
      memory.value(5, () => "other", other.make);
    }

    expect(memory.value(5, () => "one", one.make)).to.deep.equal({ made: 2 });
    expect(memory.value(5, () => "other", other.make)).to.deep.equal({ made: 1 });
  });
});
