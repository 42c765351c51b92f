import { expect } from "chai";
import fc from "fast-check";
import { type Effect, isLinearizable, type Operation } from "./linearizable.ts";

describe("isLinearizable", () => {
  it("takes what happens one after the other as it happens", () => {
    expect(isLinearizable([at(0, 1, write("a")), at(2, 3, read("a"))], undefined)).to.equal(true);
    expect(isLinearizable([at(0, 1, write("a")), at(2, 3, read(undefined))], undefined)).to.equal(false);
    expect(isLinearizable([at(0, 1, write("a")), at(2, 3, remove(true)), at(4, 5, remove(false))], undefined)).to.equal(
      true,
    );
    expect(isLinearizable([at(0, 1, remove(true)), at(2, 3, remove(true))], "a")).to.equal(false);
  });

  it("lets what happens at once be in either order, but in one", () => {
    const writes = [at(0, 9, write("a")), at(0, 9, write("b"))];

    expect(isLinearizable([...writes, at(10, 11, read("a"))], undefined)).to.equal(true);
    expect(isLinearizable([...writes, at(10, 11, read("b"))], undefined)).to.equal(true);
    expect(isLinearizable([...writes, at(10, 11, read("a")), at(12, 13, read("b"))], undefined)).to.equal(false);
    expect(
      isLinearizable([...writes, at(1, 2, read("a")), at(3, 4, read("b")), at(5, 6, read("a"))], undefined),
    ).to.equal(false);
  });

  it("notices a lost update and a stale read", () => {
    const lost = [at(0, 5, write("a", false)), at(3, 6, write("b", false))];
    expect(isLinearizable(lost, undefined)).to.equal(false);
    const stale = [at(0, 1, write("a")), at(2, 9, write("b")), at(3, 4, read("b")), at(5, 6, read("a"))];
    expect(isLinearizable(stale, undefined)).to.equal(false);
  });

  it("takes every history that a register made", () => {
    const act = fc.record({ kind: fc.constantFrom("read", "write", "delete"), early: fc.nat(3), late: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let value: string | undefined;
        const effects: Record<string, (name: string) => Effect> = {
          read: () => read(value),
          write: (name) => write(name, value !== undefined),
          delete: () => remove(value !== undefined),
        };
        const history = acts.map(({ kind, early, late }, index) => {
          const effect = effects[kind]?.(String(index)) as Effect;
          if (kind !== "read") value = kind === "write" ? String(index) : undefined;
          return at(index - early, index + late, effect);
        });
        expect(isLinearizable(history, undefined)).to.equal(true);
      }),
    );
  });
});

function at(begun: number, ended: number, effect: Effect): Operation {
  return { begun, ended, effect };
}

function read(seen: string | undefined): Effect {
  return { kind: "read", seen };
}

function write(value: string, wasThere?: boolean): Effect {
  return { kind: "write", value, wasThere };
}

function remove(wasThere: boolean): Effect {
  return { kind: "delete", wasThere };
}
