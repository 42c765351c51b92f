/** Schemas that refer to each other by names, with values to judge. Every schema has an absolute `$id`. */
export interface ReferenceCase {
  /** The first is the one that values are held against. */
  readonly schemas: readonly Readonly<Record<string, unknown>>[];
  readonly values: readonly unknown[];
}

const text = { type: "string" };
const whole = { type: "integer" };
const at = (name: string) => `https://cases.test/${name}`;

/** A list of anything, whose items whoever refers to it may decide. */
const page = {
  $id: at("page"),
  type: "object",
  required: ["items"],
  properties: { items: { type: "array", minItems: 1, items: { $dynamicRef: "#item" } } },
  $defs: { item: { $dynamicAnchor: "item" } },
};

const pages = [{ items: ["a"] }, { items: [7] }, { items: [] }, {}];

/** A tree that a stricter one may extend (JSON Schema 2020-12, appendix C). */
const tree = {
  $id: at("tree"),
  $dynamicAnchor: "node",
  type: "object",
  properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
};

const draft2020 = "https://json-schema.org/draft/2020-12/schema";
const draft2019 = "https://json-schema.org/draft/2019-09/schema";

const recursive = {
  $id: at("recursive"),
  $schema: draft2019,
  $recursiveAnchor: true,
  type: "object",
  properties: { data: true, children: { type: "array", items: { $recursiveRef: "#" } } },
};

const branches = [
  { children: [{ daat: 1 }] },
  { children: [{ data: 1, children: [{}] }] },
  { children: [{ children: [{ daat: 1 }] }] },
  { children: [7] },
  { daat: 1 },
];

