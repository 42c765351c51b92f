import { expect } from "chai";
import { atPointer, own, parseJson, pointerTokens, setOwn } from "../../src/base/json.ts";

describe("parseJson", () => {
  it("returns the value of a valid text", () => {
    expect(parseJson(Buffer.from('{"a":[1]}'), 10)).to.deep.equal({ value: { a: [1] } });
  });

  it("refuses nesting beyond the limit before any parser recurses", () => {
    const deep = Buffer.from("[".repeat(100_000) + "]".repeat(100_000));

    expect(parseJson(deep, 100)).to.have.nested.property("refusal.reason", "depth");
  });

  it("does not count brackets inside strings", () => {
    expect(parseJson(Buffer.from(`"${"[".repeat(200)}\\""`), 100)).to.have.property("value");
  });

  it("tells bytes that are no UTF-8 from text that is no JSON", () => {
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]), 10)).to.have.nested.property("refusal.reason", "encoding");
    expect(parseJson(Buffer.from("{"), 10)).to.have.nested.property("refusal.reason", "syntax");
  });
});

describe("pointers", () => {
  it("unescape their tokens in the right order", () => {
    expect(pointerTokens("/a~1b/~01")).to.deep.equal(["a/b", "~1"]);
  });

  it("never reach a prototype", () => {
    expect(atPointer({}, "/constructor")).to.equal(undefined);
    expect(own([], "length")).to.equal(0);
  });
});

describe("setOwn", () => {
  it("makes __proto__ an ordinary name", () => {
    const object = {};

    setOwn(object, "__proto__", { polluted: true });

    expect(Object.hasOwn(object, "__proto__")).to.equal(true);
    expect(Object.getPrototypeOf(object)).to.equal(Object.prototype);
  });
});
