import { expect } from "chai";
import { lazily, setLazily } from "../../src/base/lazy.ts";

describe("lazily", () => {
  it("makes a value when it is first asked for, and once even where that is undefined", () => {
    let made = 0;
    const value = lazily(() => {
      made++;
      return undefined;
    });

    expect(made).to.equal(0);
    expect([value(), value()]).to.deep.equal([undefined, undefined]);
    expect(made).to.equal(1);
  });
});

describe("setLazily", () => {
  it("makes a property's value when it is first read, and once", () => {
    let made = 0;
    const object: Record<string, unknown> = {};
    setLazily(object, "part", () => ++made);

    expect(Object.keys(object)).to.deep.equal(["part"]);
    expect(made).to.equal(0);
    expect([object["part"], object["part"], { ...object }]).to.deep.equal([1, 1, { part: 1 }]);
  });

  it("takes any name", () => {
    const object = {};
    setLazily(object, "__proto__", () => "ordinary");

    expect(Object.entries(object)).to.deep.equal([["__proto__", "ordinary"]]);
  });
});
