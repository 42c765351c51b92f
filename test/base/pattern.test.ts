import { expect } from "chai";
import fc from "fast-check";
import { compilePattern, MAX_CAPPED_LENGTH } from "../../src/base/pattern.ts";

describe("compilePattern", () => {
  it("finds a match anywhere in the text", () => {
    expect(["xay", "xyz"].map((text) => compilePattern("a")?.test(text))).to.deep.equal([true, false]);
  });

  it("counts characters by code points where the pattern allows it", () => {
    expect(compilePattern("^.$")?.test("😀")).to.equal(true);
  });

  it("reads what only JavaScript without the u flag reads", () => {
    for (const source of ["[\\w-.]", "\\_", "a{,5}", "[^]]"])
      expect(compilePattern(source), source).to.not.equal(undefined);
  });

  it("reads the syntax of other engines", () => {
    expect(compilePattern("(?i)^abc$")?.test("ABC")).to.equal(true);
    expect(compilePattern("(?P<year>\\d{4})")?.test("in 2024")).to.equal(true);
  });

  it("judges long texts by patterns that repeat more often than linear engines do at once", () => {
    const part = "[a-z0-9-\\.]{0,63}";
    const pattern = compilePattern(`^arn:${part}:${part}:${part}:[^/].{0,1023}$`);

    expect(pattern).to.include({ engine: "linear", limit: Number.POSITIVE_INFINITY });
    expect(pattern?.test(`arn:aws:service:us-east-1:${"x".repeat(1024)}`)).to.equal(true);
    expect(pattern?.test(`arn:aws:service:us-east-1:${"x".repeat(1025)}`)).to.equal(false);
    expect(compilePattern("(a+)*b{1500}$")?.test(`c${"b".repeat(1500)}`)).to.equal(true);
    expect(compilePattern("(a+)*cb{1500,}$")?.test(`c${"b".repeat(1499)}`)).to.equal(false);
  });

  it("knows nothing to do with what no engine reads", () => {
    for (const source of ["[", "(", "a++", "(?<x"]) expect(compilePattern(source), source).to.equal(undefined);
  });

  const hostile: [source: string, text: string, matches: boolean][] = [
    ["^(a+)+$", `${"a".repeat(50_000)}b`, false],
    ["^(a|a)*$", `${"a".repeat(50_000)}b`, false],
    ["^(a|aa)+$", `${"a".repeat(50_000)}b`, false],
    ["^(.*a){20}$", `${"a".repeat(5_000)}b`, false],
    ["(x+x+)+y", "x".repeat(20_000), false],
    ["\\s+$", `${" ".repeat(100_000)}x`, false],
    ["^(?=.*a.*a.*a)(?!.*b.*b)[a-z]*$", "a".repeat(50_000), true],
    [
      "^([a-z])(([\\-.]|[_]+)?([a-z]+))*(@){1}[a-z]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2}))$",
      "a".repeat(50_000),
      false,
    ],
  ];
  for (const [source, text, matches] of hostile) {
    it(`judges a hostile text by ${source.slice(0, 40)} without hanging`, () => {
      const pattern = compilePattern(source);

      expect(pattern?.test(text)).to.equal(matches);
      expect(pattern?.engine).to.equal("linear");
    });
  }

  it("refuses long texts where only a backtracking engine understands an ambiguous pattern", () => {
    const pattern = compilePattern("^(\\w+\\s?)+(?<!x)$");

    expect(pattern).to.include({ engine: "capped", limit: MAX_CAPPED_LENGTH });
    expect(pattern?.test("a b c")).to.equal(true);
    expect(pattern?.test("a".repeat(MAX_CAPPED_LENGTH + 1))).to.equal(false);
  });

  it("judges megabytes on which the native engine runs out of stack", () => {
    const text = "a".repeat(10_000_000);

    expect(() => /^(a)*$/u.test(text), "Node").to.throw(RangeError);
    expect(compilePattern("^(a)*$")).to.include({ engine: "native" });
    expect(compilePattern("^(a)*$")?.test(text)).to.equal(true);
    expect(compilePattern("^(a)*b$")?.test(text)).to.equal(false);
  });

  it("leaves harmless look-around and back-references to the native engine, whatever the length", () => {
    expect(compilePattern("^(?!-)[a-z-]+(?<!-)$")).to.include({ engine: "native", limit: Number.POSITIVE_INFINITY });
    expect(compilePattern("^(['\"])[a-z]*\\1$")?.test(`"${"a".repeat(50_000)}"`)).to.equal(true);
  });

  it("judges long texts as JavaScript would", () => {
    const filler = "~".repeat(100);
    const sources = [
      ".",
      "\\s",
      "\\S",
      "\\d",
      "\\D",
      "\\w",
      "\\W",
      "\\b",
      "[\\s\\d]",
      "[^\\s]",
      "[^]",
      "[]",
      "\\u0041",
      "\\p{Lu}",
      "[\\S]",
    ];
    const texts = ["\n", "\r", "\u2028", "\u00a0", "\ufeff", "\u180e", "A", "é", "7", "_", "😀", ""];
    for (const source of sources) {
      // The doubled quantifier is what sends long texts to the linear engine.
      const pattern = compilePattern(`^(?:(?:~)*)*(?:${source})$`);
      for (const text of texts) {
        expect(pattern?.test(filler + text), `${source} on ${JSON.stringify(text)}`).to.equal(
          nativeAtEnd(source, text),
        );
      }
    }
  });

  it("agrees with JavaScript on random patterns and texts", () => {
    const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\w", "\\s", "(?:a|b)", "(a|ab)", "(?:(?:ab)?)");
    const quantified = fc
      .tuple(atom, fc.constantFrom("", "*", "+", "?", "{2}", "{1,3}", "*?"))
      .map((parts) => parts.join(""));
    const source = fc.tuple(
      fc.constantFrom("", "^"),
      fc.array(quantified, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "$"),
    );

    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 12 }),
        ([start, parts, end], text) => {
          // The outer group makes every pattern ambiguous, so that texts of this length go to the linear engine.
          const written = `${start}(?:(?:(?:${parts.join("")})+)+|c)${end}`;

          expect(compilePattern(written)?.test(text)).to.equal(new RegExp(written, "u").test(text));
        },
      ),
    );
  });
});

function nativeAtEnd(source: string, text: string): boolean {
  return new RegExp(`^(?:~)*(?:${source})$`, "u").test(`~~~${text}`);
}
