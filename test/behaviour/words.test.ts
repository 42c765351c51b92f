import { expect } from "chai";
import { fieldKinds } from "./kinds.ts";
import { words } from "./words.ts";

describe("judging plausibility", () => {
  it("believes words of people and disbelieves filler", () => {
    for (const value of ["Oak desk lamp", "in_progress", "Björk & Sons", "SE", "customer"])
      expect(words(value), value).to.equal(true);
    for (const value of ["xkqzvbn", "string", "lorem ipsum", "", "123"]) expect(words(value), value).to.equal(false);
  });

  for (const [kind, good, bad] of [
    ["e-mail", "ada.lovelace@example.org", "QIqkfdtrp@zq"],
    ["first name", "Ada", "ada7"],
    ["phone", "+46701234567", "phone"],
    ["street", "12 Oak Street", "street"],
    ["postal code", "SW1A 1AA", "code"],
    ["country", "SE", "ZQ"],
    ["currency", "EUR", "QQQ"],
    ["time zone", "Europe/Stockholm", "Nowhere/Else"],
    ["URL", "https://example.com/a", "url"],
    ["IP address", "192.0.2.1", "localhost"],
    ["birthday", "1990-04-01", "2090-04-01"],
    ["slug", "oak-desk-lamp", "Oak Lamp"],
    ["file name", "invoice.pdf", "file"],
    ["media type", "image/png", "png"],
    ["price", 12.5, 12.345],
    ["quantity", 3, -1],
    ["latitude", 59.3, 120],
    ["rating", 4, 4000],
    ["percentage", 12, 140],
    ["id", 7, -7],
  ] as const) {
    it(`tells a plausible ${kind} from an implausible one`, () => {
      const found = fieldKinds.find((candidate) => candidate.kind === kind);

      expect([found?.plausible(good), found?.plausible(bad)]).to.deep.equal([true, false]);
    });
  }
});
