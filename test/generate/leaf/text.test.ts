import { expect } from "chai";
import { slug } from "../../../src/generate/leaf/text.ts";

describe("slug", () => {
  for (const [text, written] of [
    ["Walnut Desk Lamp", "walnut-desk-lamp"],
    ["Łukasz Kępiński", "lukasz-kepinski"],
    ["Jørgen Ærø", "jorgen-aero"],
    ["Grüße & Söhne", "grusse-sohne"],
    ["東京", ""],
  ] as const) {
    it(`writes ${text} as "${written}"`, () => {
      expect(slug(text)).to.equal(written);
    });
  }
});
