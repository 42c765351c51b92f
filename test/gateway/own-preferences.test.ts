import { expect } from "chai";
import { clientOf } from "../helpers/gateway.ts";

describe("preferences of a document that declares Prefer itself", () => {
  for (const [isRequired, prefer, status] of [
    [true, "return=minimal, code=404", 404],
    [true, "code=404;q=1 , return=minimal", 404],
    [false, "code=404", 404],
    [true, "code=404", 422],
    [true, "return=all, code=404", 422],
    [true, "return=minimal, code=204", 404],
  ] as const) {
    it(`answers ${status} to "${prefer}" where the field is ${isRequired ? "required" : "optional"}`, async () => {
      const schema = { type: "string", enum: ["return=minimal"] };
      const parameters = [{ name: "Prefer", in: "header", required: isRequired, schema }];
      const responses = { 200: { description: "" }, 404: { description: "" } };
      const ask = await clientOf({ "/pets": { get: { parameters, responses } } });

      expect((await ask("GET /pets", { headers: { prefer } })).status).to.equal(status);
    });
  }
});
