import { expect } from "chai";
import { measure } from "./behaviour.ts";
import { ownDocuments, publicDocuments } from "./documents.ts";
import { rate, type Tally } from "./tally.ts";

const LEAST_RATE = 0.95;
const LEAST_FIELD_KINDS = 30;

/** Properties that our own documents are written to show: each must have been tested at least once. */
const SHOWN = [
  "a valid GET succeeds",
  "echo of the path parameter",
  "list = detail",
  "foreign keys point at entries that exist",
  "filters let only matching entries through",
  "filters find something",
  "pages end",
  "pages are disjoint",
  "union = total",
  "same bytes in another process",
  "created ≤ updated",
  "name ↔ e-mail",
  "name ↔ username",
  "first and last name ↔ full name",
  "city ↔ country",
  "country ↔ postal code",
  "amount ↔ currency",
];

for (const [title, documents] of [
  ["specs/", ownDocuments()],
  ["ten public documents", publicDocuments()],
] as const) {
  describe(`behaviour over ${title}`, function () {
    this.timeout(300_000);
    let tallies: readonly Tally[] = [];

    before(async function () {
      if (documents.length === 0) {
        console.log("    skipped: HELIX_CORPUS is not set");
        this.skip();
      }
      tallies = await measure(documents);
    });

    it("holds in at least 95 of 100 cases, property by property", () => {
      const low = tallies.filter((tally) => rate(tally) < LEAST_RATE);

      expect(
        low.map((tally) => `${tally.property}: ${tally.held}/${tally.tested} ${tally.misses.join(" | ")}`),
      ).to.deep.equal([]);
    });

    // What public documents show is theirs; our own are written to show everything.
    if (title !== "specs/") return;

    it("is tested, property by property", () => {
      const tested = tallies.filter((tally) => tally.tested > 0).map(({ property }) => property);

      expect(tested).to.include.members(SHOWN);
      expect(tested.filter((property) => property.startsWith("field: "))).to.have.length.at.least(LEAST_FIELD_KINDS);
    });
  });
}
