import { expect } from "chai";
import { readPreferences } from "../../src/gateway/preferences.ts";

describe("readPreferences", () => {
  it("reads any subset of the preferences from the header", () => {
    const { preferences } = read({ prefer: 'code=404, example="not found", dynamic=true, seed=abc, delay=250ms' });

    expect(preferences).to.include({ code: "404", example: "not found", dynamic: true, seed: "abc", delayMs: 250 });
  });

  it("takes several preferences apart wherever clients put separators", () => {
    const { preferences } = read({ prefer: "respond-async;wait=5, handling=lenient ,code=201" });

    expect(preferences).to.include({ handling: "lenient", code: "201" });
  });

  it("counts query forms only without the header, as Prism does", () => {
    const target = "/pets?__code=404&__delay=2s";

    expect(read({}, target).preferences).to.include({ code: "404", delayMs: 2000 });
    expect(read({ prefer: "dynamic=true" }, target).preferences.code).to.equal(undefined);
  });

  it("names each malformed preference and ignores unknown ones", () => {
    const { violations } = read({ prefer: "code=abc, dynamic=yes, handling=odd, delay=99999s, fancy=1" });

    expect(violations.map(({ instancePath }) => instancePath)).to.have.length(4);
    expect(violations[0]).to.include({ in: "header", code: "preference-malformed" });
    expect(violations[0]?.message).to.contain('"abc"');
  });

  it("takes the first of two equal preferences", () => {
    expect(read({ prefer: "code=404, code=500" }).preferences.code).to.equal("404");
  });

  it("takes no for an answer, and knows wishes from it, however clients write them", () => {
    const wishOf = (written: string): unknown => read({ "x-helix-ai": written }).preferences.ai;

    expect(["off", "OFF", "false", " no "].map(wishOf)).to.deep.equal(["off", "off", "off", "off"]);
    expect(["on", "", "  ", "True"].map(wishOf)).to.deep.equal(["on", "on", "on", "on"]);
    expect([" no dogs ", "offers only"].map(wishOf)).to.deep.equal(["no dogs", "offers only"]);
  });

  it("comes to an end on hostile headers", () => {
    for (const prefer of [
      `code="${"\\".repeat(8000)}`,
      `${"a=".repeat(4000)}`,
      ",;=\"'".repeat(1600),
      "=".repeat(8000),
    ]) {
      expect(() => read({ prefer })).not.to.throw();
    }
  });
});

function read(headers: Record<string, string>, target = "/pets"): ReturnType<typeof readPreferences> {
  return readPreferences({ method: "GET", target, headers, body: new Uint8Array(0) });
}
