import { expect } from "chai";
import { type CurrentOperation, compareWithDocument } from "../../../src/ai/cassette/compare.ts";
import { recording } from "../../helpers/recordings.ts";

/** `listPets` answers an object whose name is a text. */
const operations: readonly CurrentOperation[] = ["listPets", "showPet"].map((operation) => ({
  operation,
  answers: [
    {
      answer: "200 application/json",
      schemaDigest: "d1",
      promptVersion: 1,
      defectsOf: (value) => (JSON.stringify(value).includes('"name":"') ? [] : ["/name must be string"]),
    },
  ],
}));

describe("recordings beside a document", () => {
  it("are told apart by what has become of them", () => {
    const kept = [
      recording({ slot: "a" }),
      recording({ slot: "b", schemaDigest: "d0" }),
      recording({ slot: "c", promptVersion: 0 }),
      recording({ slot: "d", schemaDigest: "d0" }, { name: 7 }),
      recording({ slot: "e" }, { name: 7 }),
      recording({ answer: "404 application/json" }),
      recording({ operation: "gone" }),
    ].map((one) => ({ recording: one, file: "x.json" }));

    const { recordings, missing } = compareWithDocument(kept, operations);

    expect(recordings.map(({ recording: { card }, state, reasons }) => [card.slot, state, ...reasons])).to.deep.equal([
      ["", "orphaned", "the document has no such operation that a model is asked for"],
      ["a", "unchanged"],
      ["b", "still-valid"],
      ["c", "outdated-prompt"],
      ["d", "changed", "/name must be string"],
      ["e", "changed", "/name must be string"],
      ["", "orphaned", "the operation has no answer 404 application/json, but 200 application/json"],
    ]);
    expect(missing).to.deep.equal(["showPet"]);
  });

  it("leave no operation missing of which something is recorded, whether it fits or not", () => {
    const kept = [{ recording: recording({}, 7), file: "x.json" }];

    expect(compareWithDocument(kept, operations).missing).to.deep.equal(["showPet"]);
  });
});
