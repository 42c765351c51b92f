import { expect } from "chai";
import { mayIdentifySchemas, mayNeedBundling } from "../../../src/contract/document/telltale.ts";

describe("mayNeedBundling", () => {
  const plain = [
    '{"$ref": "#/components/schemas/Pet"}',
    '{"$ref":"#/definitions/Pet"}',
    "$ref: '#/components/parameters/limit'\n",
    '$ref: "#/components/responses/NotFound"\n',
    '{"discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"}}}',
    '{"discriminator": {"mapping": {}}}',
    '{"description": "a price of $5\\nand more, \\u00e4"}',
  ];
  for (const text of plain) it(`leaves ${text.trim()} as it is`, () => expect(mayNeedBundling(text)).to.equal(false));

  const unusual = [
    '{"$ref": "pet.json"}',
    "$ref: pet.yaml#/Pet\n",
    '{"$ref": "#/components/schemas/Pet/properties/name"}',
    '{"$ref": "#/paths/~1pets/get"}',
    '{"$ref": "#anchor"}',
    '{"\\u0024ref": "pet.json"}',
    '{"$\\u0072ef": "pet.json"}',
    '{"$dynamicRef": "other.json#node"}',
    '{"discriminator": {"mapping": {"cat": "cat.json"}}}',
    '{"discriminator": {"mapping": {"cat": "#/components/schemas/Cat", "dog": "a/dog"}}}',
    '{"discriminator": {"mapping": {"cat": "\\u0023/x"}}}',
    "discriminator: {mapping: {cat: ./cat.yaml}}\n",
    "discriminator:\n  mapping:\n    cat: cat.yaml\n",
  ];
  for (const text of unusual) it(`looks at ${text.trim()}`, () => expect(mayNeedBundling(text)).to.equal(true));
});

describe("mayIdentifySchemas", () => {
  it("tells texts without names and dialects of schemas", () => {
    expect(mayIdentifySchemas('{"id": "$idea", "schema": {"$ref": "#/components/schemas/A"}}')).to.equal(false);
  });

  const named = [
    '{"$id": "pet"}',
    "$id: pet\n",
    '{"$schema": "https://json-schema.org/draft/2020-12/schema"}',
    '{"$self": "https://example.com/"}',
    '{"jsonSchemaDialect": "https://json-schema.org/draft-07/schema"}',
    '{"\\u0024id": "pet"}',
    '{"$\\u0069d": "pet"}',
    '"$\\x69d": pet\n',
  ];
  for (const text of named)
    it(`sees what ${text.trim()} may be`, () => expect(mayIdentifySchemas(text)).to.equal(true));
});
