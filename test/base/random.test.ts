import { expect } from "chai";
import { derive, Random, seedOf } from "../../src/base/random.ts";

describe("Random", () => {
  it("draws the same numbers from the same seed in every version", () => {
    const random = new Random(seedOf("helix"));

    const drawn = [random.integer(0, 999), random.integer(0, 999), random.integer(0, 999)];

    expect(drawn).to.deep.equal([667, 610, 695]);
  });

  it("reaches both ends of a range and nothing beyond", () => {
    const random = new Random(1);

    const drawn = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)));

    expect([...drawn].sort()).to.deep.equal([3, 4, 5, 6]);
  });

  it("shuffles without losing anything", () => {
    const shuffled = new Random(7).shuffle([1, 2, 3, 4, 5]);

    expect(shuffled.toSorted()).to.deep.equal([1, 2, 3, 4, 5]);
  });
});

describe("derive", () => {
  it("gives each place its own seed", () => {
    const places = ["id", "name", "email", 0, 1, 2, "0"];

    expect(new Set(places.map((place) => derive(1, place))).size).to.equal(places.length);
  });

  it("depends on the parent", () => {
    expect(derive(1, "id")).not.to.equal(derive(2, "id"));
  });
});
