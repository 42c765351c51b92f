import { registerSchema, setShouldValidateFormat, validate } from "@hyperjump/json-schema/draft-2020-12";
import "@hyperjump/json-schema/formats";
import { expect } from "chai";
import { derive, Random } from "../../../src/base/random.ts";
import { formatAccepts, formats } from "../../../src/contract/schema/format.ts";
import { formatText, formatTexts, shortTexts } from "../../../src/generate/leaf/format.ts";
import { numberValue, stringValue } from "../../../src/generate/leaf/leaf.ts";
import { anyNumber, anyString, now, placeOf } from "../leaf-places.ts";

const seeds = Array.from({ length: 500 }, (_, seed) => seed);

describe("format generators", () => {
  for (const [name, format] of Object.entries(formats)) {
    it(`write ${name} as its validator wants it`, () => {
      const isNumeric = typeof format === "object" && "type" in format && format.type === "number";
      for (const seed of seeds) {
        const place = placeOf("", [], seed);
        const value = isNumeric
          ? numberValue({ ...anyNumber, formats: [name] }, place)
          : stringValue({ ...anyString, formats: [name] }, place);

        expect(value, name).to.not.equal(undefined);
        expect(formatAccepts(name, value), `${name}: ${value}`).to.equal(true);
      }
    });
  }

  it("exist only for formats that are checked", () => {
    expect(Object.keys(formats)).to.include.members(Object.keys(formatTexts));
  });

  it("write what an independent validator accepts", async () => {
    setShouldValidateFormat(true);
    for (const name of independent) {
      const schemaUri = `https://helix.example/${name}`;
      registerSchema(
        { $schema: "https://json-schema.org/draft/2020-12/schema", type: "string", format: name },
        schemaUri,
      );
      const accepts = await validate(schemaUri);

      if (!forgiving.has(name)) expect(accepts("no such %%").valid, name).to.equal(false);
      for (const seed of seeds) {
        const text = formatText(name, { random: new Random(derive(seed, name)), now, minLength: seed % 60 });
        expect(accepts(text ?? "").valid, `${name}: ${text}`).to.equal(true);
      }
      for (const text of shortTexts(name)) expect(accepts(text ?? "").valid, `${name}: ${text}`).to.equal(true);
    }
  });

  it("fill the length that is wanted where the format has room", () => {
    const texts = ["email", "uri", "hostname", "uri-reference", "json-pointer", "uri-template", "regex", "byte"];
    for (const name of [...texts, "date-time", "time", "date-time-local"]) {
      const value = stringValue({ ...anyString, minLength: 40, maxLength: 50, formats: [name] }, placeOf(""));

      expect(value?.length, name).to.be.within(40, 50);
    }
  });

  it("write times to the length that is asked for", () => {
    for (const length of [20, 22, 25]) {
      const exactly = { ...anyString, minLength: length, maxLength: length, formats: ["date-time"] };

      expect(stringValue(exactly, placeOf("created_at"))?.length).to.equal(length);
    }
  });

  it("write short values where there is little room", () => {
    for (const [name, maxLength] of Object.entries({
      email: 6,
      uri: 5,
      hostname: 4,
      ipv6: 3,
      "date-time": 20,
      byte: 4,
    })) {
      const value = stringValue({ ...anyString, maxLength, formats: [name] }, placeOf(""));

      expect(value?.length, name).to.be.within(1, maxLength);
    }
  });
});

/** Formats that take the nonsense or print their complaint. */
const forgiving = new Set(["regex", "idn-hostname"]);

const independent = [
  "date-time",
  "date",
  "time",
  "duration",
  "email",
  "idn-email",
  "hostname",
  "idn-hostname",
  "ipv4",
  "ipv6",
  "uri",
  "uri-reference",
  "iri",
  "iri-reference",
  "uuid",
  "uri-template",
  "json-pointer",
  "relative-json-pointer",
  "regex",
];
