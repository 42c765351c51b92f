import { expect } from "chai";
import { stringValue } from "../../../src/generate/leaf/leaf.ts";
import { anyString, placeOf } from "../leaf-places.ts";

describe("strings for patterns", () => {
  for (const [title, patterns, least = 0, most = Number.POSITIVE_INFINITY] of cases()) {
    it(`match ${title}`, () => {
      for (let object = 0; object < 100; object++) {
        const constraints = { ...anyString, patterns, minLength: least, maxLength: most };
        const value = stringValue(constraints, placeOf("code", ["Thing"], object));

        expect(value, patterns.join(" and ")).to.be.a("string");
        expect([...(value ?? "")].length).to.be.within(least, most);
        for (const pattern of patterns) expect(value).to.match(native(pattern));
      }
    });
  }

  it("meet a pattern and a format together", () => {
    const pairs = {
      uri: "^https://api\\.",
      date: "^2024-",
      email: "@acme\\.com$",
      "date-time": "\\.\\d{3}Z$",
      hostname: "\\.internal$",
    };

    for (const [format, pattern] of Object.entries(pairs)) {
      const value = stringValue({ ...anyString, patterns: [pattern], formats: [format] }, placeOf("x"));
      expect(value, format).to.match(new RegExp(pattern));
    }
  });

  it("are not found where there are none, and the search ends", () => {
    const impossible: [string[], number, number][] = [
      [["^a{2}$"], 3, 9],
      [["^[a-c]+$", "^[x-z]+$"], 0, 50],
      [["^a{1000000000}$"], 0, Number.POSITIVE_INFINITY],
      [["(?!)"], 0, 10],
      [["^(?=.*[A-Z])[a-z]{3}$"], 0, 10],
    ];
    for (const [patterns, minLength, maxLength] of impossible) {
      expect(stringValue({ ...anyString, patterns, minLength, maxLength }, placeOf("name"))).to.equal(undefined);
    }
  });

  it("do not hang on patterns that backtrack without end", () => {
    for (const pattern of ["^(a+)+$", "^(a|aa)+$", "^([a-zA-Z0-9]+\\s?)*$", "^(.*a){12}$"]) {
      const value = stringValue({ ...anyString, patterns: [pattern], minLength: 30, maxLength: 40 }, placeOf("x"));
      expect(value, pattern).to.be.a("string");
    }
  });

  it("can be read aloud where letters may be chosen", () => {
    const value = stringValue({ ...anyString, patterns: ["^[^\\s]{8}$"] }, placeOf("x"));

    expect(value).to.match(/^[a-z0-9]{8}$/i);
  });
});

type Case = readonly [title: string, patterns: string[], least?: number, most?: number];

function cases(): readonly Case[] {
  return [
    ["fixed groups", ["^[A-Z]{3}-[0-9]{4}$"]],
    ["a length beside the pattern", ["^[a-z]+$"], 12, 14],
    ["look-aheads that ask for characters", ["^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,16}$"]],
    ["four look-aheads", ["^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$"]],
    ["look-aheads alone", ["(?=.*\\d)(?=.*[a-z])"]],
    ["a negative look-ahead", ["^(?!admin)[a-z]{5,8}$"]],
    ["a look-behind", ["^(?!.*--)(?!-)[a-z0-9-]{1,40}(?<!-)$"], 30, 40],
    ["a back-reference", ["^(a|b)\\1$"]],
    ["a named back-reference", ["^(?<quote>['\"])[a-z]+\\k<quote>$"]],
    ["Unicode properties", ["^\\p{Lu}\\p{Ll}{2,5}$"]],
    ["a script", ["^\\p{Script=Cyrillic}+$"], 4, 6],
    ["characters beyond the basic plane", ["^\\u{1F600}+$"], 3, 3],
    ["nested alternatives", ["^((foo|bar)(-[0-9a-f]{2}){2,3}|baz)$"]],
    ["alternatives of unlike length", ["^([0-9A-F]{3}){1,2}$"], 4, 6],
    [
      "semantic versions",
      [
        "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$",
      ],
    ],
    ["no anchors", ["[0-9]{5}(-[0-9]{4})?"]],
    ["no anchors and a length", ["[0-9]{5}"], 12, 20],
    ["word boundaries and a length", ["\\bfoo\\b"], 8, 12],
    ["two patterns", ["^[a-c]+$", "^.{3}$"]],
    ["two patterns that overlap a little", ["^[a-m]+$", "[k-z]$"]],
    ["an inline flag", ["^(?i)abc[0-9]+$"]],
    ["a Python group", ["^(?P<year>[0-9]{4})-(?P<month>[0-9]{2})$"]],
    ["a class that needs the old mode", ["^[\\w-.]+\\_x$"]],
    ["a telephone number", ["^\\+?[1-9]\\d{1,14}$"]],
    ["an ARN", ["^arn:aws:[a-z]+:[a-z0-9-]*:\\d{12}:.+$"]],
    ["an address", ["^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$"]],
    ["empty or three letters", ["^$|^[a-z]{3}$"]],
    ["a control character", ["^\\t$"]],
    ["a lazy middle", ["^<.+?>$"], 10, 30],
  ];
}

function native(pattern: string): RegExp {
  const translated = pattern.replaceAll("(?P<", "(?<").replace("(?i)", "");
  try {
    return new RegExp(translated, "u");
  } catch {
    return new RegExp(translated);
  }
}
