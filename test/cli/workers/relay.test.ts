import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { expect } from "chai";
import { relayLines } from "../../../src/cli/workers/relay.ts";

describe("relayLines", () => {
  it("passes on whole lines, however they arrive, and what is left at the end", async () => {
    const stream = new PassThrough();
    const printed: string[] = [];
    relayLines(stream, (text) => printed.push(text));

    const bytes = Buffer.from("one\ntwö\nthree\nfour");
    for (const [from, to] of [
      [0, 2],
      [2, 7],
      [7, 12],
      [12, 20],
    ]) {
      stream.write(bytes.subarray(from, to));
    }
    stream.end();
    await finished(stream);

    expect(printed).to.deep.equal(["one\n", "twö\n", "three\n", "four\n"]);
  });
});
