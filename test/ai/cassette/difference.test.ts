import { expect } from "chai";
import { differences } from "../../../src/ai/cassette/difference.ts";
import { recording } from "../../helpers/recordings.ts";

describe("the difference of two cassettes", () => {
  it("is nothing where they are the same, whatever their order and that of members", () => {
    const one = [recording({ slot: "a" }, { a: 1, b: [2] }), recording({ slot: "b" })];
    const other = [recording({ slot: "b" }), recording({ slot: "a" }, { b: [2], a: 1 })];

    expect(differences(one, other)).to.deep.equal([]);
  });

  it("names what came, what went, and where what is in both differs", () => {
    const before = [
      recording({ slot: "a" }),
      recording({ slot: "b" }, { items: [{ "a/b": 1, c: null }, 2], old: 1, same: [] }),
    ];
    const after = [
      recording({ slot: "b", schemaDigest: "d2" }, { items: [{ "a/b": 2, c: {} }], new: 1, same: [] }),
      recording({ slot: "c" }),
    ];

    const found = differences(before, after);

    expect(found.map(({ name: { slot }, kind, pointers, members }) => [slot, kind, pointers, members])).to.deep.equal([
      ["a", "removed", [], []],
      ["b", "changed", ["/items/0/a~1b", "/items/0/c", "/items/1", "/old", "/new"], ["schemaDigest"]],
      ["c", "added", [], []],
    ]);
  });

  it("points at all of it where a list became an object", () => {
    const [found] = differences([recording({}, [])], [recording({}, {})]);

    expect(found?.pointers).to.deep.equal([""]);
  });

  it("tells of a model that says the same", () => {
    const found = differences([recording()], [{ ...recording(), model: "other" }]);

    expect(found.map(({ pointers, members }) => [pointers, members])).to.deep.equal([[[], ["model"]]]);
  });
});
