import { expect } from "chai";
import type { DeclaredHeader } from "../../../src/contract/operation.ts";
import { encode } from "../../../src/generate/encode/index.ts";
import { mediaType } from "../../helpers/operation.ts";
import { schemaOf } from "../../helpers/schema.ts";

const size = { type: "object", properties: { w: { const: 2 }, h: { const: 3 } }, required: ["w", "h"] };

describe("header fields of parts", () => {
  it("are written in style simple", () => {
    expect(lines({ name: "X-Size" })).to.include("X-Size: w,2,h,3");
    expect(lines({ name: "X-Size", explode: true })).to.include("X-Size: w=2,h=3");
  });

  it("are JSON where the document gives them content of it", () => {
    expect(lines({ name: "X-Size", contentType: "application/json" })).to.include('X-Size: {"w":2,"h":3}');
  });
});

function lines(header: Partial<DeclaredHeader> & { readonly name: string }): string[] {
  const declared = { required: true, explode: false, schema: schemaOf(size), examples: [], pointer: "", ...header };
  const encoding = new Map([["page", { allowReserved: false, headers: [declared] }]]);
  const body = mediaType("multipart/form-data", { properties: { page: { type: "string" } } }, { encoding });
  return Buffer.from(encode({ page: "x" }, body).bytes)
    .toString()
    .split("\r\n");
}
