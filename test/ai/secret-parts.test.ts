import { Buffer } from "node:buffer";
import { expect } from "chai";
import { jsonWithoutSecret, withoutSecretParts } from "../../src/ai/endpoint/secret-parts.ts";

const key = "hx-Zq9vXw7Lm2/Rb5+Tn8Kd3Hs6Jf=Pq4";
const bytes = [...Buffer.from(key)].map((byte) => byte.toString(16));

const spellings: readonly (readonly [how: string, written: string])[] = [
  ["as it is", key],
  ["in base64", Buffer.from(`user:${key}`).toString("base64")],
  ["in hex digits", bytes.join("")],
  ["as a part of a URL", encodeURIComponent(key)],
  ["with all of it percent-encoded", bytes.map((byte) => `%${byte}`).join("")],
  ["in escapes of JSON", bytes.map((byte) => `\\u00${byte}`).join("")],
  ["without its end", key.slice(0, 20)],
];

describe("withoutSecretParts", () => {
  for (const [how, written] of spellings) {
    it(`leaves out a key ${how}`, () => {
      expect(withoutSecretParts(`not the key (${written})`, [key])).to.match(/^not the key \(.{0,8}\*\*\*.{0,4}\)$/);
    });
  }

  it("leaves out a short secret as a whole, and nothing of other words", () => {
    expect(withoutSecretParts("open sesame, not ope", ["sesame"])).to.equal("open ***, not ope");
  });
});

describe("jsonWithoutSecret", () => {
  it("finds a key that is written in escapes, and leaves the others as they are", () => {
    const [first = "", ...rest] = key.replaceAll("/", "\\/");
    const escaped = `\\u00${first.charCodeAt(0).toString(16)}${rest.join("")}`;

    const kept = jsonWithoutSecret(`{"key":"${escaped}","text":"a \\"b\\" \\u00e9 \\\\u0041"}`, key);

    expect(JSON.parse(kept)).to.deep.equal({ key: "***", text: 'a "b" é \\u0041' });
  });

  it("finds a large part of a key, and a key in another spelling", () => {
    const written = { half: key.slice(0, 17), coded: Buffer.from(key).toString("base64url") };

    const kept = JSON.parse(jsonWithoutSecret(JSON.stringify(written), key));

    expect(kept.half).to.equal("***");
    expect(kept.coded).not.to.contain(written.coded.slice(4, 24));
  });

  it("leaves words that a key has, too", () => {
    const text = '{"title":"No key is required"}';

    expect(jsonWithoutSecret(text, "sk-no-key-required")).to.equal(text);
  });

  it("takes no longer than a moment for the longest answers", () => {
    const begun = performance.now();
    jsonWithoutSecret(`"${`${key.slice(0, 15)} \\u0041`.repeat(25_000)}"`, key);

    expect(performance.now() - begun).to.be.lessThan(2000);
  });
});
