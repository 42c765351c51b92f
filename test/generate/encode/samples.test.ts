import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect } from "chai";
import { sampleFor, samples } from "../../../src/generate/encode/samples/index.ts";
import { decodeBinary } from "../../corpus/judge/body/decoders.ts";

/** No larger than what a test can look at. */
const MAX_BYTES = 10_000;

/** Types for which no decoder of pure JavaScript is at hand: their files are recognised by their first bytes alone. */
const undecoded =
  /^(?:font|text)\/|wasm|cbor|protobuf|msgpack|messagepack|x-?bzip2?|x-?xz|xhtml|octet-stream|calendar|card/;

describe("samples of files", () => {
  for (const { types, bytes, extension, recognises } of samples) {
    for (const type of types) {
      it(`can be read as ${type} by somebody else`, async () => {
        const { known, fault } = await decodeBinary(type, new Uint8Array(bytes));

        expect(fault).to.equal(undefined);
        if (!undecoded.test(type) && type === types[0]) expect(known, "has a decoder").to.equal(true);
        expect(sampleFor(`${type}; charset=x`)?.extension).to.equal(extension);
        expect(recognises(bytes)).to.equal(true);
        expect(bytes.length).to.be.at.most(MAX_BYTES);
      });
    }
  }

  it("are all registered", () => {
    const folder = new URL("../../../src/generate/encode/samples/", import.meta.url);
    const files = readdirSync(folder).filter(
      (file) => !["index.ts", "sample.ts", "archive.ts", "office.ts"].includes(file),
    );

    expect(samples.length).to.be.at.least(files.length);
  });

  it("know no types that are none", () => {
    expect(sampleFor("application/x-nobody")).to.equal(undefined);
    expect(sampleFor("image/png")?.recognises(Buffer.from("GIF89a"))).to.equal(false);
  });

  for (const [type, command, ...words] of [
    ["application/x-bzip2", "bzip2", "-t"],
    ["application/x-xz", "xz", "-t"],
    ["application/gzip", "gzip", "-t"],
  ] as const) {
    it(`pass ${command} -t`, function () {
      const { error, status } = spawnSync(command, words, { input: sampleFor(type)?.bytes ?? "" });
      if (error && !process.env["HELIX_NO_SKIP"]) {
        console.log(`    skipped: ${command} is not installed`);
        this.skip();
      }

      expect(status).to.equal(0);
    });
  }
});
