import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock } from "../src/index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const shop = fileURLToPath(new URL("../specs/shop.yaml", import.meta.url));

describe("README.md", () => {
  it("shows what its first curl prints", async () => {
    const [, url = "", printed = ""] =
      /curl -s http:\/\/127\.0\.0\.1:4010(\S+)\n```\n\n```json\n(.*?)```/s.exec(readme) ?? [];

    const answer = await ask(url);

    expect(JSON.parse(printed)).to.deep.equal(JSON.parse(answer));
  });

  it("shows how a request is refused", async () => {
    const [, body = "", printed = ""] = /-d '(.*?)'\n(.*?)\n```/s.exec(readme) ?? [];

    const answer = await ask("/v1/orders", {
      method: "POST",
      headers: { "x-api-key": "k", "content-type": "application/json" },
      body,
    });

    expect(JSON.parse(printed)).to.deep.equal(JSON.parse(answer));
  });
});

async function ask(path: string, init: RequestInit = {}): Promise<string> {
  const mock = await createMock({ document: shop });
  const response = await mock.fetch(path, init);
  await mock.close();
  return response.text();
}
