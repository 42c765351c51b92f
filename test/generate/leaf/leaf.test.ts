import { expect } from "chai";
import fc from "fast-check";
import { derive, seedOf } from "../../../src/base/random.ts";
import { formatAccepts } from "../../../src/contract/schema/format.ts";
import { booleanValue, numberValue, type StringConstraints, stringValue } from "../../../src/generate/leaf/leaf.ts";
import { anyNumber, anyString, now, placeOf } from "../leaf-places.ts";

describe("stringValue", () => {
  it("meets any constraints that it answers, and finds an answer where only lengths bind", () => {
    fc.assert(
      fc.property(randomConstraints(), fc.constantFrom(...names), fc.nat(), (constraints, name, object) => {
        const value = stringValue(constraints, placeOf(name, ["Order"], object));

        if (value === undefined) expect(constraints.formats.length + constraints.patterns.length).to.be.above(0);
        else expectToMeet(value, constraints);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it("fits any exact length", () => {
    for (const name of ["name", "description", "email", "token", "status", "foo"]) {
      for (let length = 0; length <= 80; length++) {
        const value = stringValue({ ...anyString, minLength: length, maxLength: length }, placeOf(name));
        expect([...(value ?? "?")].length, `${name} of ${length}`).to.equal(length === 0 ? 0 : length);
      }
    }
  });

  it("writes very long strings and refuses endless ones", () => {
    expect(stringValue({ ...anyString, minLength: 100_000 }, placeOf("body"))?.length).to.be.at.least(100_000);
    expect(stringValue({ ...anyString, minLength: 1e12 }, placeOf("body"))).to.equal(undefined);
  });

  it("is never empty unless it must be", () => {
    for (const name of names) expect(stringValue(anyString, placeOf(name))).to.not.equal("");
    expect(stringValue({ ...anyString, maxLength: 0 }, placeOf("name"))).to.equal("");
    expect(stringValue({ ...anyString, patterns: ["^$"] }, placeOf("name"))).to.equal("");
  });

  it("asks the caller last and looks for another value then", () => {
    const first = stringValue(anyString, placeOf("firstName", ["User"]));
    const second = stringValue(anyString, placeOf("firstName", ["User"]), (value) => value !== first);

    expect(second).to.be.a("string").and.not.equal(first);
    expect(stringValue(anyString, placeOf("firstName"), () => false)).to.equal(undefined);
  });

  it("cuts a realistic value between words", () => {
    const value = stringValue({ ...anyString, maxLength: 30 }, placeOf("description", ["Product"]));

    expect(value).to.match(/^An? .*[a-z]$/);
    expect(stringValue(anyString, placeOf("description", ["Product"]))).to.match(new RegExp(`^${value}\\b`));
  });

  it("spells a realistic value as the pattern wants it", () => {
    const value = stringValue({ ...anyString, patterns: ["^[a-z0-9-]+$"] }, placeOf("name", ["Product"]));

    expect(value).to.equal(
      stringValue(anyString, placeOf("name", ["Product"]))
        ?.toLowerCase()
        .replaceAll(" ", "-"),
    );
  });
});

describe("the range of a number", () => {
  for (const [description, least, most] of [
    ["The popularity of the album, between 0 and 100, with 100 being the most popular.", 0, 100],
    ["A score (0-10)", 0, 10],
    ["Stars from 1 to 5", 1, 5],
    ["Values typically range between -60 and 0 db", -60, 0],
    ["A confidence in the range [0, 1]", 0, 1],
    ["How full it is, in percent", 0, 100],
  ] as const) {
    it(`is read from "${description}"`, () => {
      for (let object = 0; object < 20; object++) {
        const place = placeOf("zorp", [], object, { annotations: { ...annotations, description } });

        expect(numberValue(anyNumber, place)).to.be.within(least, most);
      }
    });
  }

  it("is left to the schema where it contradicts the description", () => {
    const place = placeOf("zorp", [], 0, { annotations: { ...annotations, description: "between 0 and 100" } });

    expect(numberValue({ ...anyNumber, minimum: 500 }, place)).to.be.at.least(500);
  });

  it("is whole and not negative for what is counted, whatever lies above it", () => {
    for (let maximum = 0; maximum < 30; maximum++) {
      const value = numberValue({ ...anyNumber, maximum }, placeOf("retryCount", ["Job"], maximum));

      expect(Number.isInteger(value) && (value ?? -1) >= 0, String(value)).to.equal(true);
    }
  });
});

describe("leaves", () => {
  it("depend on their place alone, not on the order of calls", () => {
    const forwards = names.map((name, object) => [
      stringValue(anyString, placeOf(name, ["User"], object)),
      numberValue(anyNumber, placeOf(name, ["User"], object)),
      booleanValue(placeOf(name, ["User"], object)),
    ]);
    const backwards = names.toReversed().map((name, index) => {
      const place = placeOf(name, ["User"], names.length - 1 - index);
      return [stringValue(anyString, place), numberValue(anyNumber, place), booleanValue(place)];
    });

    expect(backwards.toReversed()).to.deep.equal(forwards);
  });

  it("stay the same from release to release", () => {
    const all = names.flatMap((name) =>
      [0, 1, 2, 3, 4].map((object) => stringValue(anyString, placeOf(name, ["User"], object))),
    );

    expect(seedOf(JSON.stringify(all))).to.equal(goldenHash);
  });

  it("differ between the items of an array", () => {
    for (const name of ["tags", "emails", "names", "colors", "roles", "phoneNumbers", "imageUrls"]) {
      const items = [0, 1, 2, 3, 4].map((index) => {
        const place = placeOf(name, ["Product"], 0, { index });
        return stringValue(anyString, { ...place, seed: derive(place.seed, index) });
      });
      expect(new Set(items).size, name).to.equal(5);
    }
  });

  it("differ between objects", () => {
    for (const [parent, name] of [
      ["Product", "name"],
      ["User", "name"],
      ["User", "email"],
      ["Order", "id"],
    ] as const) {
      const values = Array.from({ length: 10 }, (_, object) => stringValue(anyString, placeOf(name, [parent], object)));
      expect(new Set(values).size, name).to.equal(10);
    }
  });

  it("follow x-faker where the method is on the list, in Prism's spelling or today's", () => {
    const faked = (faker: unknown) =>
      stringValue(anyString, placeOf("x", [], 0, { annotations: { ...annotations, faker } }));

    expect(faked("internet.email")).to.match(/@/);
    expect(faked("name.firstName")).to.equal(faked("person.firstName"));
    expect(faked({ "number.int": { min: 7, max: 7 } })).to.equal("7");
    expect(faked("date.past")).to.satisfy(
      (value: string) => formatAccepts("date-time", value) && Date.parse(value) < now,
    );
    const plain = stringValue(anyString, placeOf("x", [], 0, { annotations }));
    for (const name of [
      "helpers.fake",
      "helpers.mustache",
      "constructor.constructor",
      "__proto__.toString",
      "seed",
      "internet.constructor",
      { "lorem.words": "x".repeat(10) },
      7,
      null,
    ]) {
      expect(faked(name), String(name)).to.be.a("string");
      if (typeof name === "string") expect(faked(name), name).to.equal(plain);
    }
    expect(faked({ "lorem.words": 1e9 })?.length).to.be.below(20_000);
  });

  it("take values and hints from the description", () => {
    const described = (description: string, name = "foo") =>
      stringValue(anyString, placeOf(name, [], 3, { annotations: { ...annotations, description } }));

    expect(described("Can be one of `open`, `closed`, or `all`.", "state")).to.be.oneOf(["open", "closed", "all"]);
    expect(described("The code, e.g. `A-17`.")).to.equal("A-17");
    expect(described("ISO 4217 code")).to.match(/^[A-Z]{3}$/);
    expect(described("The e-mail address to write to")).to.match(/@example\./);
    expect(described("RFC 3339 timestamp")).to.satisfy((value: string) => formatAccepts("date-time", value));
  });

  it("take strange names for what they are", () => {
    for (const name of ["__proto__", "constructor", "", "🙂", "a".repeat(10_000), "$ref", "😀Name", "x[0].y"]) {
      expect(stringValue(anyString, placeOf(name, [name, "toString"]))).to.be.a("string");
      expect(numberValue(anyNumber, placeOf(name, [name]))).to.be.a("number");
    }
  });
});

/** Changes only with a change of vocabulary or rules, which the changelog then says. */
const goldenHash = 3832808872;

const annotations = { pointer: "", deprecated: false, readOnly: false, writeOnly: false, examples: [] } as const;

const names: readonly string[] =
  "id name email phone url status description createdAt price currency country city zip avatar token sku title tags foo uuid".split(
    " ",
  );

function expectToMeet(value: string, constraints: StringConstraints): void {
  expect([...value].length).to.be.within(constraints.minLength, constraints.maxLength);
  for (const pattern of constraints.patterns) expect(value).to.match(new RegExp(pattern, "u"));
  for (const format of constraints.formats) expect(formatAccepts(format, value), format).to.equal(true);
}

function randomConstraints(): fc.Arbitrary<StringConstraints> {
  return fc
    .record({
      minLength: fc.oneof(fc.constant(0), fc.nat(120)),
      room: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(40)),
      patterns: fc.constantFrom<readonly string[]>(
        [],
        [],
        [],
        ["^[a-z]+$"],
        ["^[A-Z0-9_]*$"],
        ["\\d"],
        ["^[^\\s]+$", "[a-f]$"],
      ),
      formats: fc.constantFrom<readonly string[]>(
        [],
        [],
        [],
        ["email"],
        ["date-time"],
        ["uri"],
        ["uuid"],
        ["hostname"],
        ["password"],
        ["no-such"],
      ),
    })
    .map(({ minLength, room, patterns, formats }) => ({ minLength, maxLength: minLength + room, patterns, formats }));
}
