import { expect } from "chai";
import { nearest, suggestion } from "../../src/base/nearest.ts";

describe("nearest", () => {
  it("lists what may have been meant, closest first and then alphabetically", () => {
    const found = nearest("prot", ["host", "post", "port", "seed", "prod"], 3);

    expect(found).to.deep.equal(["prod", "port", "post"]);
  });

  it("ignores letter case", () => {
    expect(nearest("IGNOREEXAMPLES", ["ignoreExamples"])).to.deep.equal(["ignoreExamples"]);
  });

  it("finds nothing where nothing is close", () => {
    expect(nearest("banana", ["port", "host"])).to.deep.equal([]);
  });

  it("suggests the closest as the end of a sentence, or nothing", () => {
    expect(suggestion("moc", ["mock", "validate"])).to.equal('; did you mean "mock"?');
    expect(suggestion("banana", ["mock", "validate"])).to.equal("");
  });
});