export const dynamicCases: Readonly<Record<string, ReferenceCase>> = {
  "a page of whatever": { schemas: [page], values: pages },
  "a page of texts": {
    schemas: [{ $id: at("texts"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...text } } }, page],
    values: pages,
  },
  "a page whose default item allows nothing": {
    schemas: [
      { $id: at("wholes"), $ref: "strict-page", $defs: { item: { $dynamicAnchor: "item", ...whole } } },
      { ...page, $id: at("strict-page"), $defs: { item: { $dynamicAnchor: "item", not: {} } } },
    ],
    values: pages,
  },
  "two kinds of page side by side": {
    schemas: [
      {
        $id: at("both"),
        type: "object",
        required: ["a", "b"],
        properties: { a: { $ref: "texts" }, b: { $ref: "wholes" } },
      },
      { $id: at("texts"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      { $id: at("wholes"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...whole } } },
      page,
    ],
    values: [
      { a: { items: ["x"] }, b: { items: [1] } },
      { a: { items: [1] }, b: { items: [1] } },
      { a: { items: ["x"] }, b: { items: ["x"] } },
    ],
  },
  "the outermost of three decides": {
    schemas: [
      { $id: at("outer"), $ref: "middle", $defs: { item: { $dynamicAnchor: "item", ...whole } } },
      { $id: at("middle"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      page,
    ],
    values: pages,
  },
  "a resource without the anchor does not stand in the way": {
    schemas: [
      { $id: at("outer"), $ref: "through", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      { $id: at("through"), allOf: [{ $ref: "page" }, { required: ["items"] }] },
      page,
    ],
    values: pages,
  },
  "a plain anchor of the same name binds nothing": {
    schemas: [{ $id: at("outer"), $ref: "page", $defs: { item: { $anchor: "item", ...text } } }, page],
    values: pages,
  },
  "a dynamic reference to a plain anchor is a plain reference": {
    schemas: [
      { $id: at("outer"), $ref: "plain", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      { ...page, $id: at("plain"), $defs: { item: { $anchor: "item", ...whole } } },
    ],
    values: pages,
  },
  "a dynamic reference by pointer is a plain reference": {
    schemas: [
      { $id: at("outer"), $ref: "pointed", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      {
        $id: at("pointed"),
        type: "object",
        required: ["items"],
        properties: { items: { type: "array", minItems: 1, items: { $dynamicRef: "#/$defs/item" } } },
        $defs: { item: { $dynamicAnchor: "item", ...whole } },
      },
    ],
    values: pages,
  },
  "a plain reference to a dynamic anchor is a plain reference": {
    schemas: [
      { $id: at("outer"), $ref: "firm", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      {
        $id: at("firm"),
        type: "object",
        required: ["items"],
        properties: { items: { type: "array", minItems: 1, items: { $ref: "#item" } } },
        $defs: { item: { $dynamicAnchor: "item", ...whole } },
      },
    ],
    values: pages,
  },
  "a dynamic reference into another resource": {
    schemas: [
      {
        $id: at("outer"),
        type: "array",
        minItems: 1,
        items: { $dynamicRef: "defaults#item" },
        $defs: { item: { $dynamicAnchor: "item", ...text } },
      },
      { $id: at("defaults"), $defs: { item: { $dynamicAnchor: "item", ...whole } } },
    ],
    values: [["a"], [1], []],
  },
  "a tree as it is": { schemas: [tree], values: branches },
  "a tree whose nodes are closed by its extension": {
    schemas: [{ $id: at("strict-tree"), $dynamicAnchor: "node", $ref: "tree", unevaluatedProperties: false }, tree],
    values: branches,
  },
  "an embedded resource brings its own binding": {
    schemas: [
      {
        $id: at("outer"),
        type: "object",
        required: ["inner"],
        properties: {
          inner: { $id: "inner", $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...whole } } },
        },
      },
      page,
    ],
    values: pages.map((inner) => ({ inner })),
  },
  "what an embedded resource binds ends with it": {
    schemas: [
      {
        $id: at("outer"),
        type: "object",
        required: ["inner", "other"],
        properties: {
          inner: { allOf: [{ $id: "inner", $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...whole } } }] },
          other: { $ref: "page" },
        },
      },
      page,
    ],
    values: [
      { inner: { items: [1] }, other: { items: ["a"] } },
      { inner: { items: ["a"] }, other: { items: ["a"] } },
    ],
  },
  "two anchors bound by different resources": {
    schemas: [
      { $id: at("outer"), $ref: "half", $defs: { key: { $dynamicAnchor: "key", pattern: "^[a-z]$" } } },
      { $id: at("half"), $ref: "map", $defs: { value: { $dynamicAnchor: "value", ...whole } } },
      {
        $id: at("map"),
        type: "object",
        minProperties: 1,
        propertyNames: { $dynamicRef: "#key" },
        additionalProperties: { $dynamicRef: "#value" },
        $defs: { key: { $dynamicAnchor: "key" }, value: { $dynamicAnchor: "value" } },
      },
    ],
    values: [{ a: 1 }, { a: "x" }, { ab: 1 }, {}],
  },
  "a branch of oneOf decides": {
    schemas: [
      {
        $id: at("either"),
        oneOf: [{ $ref: "texts" }, { $ref: "wholes" }],
      },
      { $id: at("texts"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...text } } },
      { $id: at("wholes"), $ref: "page", $defs: { item: { $dynamicAnchor: "item", ...whole } } },
      page,
    ],
    values: [...pages, { items: ["a", 1] }],
  },
  "2019-09: a tree as it is": { schemas: [recursive], values: branches },
  "2019-09: a tree whose nodes are closed by its extension": {
    schemas: [
      {
        $id: at("strict"),
        $schema: draft2019,
        $recursiveAnchor: true,
        $ref: "recursive",
        unevaluatedProperties: false,
      },
      recursive,
    ],
    values: branches,
  },
  "2019-09: an extension that is no anchor closes its own node only": {
    schemas: [{ $id: at("strict"), $schema: draft2019, $ref: "recursive", unevaluatedProperties: false }, recursive],
    values: branches,
  },
  "2019-09: a tree that is no anchor cannot be extended": {
    schemas: [
      { $id: at("strict"), $schema: draft2019, $recursiveAnchor: true, $ref: "fixed", unevaluatedProperties: false },
      { ...recursive, $id: at("fixed"), $recursiveAnchor: false },
    ],
    values: branches,
  },
};

/** Names and bases: `$id`, `$anchor`, `$defs`, and references relative to them. */
export const nameCases: Readonly<Record<string, ReferenceCase>> = {
  "a reference relative to an $id": {
    schemas: [
      { $id: at("lists/all"), type: "array", minItems: 1, items: { $ref: "../things/one" } },
      { $id: at("things/one"), ...whole },
    ],
    values: [[1], ["a"], []],
  },
  "a pointer that starts from the nearest $id": {
    schemas: [
      {
        $id: at("outer"),
        $defs: { one: text },
        type: "object",
        required: ["inner"],
        properties: { inner: { $id: "inner", $defs: { one: whole }, $ref: "#/$defs/one" } },
      },
    ],
    values: [{ inner: 1 }, { inner: "a" }],
  },
  "an anchor of the nearest $id": {
    schemas: [
      {
        $id: at("outer"),
        $defs: { one: { $anchor: "one", ...text } },
        type: "object",
        required: ["inner", "own"],
        properties: {
          inner: { $id: "inner", $defs: { one: { $anchor: "one", ...whole } }, $ref: "#one" },
          own: { $ref: "#one" },
        },
      },
    ],
    values: [
      { inner: 1, own: "a" },
      { inner: "a", own: "a" },
      { inner: 1, own: 1 },
    ],
  },
  "an anchor of another resource": {
    schemas: [
      { $id: at("outer"), type: "array", minItems: 1, items: { $ref: "other#two" } },
      { $id: at("other"), $defs: { one: { $anchor: "one", ...text }, two: { $anchor: "two", ...whole } } },
    ],
    values: [[1], ["a"]],
  },
  "a pointer into another resource": {
    schemas: [
      { $id: at("outer"), type: "array", minItems: 1, items: { $ref: "other#/$defs/a~1b%25" } },
      { $id: at("other"), $defs: { "a/b%": whole } },
    ],
    values: [[1], ["a"]],
  },
  "an $id in a folder of its own": {
    schemas: [
      {
        $id: at("outer"),
        type: "object",
        required: ["inner"],
        properties: { inner: { $id: "folder/", type: "array", minItems: 1, items: { $ref: "one" } } },
        $defs: { one: { $id: "folder/one", ...whole } },
      },
    ],
    values: [{ inner: [1] }, { inner: ["a"] }],
  },
  "a URN": {
    schemas: [
      {
        $id: at("outer"),
        type: "array",
        minItems: 1,
        items: { $ref: "urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed" },
      },
      { $id: "urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed", ...whole },
    ],
    values: [[1], ["a"]],
  },
  "the resource itself by #": {
    schemas: [
      {
        $id: at("outer"),
        type: "object",
        properties: { next: { $ref: "#" } },
        required: ["id"],
        additionalProperties: true,
      },
    ],
    values: [{ id: 1 }, { id: 1, next: { id: 2 } }, { id: 1, next: {} }],
  },
  "no names in data": {
    schemas: [
      {
        $id: at("outer"),
        type: "array",
        minItems: 1,
        items: { $ref: "#one" },
        $defs: { one: { $anchor: "one", ...whole } },
      },
      { $id: at("other"), enum: [{ $anchor: "one", $id: at("outer") }], const: { $anchor: "one" } },
    ],
    values: [[1], ["a"]],
  },
};

const draft = (version: string) => ({ $schema: `http://json-schema.org/draft-0${version}/schema#` });

/** What the dialects read differently. */
export const dialectCases: Readonly<Record<string, ReferenceCase>> = {
  "2019-09: items as a list": {
    schemas: [{ $id: at("s"), $schema: draft2019, type: "array", items: [whole], additionalItems: text, minItems: 2 }],
    values: [[1, "a"], ["a", 1], [1, 1], [1]],
  },
  "2019-09: prefixItems says nothing": {
    schemas: [{ $id: at("s"), $schema: draft2019, type: "array", prefixItems: [whole], minItems: 1 }],
    values: [["a"], []],
  },
  "2019-09: dependencies says nothing": {
    schemas: [{ $id: at("s"), $schema: draft2019, type: "object", required: ["a"], dependencies: { a: ["b"] } }],
    values: [{ a: 1 }, {}],
  },
  "2020-12: dependencies says nothing": {
    schemas: [{ $id: at("s"), type: "object", required: ["a"], dependencies: { a: ["b"] }, $schema: draft2020 }],
    values: [{ a: 1 }, {}],
  },
  "draft-07: nothing stands beside $ref": {
    schemas: [
      { $id: at("s"), ...draft("7"), allOf: [{ $ref: "#/definitions/n", maximum: 3 }], definitions: { n: whole } },
    ],
    values: [1, 9, "a"],
  },
  "draft-07: an $id that is a fragment is an anchor": {
    schemas: [{ $id: at("s"), ...draft("7"), allOf: [{ $ref: "#n" }], definitions: { n: { $id: "#n", ...whole } } }],
    values: [1, "a"],
  },
  "draft-07: $anchor, dependentRequired and unevaluatedProperties say nothing": {
    schemas: [
      {
        $id: at("s"),
        ...draft("7"),
        type: "object",
        required: ["a"],
        dependentRequired: { a: ["b"] },
        unevaluatedProperties: false,
      },
    ],
    values: [{ a: 1 }, {}],
  },
  "draft-07: dependencies": {
    schemas: [
      {
        $id: at("s"),
        ...draft("7"),
        type: "object",
        required: ["a"],
        dependencies: { a: ["b"], b: { properties: { c: whole }, required: ["c"] } },
      },
    ],
    values: [{ a: 1 }, { a: 1, b: 1 }, { a: 1, b: 1, c: 1 }, { a: 1, b: 1, c: "x" }],
  },
  "draft-07: if, then, else": {
    schemas: [
      {
        $id: at("s"),
        ...draft("7"),
        type: "integer",
        if: { minimum: 5 },
        then: { multipleOf: 5 },
        else: { maximum: 2 },
      },
    ],
    values: [1, 4, 5, 6],
  },
  "draft-06: if and then say nothing": {
    schemas: [
      { $id: at("s"), ...draft("6"), type: "integer", if: { minimum: 5 }, then: { multipleOf: 5 }, else: false },
    ],
    values: [1, 6, "a"],
  },
  "draft-06: const, contains and propertyNames": {
    schemas: [
      {
        $id: at("s"),
        ...draft("6"),
        type: "object",
        required: ["a", "b"],
        properties: { a: { const: 3 }, b: { type: "array", contains: whole } },
        propertyNames: { maxLength: 1 },
      },
    ],
    values: [
      { a: 3, b: ["x", 1] },
      { a: 4, b: [1] },
      { a: 3, b: [] },
      { a: 3, b: [1], cc: 1 },
    ],
  },
  "draft-06: minContains says nothing": {
    schemas: [{ $id: at("s"), ...draft("6"), type: "array", contains: whole, minContains: 2 }],
    values: [[1], [1, 2], []],
  },
  "draft-04: const, contains and propertyNames say nothing": {
    schemas: [
      {
        id: at("s"),
        ...draft("4"),
        type: "object",
        required: ["a", "bb"],
        properties: {
          a: { type: "string", const: 3 },
          bb: { type: "array", contains: text, minItems: 1, items: whole },
        },
        propertyNames: { maxLength: 1 },
      },
    ],
    values: [{ a: "x", bb: [1] }, { a: 3, bb: [1] }, { a: "x" }],
  },
  "draft-04: exclusive bounds are flags": {
    schemas: [
      {
        id: at("s"),
        ...draft("4"),
        type: "integer",
        minimum: 1,
        exclusiveMinimum: true,
        maximum: 3,
        exclusiveMaximum: true,
      },
    ],
    values: [1, 2, 3],
  },
  "draft-04: id names a schema": {
    schemas: [
      {
        id: at("folder/s"),
        ...draft("4"),
        type: "array",
        minItems: 1,
        items: { $ref: "n" },
        definitions: { n: { id: at("folder/n"), ...whole } },
      },
    ],
    values: [[1], ["a"]],
  },
  "draft-04 inside 2020-12": {
    schemas: [
      {
        $id: at("s"),
        type: "object",
        required: ["old", "new"],
        properties: {
          old: { $ref: "old" },
          new: { type: "integer", const: 3 },
        },
      },
      { id: at("old"), ...draft("4"), type: "integer", const: 3, maximum: 1 },
    ],
    values: [
      { old: 1, new: 3 },
      { old: 3, new: 3 },
      { old: 1, new: 1 },
    ],
  },
};
