import { Buffer } from "node:buffer";
import { expect } from "chai";
import { ProviderError, type ProviderErrorKind, quotable } from "../../src/ai/errors.ts";
import { explanations } from "../../src/base/explanations.ts";
import { secretsTold } from "./injection/forms.ts";

const kinds: readonly ProviderErrorKind[] = [
  ...(["auth", "payment", "model", "rate-limit", "unavailable", "timeout", "unusable", "context", "rejected"] as const),
];

describe("ProviderError", () => {
  it("has a code of its own for each kind, and each is explained", () => {
    const codes = kinds.map((kind) => new ProviderError(kind, "x").code);

    expect(new Set(codes).size).to.equal(kinds.length);
    for (const code of codes) expect(explanations.has(code), code).to.equal(true);
  });
});

describe("quotable", () => {
  it("hides what is or looks like a key", () => {
    const secret = "my.own.secret";

    for (const said of [`key ${secret}!`, "Bearer abcdefgh123", "sk-proj-abc***xyz", "gsk_0123456789abcdef"]) {
      expect(quotable(said, [secret]), said)
        .to.match(/\*\*\*/)
        .and.not.match(/secret|abc|0123/);
    }
  });

  it("hides what is left of a key where it is cut or encoded", () => {
    const secret = "hk-4fQ9zL2mXb7VtR1wYc8Dk3Ns6Pa0";
    const coded = (text: string, coding: "base64" | "hex"): string => Buffer.from(text).toString(coding);
    const spellings = [
      `${secret.slice(0, 10)}...${secret.slice(-8)}`,
      secret.toUpperCase(),
      coded(secret, "base64"),
      coded(`user:${secret}`, "base64"),
      coded(secret, "hex"),
      secret.slice(3, 17),
    ];

    for (const said of spellings) {
      const quoted = quotable(`wrong: ${said} (key)`, [secret]);
      expect(secretsTold(quoted, [secret, coded(secret, "base64")]), said).to.deep.equal([]);
      expect(quoted, said).to.match(/^wrong: .*\*\*\*.* \(key\)$/);
    }
    expect(quotable("the model hk-4 is busy", [secret])).to.equal("the model hk-4 is busy");
    expect(quotable("ollama, ab", ["ollama", ""])).to.equal("***, ab");
  });

  it("is one short line of visible characters", () => {
    expect(quotable("a\r\n\u001b[31mb\u202e c\u0000", [])).to.equal("a [31mb c");
    expect(quotable("é".repeat(5000), [])).to.equal(`${"é".repeat(200)}…`);
    expect(quotable({ message: "x" }, [])).to.equal("");
  });
});
