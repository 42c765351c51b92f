import { expect } from "chai";
import { openApi } from "./api.ts";
import { allPublicDocuments, type NamedDocument, ownDocuments } from "./documents.ts";
import { flowsOf, follow } from "./flow.ts";

/** Public documents in which something can be created, listed, read, changed and deleted. */
const LEAST_PUBLIC_DOCUMENTS = 5;

describe("a client's flow: create, list, read, change, delete, 404", function () {
  this.timeout(300_000);

  it("holds for every collection of our own documents", async () => {
    const { wrong, documents } = await followAll(ownDocuments());

    expect(wrong).to.deep.equal([]);
    expect(documents).to.include("shop");
  });

  it("holds for every collection of the public documents", async function () {
    const publicDocuments = allPublicDocuments();
    if (publicDocuments.length === 0) {
      console.log("    skipped: HELIX_CORPUS is not set");
      this.skip();
    }
    const { wrong, documents } = await followAll(publicDocuments);

    expect(wrong).to.deep.equal([]);
    expect(documents).to.have.length.at.least(LEAST_PUBLIC_DOCUMENTS);
  });
});

async function followAll(documents: readonly NamedDocument[]): Promise<{ wrong: string[]; documents: string[] }> {
  const wrong: string[] = [];
  const followed = new Set<string>();
  for (const { name, path } of documents) {
    const api = await openApi(name, path);
    for (const flow of flowsOf(api)) {
      followed.add(name);
      wrong.push(...(await follow(api, flow)));
    }
    await api.mock.close();
  }
  return { wrong, documents: [...followed] };
}
