import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createMock, type Mock } from "../src/index.ts";
import { tasksDocument } from "./helpers/tasks.ts";

describe("several documents with the same paths", () => {
  const folder = mkdtempSync(join(tmpdir(), "helix-mounts-"));
  let mock: Mock;

  beforeEach(async () => {
    const document = join(folder, "tasks.json");
    writeFileSync(document, JSON.stringify(tasksDocument));
    mock = await createMock({ document: [document, `${document}@/other`] });
  });
  afterEach(() => mock.close());
  after(() => rmSync(folder, { recursive: true }));

  it("keep what clients write apart", async () => {
    const before = await textOf("/other/tasks");
    const headers = { "Content-Type": "application/json" };
    const made = await mock.fetch("/tasks", { method: "POST", headers, body: '{"title":"mine"}' });
    const { id } = (await made.json()) as { id: number };
    await mock.fetch("/tasks/7", { method: "DELETE" });

    expect(await textOf("/other/tasks")).to.equal(before);
    expect(await textOf("/tasks")).to.include('"mine"');
    expect((await mock.fetch("/other/tasks/7")).status).to.equal(200);
    expect((await mock.fetch("/tasks/7")).status).to.equal(404);
    expect(await textOf(`/other/tasks/${id}`)).to.not.include('"mine"');
  });

  async function textOf(path: string): Promise<string> {
    return await (await mock.fetch(path)).text();
  }
});
