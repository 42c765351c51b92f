import { expect } from "chai";
import type { JsonValue } from "../../../src/base/json.ts";
import { encode } from "../../../src/generate/encode/index.ts";
import { mediaType } from "../../helpers/operation.ts";

const properties = { id: { type: "integer" }, note: { type: "string" }, size: { type: "integer" } };
const schema = { type: "array", items: { type: "object", properties } };

describe("tables", () => {
  it("have a line of the names that rows have", () => {
    expect(written("text/csv", [{ id: 1 }, { id: 2, size: 3 }])).to.equal("id,size\r\n1,\r\n2,3\r\n");
  });

  it("without rows still say what their columns are", () => {
    expect(written("text/csv", [])).to.equal("id,note,size\r\n");
    expect(written("text/tab-separated-values", [])).to.equal("id\tnote\tsize\n");
  });

  it("without names have every column at its place", () => {
    expect(written("text/csv; header=absent", [{ size: 3 }, { note: "a", id: 1 }])).to.equal(",,3\r\n1,a,\r\n");
    expect(written("text/csv; header=absent", [])).to.equal("");
  });
});

function written(type: string, value: JsonValue): string {
  return Buffer.from(encode(value, mediaType(type, schema)).bytes).toString();
}
