import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openCassette } from "../../../src/ai/cassette/folder-cassette.ts";
import type { Notice } from "../../../src/base/notice.ts";
import { lateReport } from "../../../src/cli/cassette/late-report.ts";
import { type Config, readConfig } from "../../../src/config.ts";
import { assembleLive } from "../../../src/live.ts";
import { printed, startHelix } from "../../helpers/helix-process.ts";
import { recording } from "../../helpers/recordings.ts";
import { zooDocument } from "../../helpers/zoo.ts";

const value = { words: "Begin.", speaker: "Ada" };
const quote = recording({ operation: "quote" }, value);
const changed = [
  recording({ operation: "quote", slot: "of=yesterday" }, { words: 7, speaker: "Ada" }),
  recording({ operation: "weather" }, { outlook: "Sunny" }),
  recording({ operation: "tours" }, { guide: "Ada" }),
];

describe("what a mock tells of its recordings", () => {
  let directory: string;
  let folder: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    folder = join(directory, "helix.cassette");
    writeFileSync(join(directory, "zoo.json"), JSON.stringify(zooDocument()));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it("says that all of them fit", async () => {
    await record([quote]);

    expect(await report()).to.deep.equal({
      level: "info",
      message: `${folder}: 1 recorded answer, and the document takes each of them`,
    });
  });

  it("names the operations whose recordings do not fit any more, and how to learn why", async () => {
    await record([quote, ...changed]);

    expect(await report()).to.deep.equal({
      level: "warn",
      message: [
        `${folder}: 4 recorded answers, of which 3 do not fit the document any more`,
        "             changed: quote, weather",
        "             orphaned: tours",
        `             helix cassette check ${join(directory, "zoo.json")} --cassette ${folder} tells why`,
      ].join("\n"),
    });
  });

  it("says nothing where models are asked and nothing is replayed, or the mock has ended", async () => {
    await record([quote]);
    const ended = AbortSignal.abort();

    expect(await report({ aiMode: "live", aiProvider: "ollama" })).to.equal(undefined);
    expect(await report({ aiMode: "record", aiProvider: "ollama" })).to.equal(undefined);
    expect(await report({}, ended)).to.equal(undefined);
  });

  it("is told after the start, once, by one process or several", async () => {
    await record([quote, ...changed]);
    for (const flags of [[], ["--workers", "2"]]) {
      const helix = startHelix(["mock", "zoo.json", "--port", "0", "--ai-mode", "replay", ...flags], { directory });

      await printed(helix, "helix cassette check zoo.json tells why");
      helix.child.kill("SIGTERM");
      await helix.ended;

      const lines = helix.output().split("\n");
      const at = lines.findIndex((line) => line.includes("3 do not fit the document any more"));
      expect(at).to.be.above(lines.findIndex((line) => line.includes("listening on")));
      expect(helix.output().match(/do not fit the document/g)).to.have.length(1);
    }
  });

  async function record(recordings: readonly ReturnType<typeof recording>[]): Promise<void> {
    const cassette = await openCassette(folder);
    for (const one of recordings) await cassette.record(one);
  }

  async function report(settings: Partial<Config> = {}, signal = new AbortController().signal) {
    const document = [join(directory, "zoo.json")];
    const config: Config = {
      ...readConfig([]),
      watch: false,
      aiMode: "replay",
      cassette: folder,
      document,
      ...settings,
    };
    const live = await assembleLive(config, { onReload: () => {}, onNotice: () => {} });
    const notice: Notice | undefined = await lateReport(live, config, signal);
    await live.close();
    return notice;
  }
});
