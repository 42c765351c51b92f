import { expect } from "chai";
import { pacedPieces } from "../../src/http/pacing.ts";

describe("pacedPieces", () => {
  const body = Buffer.from("one two three ");

  it("cuts the body behind each item and sends what follows the last", async () => {
    expect(await pieces([4, 8])).to.deep.equal(["one ", "two ", "three "]);
    expect(await pieces([4, 4, 14])).to.deep.equal(["one ", "two three "]);
    expect(await pieces([])).to.deep.equal(["one two three "]);
  });

  it("stops at once where the client is gone, however long the interval", async () => {
    const gone = new AbortController();
    const seen: string[] = [];

    for await (const piece of pacedPieces(body, { ends: [4, 8], intervalMs: 3_600_000 }, gone.signal)) {
      seen.push(Buffer.from(piece).toString());
      gone.abort();
    }

    expect(seen).to.deep.equal(["one "]);
  });

  async function pieces(ends: number[]): Promise<string[]> {
    const found: string[] = [];
    for await (const piece of pacedPieces(body, { ends, intervalMs: 1 }, new AbortController().signal)) {
      found.push(Buffer.from(piece).toString());
    }
    return found;
  }
});
