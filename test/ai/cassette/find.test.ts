import { expect } from "chai";
import { findRecording } from "../../../src/ai/cassette/find.ts";
import { card, recording } from "../../helpers/recordings.ts";

const pages = Array.from({ length: 20 }, (_, index) => recording({ slot: `page=${index}` }, index));

describe("what is found for a card", () => {
  it("is the recording of its slot, marked where the schema or the prompt was another", () => {
    const found = [card(), card({ schemaDigest: "d2" }), card({ promptVersion: 2 })].map((wanted) => {
      return findRecording(wanted, [recording()]);
    });

    expect(found).to.deep.equal([
      { kind: "exact", recording: recording(), isChanged: false },
      { kind: "exact", recording: recording(), isChanged: true },
      { kind: "exact", recording: recording(), isChanged: true },
    ]);
  });

  it("is one of another slot where its own has none, always the same, and not the same for all", () => {
    const wanted = Array.from({ length: 50 }, (_, index) => card({ slot: `q=${index}` }));

    const [once, again] = [pages, [...pages].reverse()].map((kept) => wanted.map((one) => chosen(one, kept)));

    expect(once).to.deep.equal(again);
    expect(new Set(once).size).to.be.greaterThan(10);
  });

  it("changes for few slots when one more is recorded", () => {
    const wanted = Array.from({ length: 200 }, (_, index) => card({ slot: `q=${index}` }));
    const before = wanted.map((one) => chosen(one, pages));
    const after = wanted.map((one) => chosen(one, [...pages, recording({ slot: "more" }, "more")]));

    const changed = after.filter((value, index) => value !== before[index]);

    expect(new Set(changed)).to.deep.equal(new Set(["more"]));
    expect(changed.length).to.be.within(1, 30);
  });

  it("is rather near and of the same schema than near and of another", () => {
    const kept = [...pages, recording({ slot: "fresh", schemaDigest: "d2" }, "fresh")];

    const found = findRecording(card({ slot: "other", schemaDigest: "d2" }), kept);

    expect(found).to.deep.include({ kind: "near", isChanged: false, recording: kept.at(-1) });
  });

  it("is never that of another intent or answer, and the reason names what there is", () => {
    const kept = [
      recording({ intent: "all sold out" }),
      recording({ intent: "" }),
      recording({ answer: "404 application/json", intent: "x" }),
    ];
    const reasons = [
      findRecording(card(), []),
      findRecording(card({ answer: "200 text/csv" }), kept),
      findRecording(card({ intent: "all sold" }), kept),
      findRecording(card({ answer: "404 application/json" }), kept),
    ].map((found) => (found.kind === "none" ? found.changed : found.kind));

    expect(reasons).to.deep.equal([
      "nothing is recorded for listPets",
      "the answer 200 text/csv of listPets is not recorded; recorded are 200 application/json, 404 application/json",
      'the intent "all sold" of listPets is not recorded; recorded are "all sold out", no intent',
      'listPets is not recorded without an intent; recorded is "x"',
    ]);
  });
});

function chosen(...[wanted, kept]: Parameters<typeof findRecording>) {
  const found = findRecording(wanted, kept);
  return found.kind === "near" ? found.recording.value : found.kind;
}
