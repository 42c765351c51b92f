import { expect } from "chai";
import { paths as judge } from "jsonpath-rfc9535";
import { JsonPaths, type Selected } from "../../../src/contract/overlay/json-path.ts";

const document = JSON.parse(`{
  "paths": {
    "/a": {"get": {"tags": ["x", "y"], "x-internal": true, "limit": 5}, "post": {"tags": [], "limit": 50}},
    "/b/{id}": {"get": {"tags": ["y"], "limit": "5", "nested": {"limit": 1, "list": [1, [2, [3]], {"limit": null}]}}}
  },
  "names": {"it's": 1, "~/": 2, "": 3, "__proto__": {"limit": 7}, "constructor": 8, "length": 9},
  "wanted": "y",
  "numbers": [5, 3, 9, 5, 1, -2, 1.5, true, null, "5"]
}`);

describe("a JSONPath", () => {
  for (const text of [
    "$",
    "$.paths['/a'].get",
    "$.paths.*.get",
    "$..limit",
    "$..*",
    "$..[0]",
    "$..[?@.limit]",
    "$..tags[?@ == $.wanted]",
    "$.paths.*[?@.tags[?@ == 'x']]",
    "$.paths[?@.*.limit]",
    "$.paths.*.*[?@ > 1]",
    "$.numbers[?@ >= 5 || @ == null]",
    "$.numbers[?!(@ > 1) && @ != true]",
    "$.numbers[-2:]",
    "$.numbers[::-3]",
    "$.numbers[5:1:-2]",
    "$.numbers[1,1,-1,0:2]",
    "$.numbers[?@ == 5]",
    "$.names[?@ > 1]",
    "$.names['__proto__'].limit",
    "$['names']['it\\'s', '~/', '']",
    "$.constructor",
    "$.names.length",
    "$.numbers.length",
    "$..[?count(@.*) > 2]",
    "$..[?length(@.tags) == 2]",
    "$.paths[?match(@.get.tags[0], 'x|z')]",
    "$..tags[?search(@, '[xy]')]",
    "$..[?value(@..limit) == 7]",
    "$..*..*..limit",
    "$..[?@.list[?@.limit == null]]",
    "$..nested[?@[1]]",
  ]) {
    it(`selects what an independent implementation selects: ${text}`, async () => {
      const selected = (await JsonPaths.load()).compile(text).select(document);

      expect(selected.map(normalised)).to.have.members([...new Set(judge(document, text))]);
      for (const { tokens, value } of selected) {
        expect(tokens.reduce((node, token) => node[token], document)).to.equal(value);
      }
    });
  }

  it("means the document by $, also in a filter inside a filter", async () => {
    const paths = (await JsonPaths.load()).compile("$.paths[?@.*[?@[?@ == $.wanted]]]");

    expect(paths.select(document).map(({ tokens }) => tokens)).to.deep.equal([
      ["paths", "/a"],
      ["paths", "/b/{id}"],
    ]);
  });
});

/** A normalized path (RFC 9535 §2.7). */
function normalised({ tokens }: Selected): string {
  const quote = (name: string): string => `'${name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return `$${tokens.map((token) => `[${typeof token === "number" ? token : quote(token)}]`).join("")}`;
}
