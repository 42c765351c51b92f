import { expect } from "chai";
import { problemResponse } from "../../src/base/problem.ts";
import { answerConditionally } from "../../src/gateway/conditional.ts";
import { clientOf } from "../helpers/gateway.ts";
import { request } from "../helpers/operation.ts";

describe("conditional requests", () => {
  const thing = {
    get: { responses: { 200: { description: "", content: { "application/json": { schema: { const: "thing" } } } } } },
    post: { responses: { 200: { description: "", content: { "application/json": { schema: { const: "made" } } } } } },
    delete: { responses: { 204: { description: "" } } },
  };

  it("tags what is read, the same bytes with the same tag", async () => {
    const ask = await clientOf({ "/thing": thing });

    const { etag } = (await ask("GET /thing")).headers;

    expect(etag).to.match(/^"[\w-]{22}"$/);
    expect((await ask("GET /thing")).headers["etag"]).to.equal(etag);
    expect((await ask("HEAD /thing")).headers["etag"]).to.equal(etag);
    expect((await ask("POST /thing")).headers).not.to.have.property("etag");
    expect((await ask("GET /nothing")).headers).not.to.have.property("etag");
  });

  it("answers 304 without content where the client has the answer already", async () => {
    const ask = await clientOf({ "/thing": thing });
    const { etag = "" } = (await ask("GET /thing")).headers;

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, etag.replace(/"$/, '-gzip"'), "*"]) {
      const answer = await ask("GET /thing", { headers: { "if-none-match": known } });

      expect(answer.status, known).to.equal(304);
      expect(answer.text).to.equal("");
      expect(answer.headers).not.to.have.property("content-type");
      expect(answer.headers["etag"]).to.be.a("string");
    }
    expect((await ask("GET /thing", { headers: { "if-none-match": '"other"' } })).status).to.equal(200);
    expect((await ask("POST /thing", { headers: { "if-none-match": "*" } })).status).to.equal(200);
  });

  it("answers 304 where the document declares a tag and no content, as for HEAD alone", async () => {
    const head = { responses: { 200: { description: "", headers: { ETag: { schema: { type: "string" } } } } } };
    const ask = await clientOf({ "/thing": { head } });
    const { etag = "" } = (await ask("HEAD /thing")).headers;

    const again = await ask("HEAD /thing", { headers: { "if-none-match": etag } });

    expect(etag).to.match(/^"\w+"$/);
    expect(again).to.deep.include({ status: 304, text: "" });
    expect(again.headers["etag"]).to.equal(etag);
    expect((await ask("HEAD /thing", { headers: { "if-match": '"other"' } })).status).to.equal(412);
  });

  it("answers 412 where the client insists on another answer", async () => {
    const ask = await clientOf({ "/thing": thing });
    const { etag = "" } = (await ask("GET /thing")).headers;

    expect((await ask("GET /thing", { headers: { "if-match": '"other"' } })).status).to.equal(412);
    expect((await ask("GET /thing", { headers: { "if-match": `W/${etag}` } })).status).to.equal(412);
    expect((await ask("GET /thing", { headers: { "if-match": etag } })).status).to.equal(200);
    expect((await ask("GET /thing", { headers: { "if-match": "*" } })).status).to.equal(200);
  });

  it("answers 412 as the document declares it", async () => {
    const schema = { type: "object", required: ["why"], properties: { why: { const: "changed" } } };
    const failed = { description: "", content: { "application/json": { schema } } };
    const ask = await clientOf({ "/thing": { get: { responses: { ...thing.get.responses, 412: failed } } } });
    const { etag } = (await ask("GET /thing")).headers;

    const answer = await ask("GET /thing", { headers: { "if-match": '"other"' } });

    expect(answer).to.deep.include({ status: 412, json: { why: "changed" } });
    expect(answer.headers).to.include({ "content-type": "application/json", etag });
  });

  it("leaves refusals and answers without content alone", async () => {
    const ask = await clientOf({ "/thing": thing });

    expect((await ask("GET /nothing", { headers: { "if-none-match": "*" } })).status).to.equal(404);
    expect((await ask("POST /thing", { headers: { "if-none-match": "*" } })).status).to.equal(200);
  });

  it("keeps a change from what is not, or is, what the client says", async () => {
    const ask = await clientOf({ "/thing": thing });
    const { etag = "" } = (await ask("GET /thing")).headers;
    const statusWith = async (headers: Record<string, string>) => (await ask("DELETE /thing", { headers })).status;

    expect(await statusWith({ "if-match": etag })).to.equal(204);
    expect(await statusWith({ "if-match": "*" })).to.equal(204);
    expect(await statusWith({ "if-match": '"other"' })).to.equal(412);
    expect(await statusWith({ "if-match": `W/${etag}` })).to.equal(412);
    expect(await statusWith({ "if-none-match": '"other"' })).to.equal(204);
    expect(await statusWith({ "if-none-match": "*" })).to.equal(412);
  });

  it("goes by the declared tag and date", () => {
    const response = {
      status: 200,
      headers: { etag: '"own"', "Last-Modified": "Thu, 15 Jan 2026 09:30:00 GMT", Vary: "Accept" },
      body: Buffer.from("x"),
    };
    const statusFor = (headers: Record<string, string>) =>
      answerConditionally(request("GET", "/", headers, ""), response, problemResponse).status;

    expect(statusFor({ "if-none-match": '"own"' })).to.equal(304);
    expect(statusFor({ "if-modified-since": "Thu, 15 Jan 2026 09:30:00 GMT" })).to.equal(304);
    expect(statusFor({ "if-modified-since": "Thu, 15 Jan 2026 09:29:59 GMT" })).to.equal(200);
    expect(statusFor({ "if-modified-since": "yesterday" })).to.equal(200);
    const known = request("GET", "/", { "if-none-match": "*" }, "");
    expect(answerConditionally(known, response, problemResponse).headers).to.deep.equal({
      Vary: "Accept",
      ETag: '"own"',
    });
  });
});
