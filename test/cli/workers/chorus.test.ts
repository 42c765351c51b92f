import { expect } from "chai";
import { Chorus } from "../../../src/cli/workers/chorus.ts";

describe("Chorus", () => {
  it("hears once what all say, and again when one says it again", () => {
    const chorus = new Chorus();
    const said: [number, string][] = [
      [1, "a"],
      [2, "a"],
      [1, "a"],
      [1, "a"],
      [2, "b"],
      [2, "a"],
    ];

    const news = said.map(([worker, message]) => chorus.isNews(worker, message, 2));

    expect(news).to.deep.equal([true, false, true, true, true, false]);
  });
});
