import { expect } from "chai";
import fc from "fast-check";
import { XMLBuilder } from "fast-xml-parser";
import { encode } from "../../../src/generate/encode/index.ts";
import { faultsOf, readAs, readValue } from "../../helpers/body.ts";
import { mediaType } from "../../helpers/operation.ts";

const XML = "application/xml";
const text = { type: "string" };
const integer = { type: "integer" };
const list = (items: object, parts: object = {}) => ({ type: "array", items, ...parts });
const object = (properties: object, parts: object = {}) => ({ type: "object", properties, ...parts });
const named = (schema: object, name: string, parts: object = {}) => ({ ...schema, xml: { name, ...parts } });

/** Milliseconds that no body takes on a busy machine, unless the work grows faster than the body. */
const SLOW = 10_000;

describe("XML bodies", () => {
  it("takes a document that is declared as a string as it is, if it is one", () => {
    const document = '<!DOCTYPE a SYSTEM "a.dtd">\n<a b="1"> </a>';

    expect(readValue(XML, text, document)).to.equal(document);
    for (const broken of ["<a><b></b></", "no document", "<a/><b/>"]) {
      const { problem, violations } = readAs(mediaType(XML, text), broken);
      expect(problem, broken).to.equal("syntax");
      expect(violations[0]?.message, broken).to.include("is not well-formed XML");
    }
  });

  const readings: [what: string, schema: object, xml: string, value: unknown][] = [
    ["elements as members", object({ a: text, b: integer }), "<x><a>1</a><b>1</b></x>", { a: "1", b: 1 }],
    ["white space around numbers", object({ b: integer }), "<x>\n  <b> 7 </b>\r\n</x>", { b: 7 }],
    ["white space in text", object({ a: text }), "<x><a> a\r\nb </a></x>", { a: " a\nb " }],
    ["the truth values of XML Schema", list({ type: "boolean" }), "<x><i>1</i><i>false</i></x>", [true, false]],
    ["entities and CDATA", object({ a: text }), "<x><a>&lt;&#65;<![CDATA[<&>]]></a></x>", { a: "<A<&>" }],
    ["attributes", object({ id: { ...integer, xml: { attribute: true } } }), '<x id="7"/>', { id: 7 }],
    ["renamed attributes", object({ id: named(text, "key", { attribute: true }) }), '<x key="7"/>', { id: "7" }],
    ["renamed elements", object({ a: named(text, "b") }), "<x><b>1</b></x>", { a: "1" }],
    [
      "prefixes of any choice",
      object({ a: named(text, "b", { prefix: "p", namespace: "u" }) }),
      '<x xmlns:q="u"><q:b>1</q:b></x>',
      { a: "1" },
    ],
    [
      "prefixes that nothing declares",
      object({ a: named(text, "b", { prefix: "p" }) }),
      "<x><p:b>1</p:b></x>",
      { a: "1" },
    ],
    ["prefixes inside names", object({ a: named(text, "p:b") }), "<x><p:b>1</p:b></x>", { a: "1" }],
    ["lists without a wrapper", object({ a: list(integer) }), "<x><a>1</a><a>2</a></x>", { a: [1, 2] }],
    ["a list of one", object({ a: list(integer) }), "<x><a>1</a></x>", { a: [1] }],
    ["a list of renamed items", object({ a: list(named(integer, "i")) }), "<x><i>1</i><i>2</i></x>", { a: [1, 2] }],
    ["no list where none is required", object({ a: list(integer) }), "<x/>", {}],
    ["an empty list where one is required", object({ a: list(integer) }, { required: ["a"] }), "<x/>", { a: [] }],
    ["wrapped lists", object({ a: list(integer, { xml: { wrapped: true } }) }), "<x><a><a>1</a></a></x>", { a: [1] }],
    ["an empty wrapped list", object({ a: list(integer, { xml: { wrapped: true } }) }), "<x><a/></x>", { a: [] }],
    [
      "renamed wrappers",
      object({ a: named(list(named(integer, "i")), "as", { wrapped: true }) }),
      "<x><as><i>1</i></as></x>",
      { a: [1] },
    ],
    [
      "a list as the document",
      named(list(named(object({ a: text }), "pet")), "pets"),
      "<pets><pet><a>1</a></pet></pets>",
      [{ a: "1" }],
    ],
    [
      "a tuple",
      object({ a: { type: "array", prefixItems: [integer, text] } }),
      "<x><a>1</a><a>2</a></x>",
      { a: [1, "2"] },
    ],
    [
      "objects in objects",
      object({ a: object({ b: object({ c: integer }) }) }),
      "<x><a><b><c>1</c></b></a></x>",
      { a: { b: { c: 1 } } },
    ],
    [
      "nil",
      object({ a: { type: ["string", "null"] } }),
      '<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xsi:nil="true"/></x>',
      { a: null },
    ],
    ["nothing as null", object({ a: { type: ["integer", "null"] } }), "<x><a/></x>", { a: null }],
    ["nothing as text", object({ a: text }), "<x><a></a></x>", { a: "" }],
    ["maps", { type: "object", additionalProperties: integer }, "<x><k>1</k><l>2</l></x>", { k: 1, l: 2 }],
    [
      "patterned names",
      { type: "object", patternProperties: { "^n": integer } },
      "<x><n1>1</n1><m>1</m></x>",
      { n1: 1, m: "1" },
    ],
    [
      "what the schema does not know",
      object({ a: text }),
      '<x y="1"><b>1</b><c><d/></c><e>1</e><e>2</e></x>',
      { y: "1", b: "1", c: { d: "" }, e: ["1", "2"] },
    ],
    ["what no schema knows", {}, '<x y="1"><b z="2">1</b></x>', { y: "1", b: { z: "2", "#text": "1" } }],
    ["scalars as the document", integer, "<x>7</x>", 7],
    [
      "names of the prototype",
      object({ constructor: text }),
      "<x><constructor>1</constructor><toString>2</toString></x>",
      { constructor: "1", toString: "2" },
    ],
  ];
  for (const [what, schema, xml, value] of readings) {
    it(`reads ${what}`, () => {
      expect(readValue(XML, schema, xml)).to.deep.equal(value);
    });
  }

  it("reads text beside attributes, CDATA, and objects without an element (OAS 3.2 nodeType)", () => {
    const node = (schema: object, nodeType: string) => ({ ...schema, xml: { nodeType } });
    const price = object({ currency: node(text, "attribute"), amount: node({ type: "number" }, "text") });
    const inlined = object({ at: node(object({ x: integer, y: integer }), "none"), note: node(text, "cdata") });

    expect(readValue(XML, price, '<price currency="EUR">1.5</price>')).to.deep.equal({ currency: "EUR", amount: 1.5 });
    expect(readValue(XML, inlined, "<p><x>1</x><y>2</y><![CDATA[a<b]]></p>")).to.deep.equal({
      at: { x: 1, y: 2 },
      note: "a<b",
    });
  });

  it("takes the alternative that the document fits, also inside another", () => {
    const cat = object({ lives: integer }, { required: ["lives"], additionalProperties: false });
    const dog = object({ bark: list(text) }, { required: ["bark"], additionalProperties: false });
    const schema = object({ pets: list({ oneOf: [cat, dog] }) });
    const xml = "<x><pets><lives>9</lives></pets><pets><bark>wow</bark></pets></x>";

    expect(readValue(XML, schema, xml)).to.deep.equal({ pets: [{ lives: 9 }, { bark: ["wow"] }] });
  });

  it("judges by the schema, at places of the value", () => {
    const schema = object(
      { a: list(integer), b: object({ c: text }, { required: ["c"] }) },
      { additionalProperties: false },
    );

    expect(fault(schema, "<x><a>1</a><a>x</a><b/><z/></x>")).to.have.members([
      "body-invalid /a/1",
      "body-invalid /b",
      "body-invalid",
    ]);
    expect(fault(object({ a: text }), "<x><a>1</a><a>2</a></x>")).to.deep.equal(["body-invalid /a"]);
    expect(fault(object({ a: text }), "<x><a><b/></a></x>")).to.deep.equal(["body-invalid /a"]);
    expect(fault(object({ a: text }), "<x>hello</x>")).to.deep.equal(["body-invalid"]);
  });

  const defects: [what: string, schema: object, xml: string, message: string][] = [
    ["another root", named(object({}), "pet"), "<dog/>", "The body must have the root element <pet>."],
    ["another item", list(named(integer, "i")), "<x><j>1</j></x>", "The body at /0 must be the element <i>."],
    [
      "the name of the member for its element",
      object({ a: named(text, "b") }),
      "<x><a>1</a></x>",
      "The body at /a must be written as the element <b>.",
    ],
    [
      "an element for an attribute",
      object({ a: { ...text, xml: { attribute: true } } }),
      "<x><a>1</a></x>",
      'The body at /a must be written as the attribute "a".',
    ],
    [
      "another namespace",
      object({ a: named(text, "a", { namespace: "u" }) }),
      '<x><a xmlns="v">1</a></x>',
      'The body at /a must be an element in the namespace "u".',
    ],
    [
      "text between elements",
      object({ a: text }),
      "<x>hello <a>1</a></x>",
      "The body must not have text between its elements.",
    ],
  ];
  for (const [what, schema, xml, message] of defects) {
    it(`refuses ${what}`, () => {
      const { violations } = readAs(mediaType(XML, schema), xml);

      expect(violations.map((violation) => violation.message)).to.deep.equal([message]);
      expect(violations[0]).to.include({ code: "body-xml", keyword: "xml" });
    });
  }

  it("takes any root where the document names none, and any of several names", () => {
    const either = { oneOf: [named(object({ a: text }), "cat"), named(object({ b: text }), "dog")] };

    expect(fault(object({ a: text }), "<whatever><a>1</a></whatever>")).to.deep.equal([]);
    expect(fault({ anyOf: either.oneOf }, "<dog><b>1</b></dog>")).to.deep.equal([]);
    expect(fault(either, "<fox/>")).to.include("body-xml");
  });

  const malformed: [what: string, xml: string, message: string][] = [
    ["nothing of XML", "hello", "text data outside of root node (line 1, column 5)"],
    ["an element that is not closed", "<x>\n<a></x>", "unexpected close tag (line 2, column 7)"],
    ["two roots", "<x/><y/>", "documents may contain only one root"],
    ["an attribute twice", '<x a="1" a="2"/>', "duplicate attribute: a"],
    ["a bare ampersand", "<x>a & b</x>", "line 1"],
    ["an entity that is not XML's", "<x>&nbsp;</x>", "undefined entity"],
    ["a NUL", "<x>\0</x>", "disallowed character"],
    ["entities of its own", '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type declaration"],
    [
      "entities of a file",
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
      "document type declaration",
    ],
    ["a document type elsewhere", '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>', "document type declaration"],
    ["100 001 elements", `<x>${"<a/>".repeat(100_000)}</x>`, "more than 100000 elements and attributes"],
    ["101 levels", `${"<a>".repeat(101)}${"</a>".repeat(101)}`, "nested deeper than 100 levels"],
  ];
  for (const [what, xml, message] of malformed) {
    it(`calls ${what} malformed`, () => {
      const { violations, problem } = readAs(mediaType(XML, {}), xml);

      expect(problem).to.equal("syntax");
      expect(violations[0]?.message).to.include(message);
    });
  }

  it("reads the charset of the byte order mark, of the message, then of the document", () => {
    const schema = object({ a: text });
    const latin1 = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><x><a>é</a></x>', "latin1");
    const utf16 = Buffer.from("\ufeff<x><a>é</a></x>", "utf16le");

    expect(readValue(XML, schema, latin1)).to.deep.equal({ a: "é" });
    expect(readValue(XML, schema, utf16)).to.deep.equal({ a: "é" });
    expect(readValue(`${XML}; charset=latin1`, schema, Buffer.from("<x><a>é</a></x>", "latin1"))).to.deep.equal({
      a: "é",
    });
    expect(readAs(mediaType(XML, schema), Buffer.from([0x3c, 0xff])).problem).to.equal("syntax");
  });

  it("takes a document as it is where a string is declared, and a bare document type", () => {
    expect(readValue("image/svg+xml", text, '<!DOCTYPE svg PUBLIC "a" "b"><svg/>')).to.include("<svg/>");
    expect(readValue(XML, object({}), "<!DOCTYPE x><x/>")).to.deep.equal({});
  });

  it("keeps __proto__ apart from the prototype", () => {
    const value = readValue(
      XML,
      object({ a: text }),
      '<x __proto__="1"><a>1</a><__proto__><b/></__proto__></x>',
    ) as object;

    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(Object.keys(value)).to.have.members(["a", "__proto__"]);
  });

  it("reads back what an independent writer writes", () => {
    const schema = object(
      {
        id: { ...integer, xml: { attribute: true } },
        name: text,
        size: { type: "number" },
        on: { type: "boolean" },
        tags: { ...list(named(text, "tag")), xml: { wrapped: true } },
        photo: list(text),
        owner: object({ name: text, age: integer }),
      },
      { xml: { name: "pet" } },
    );
    const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", suppressEmptyNode: false });
    const word = fc.string({ unit: "grapheme-ascii", minLength: 1 });
    const samples = fc.record(
      {
        id: fc.integer(),
        name: word,
        size: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        on: fc.boolean(),
        tags: fc.array(word, { minLength: 1 }),
        photo: fc.array(word, { minLength: 1 }),
        owner: fc.record({ name: word, age: fc.integer() }),
      },
      { requiredKeys: ["name"] },
    );

    fc.assert(
      fc.property(samples, ({ id, tags, ...rest }) => {
        const pet = {
          ...(id === undefined ? {} : { "@id": String(id) }),
          ...rest,
          ...(tags ? { tags: { tag: tags } } : {}),
        };
        const sent = { ...rest, ...(id === undefined ? {} : { id }), ...(tags ? { tags } : {}) };

        expect(readValue(XML, schema, builder.build({ pet }))).to.deep.equal(sent);
      }),
    );
  });

  it("reads back what Helix itself writes", () => {
    const schema = object(
      {
        id: named(integer, "key", { attribute: true }),
        note: { type: ["string", "null"] },
        sizes: named(list(named(integer, "size", { prefix: "s", namespace: "urn:s" })), "all", { wrapped: true }),
        pairs: list(object({ x: integer, y: list(text) }, { required: ["y"] })),
      },
      { xml: { name: "thing", namespace: "urn:t" }, required: ["id"] },
    );
    const word = fc
      .string({ unit: "grapheme" })
      .map((one) => one.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ""));
    const samples = fc.record(
      {
        id: fc.integer(),
        note: fc.option(word),
        sizes: fc.array(fc.integer()),
        pairs: fc.array(fc.record({ x: fc.integer(), y: fc.array(word) }), { minLength: 1 }),
      },
      { requiredKeys: ["id"], noNullPrototype: true },
    );
    const declared = mediaType(XML, schema);

    fc.assert(
      fc.property(samples, (value) => {
        const { bytes } = encode(value, declared, XML);

        expect(readAs(declared, bytes)).to.deep.equal({ mediaType: declared, value, violations: [] });
      }),
    );
  });

  it("answers hostile documents in reasonable time", () => {
    const pet = object({ a: text, tags: list(text), map: { type: "object", additionalProperties: integer } });
    const many = (count: number, piece: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => piece(index)).join("");
    const documents = [
      "<a>".repeat(100_000),
      "<".repeat(1_000_000),
      `<x>${many(99_000, (index) => `<n${index}/>`)}</x>`,
      `<x>${many(99_000, () => "<tags>1</tags>")}</x>`,
      `<x><map>${many(99_000, (index) => `<n${index}>x</n${index}>`)}</map></x>`,
      `<x ${many(99_000, (index) => `a${index}="1" `)}/>`,
      `<x ${many(33_000, (index) => `xmlns:a${index}="u" `)}>${many(33_000, (index) => `<y xmlns:b${index}="v"/>`)}</x>`,
      `<x><a>${"x".repeat(5_000_000)}</a></x>`,
      `<x>${"&amp;".repeat(500_000)}</x>`,
      `<!DOCTYPE x [${many(100_000, (index) => `<!ENTITY e${index} "&e${index - 1};&e${index - 1};">`)}]><x>&e99;</x>`,
      `<x>${"<![CDATA[".repeat(200_000)}</x>`,
    ];
    for (const xml of documents) {
      const begin = performance.now();
      expect(readAs(mediaType(XML, pet), xml).violations).to.be.an("array");
      expect(performance.now() - begin, xml.slice(0, 40)).to.be.below(SLOW);
    }
  }).timeout(120_000);

  it("never throws, whatever the document", () => {
    const scraps = [
      "<x>",
      "</x>",
      "<a ",
      ">",
      "/>",
      '"',
      "=",
      "a",
      "&lt;",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<?a",
      "?>",
      "\0",
      "é",
    ];
    const xml = fc.array(fc.constantFrom(...scraps)).map((found) => found.join(""));

    fc.assert(
      fc.property(fc.oneof(xml, fc.string()), (document) => {
        expect(readAs(mediaType(XML, object({ x: text, a: list(integer) })), document).violations).to.be.an("array");
      }),
    );
  });
});

function fault(schema: object, xml: string): string[] {
  return faultsOf(readAs(mediaType(XML, schema), xml));
}
