import { expect } from "chai";
import { boolean, choice, duration, instant, integer, seedText, size } from "../../src/base/setting-kind.ts";

describe("kinds of settings", () => {
  it("read durations with and without a unit", () => {
    const seconds = duration("s");

    expect(["8s", "250ms", "2m", "1h", "1.5s", "8", 8].map(seconds.read)).to.deep.equal([
      8000, 250, 120_000, 3_600_000, 1500, 8000, 8000,
    ]);
    expect(duration("ms").read("8")).to.equal(8);
    expect(["", "s", "8 days", "-1s", "1e3", "constructor"].map(seconds.read)).to.deep.equal(Array(6).fill(undefined));
  });

  it("read sizes in powers of 1024 and write them back", () => {
    expect(["10mb", "512KB", "1 gb", "77", 77, "5b"].map(size.read)).to.deep.equal([
      10_485_760, 524_288, 1_073_741_824, 77, 77, 5,
    ]);
    expect([10_485_760, 524_288, 77].map(size.write)).to.deep.equal(["10mb", "512kb", "77"]);
    expect(size.read("10 megabytes")).to.equal(undefined);
  });

  it("read whole numbers within their bounds only", () => {
    const port = integer(0, 65_535);

    expect(["0", 4010, "65535"].map(port.read)).to.deep.equal([0, 4010, 65_535]);
    expect(["65536", "-1", "4010x", "1e3", "", 1.5, null, true].map(port.read)).to.deep.equal(Array(8).fill(undefined));
  });

  it("read booleans as people write them", () => {
    expect(["true", "1", "YES", "on", true].map(boolean.read)).to.deep.equal(Array(5).fill(true));
    expect(["false", "0", "no", "Off", false].map(boolean.read)).to.deep.equal(Array(5).fill(false));
    expect(["", "maybe", null].map(boolean.read)).to.deep.equal(Array(3).fill(undefined));
  });

  it("read the words of a choice and its synonyms", () => {
    const mode = choice(["error", "warn", "off"], { true: "error", false: "off" });

    expect(["warn", "WARN", "true", true, false].map(mode.read)).to.deep.equal([
      "warn",
      "warn",
      "error",
      "error",
      "off",
    ]);
    expect(mode.read("constructor")).to.equal(undefined);
    expect(mode.allowed).to.equal("error, warn, off, true, false");
  });

  it("read instants with a time zone, and the wall clock", () => {
    expect(instant.read("2026-01-15T09:30:00Z")).to.equal(Date.UTC(2026, 0, 15, 9, 30));
    expect(instant.read("2026-01-15T09:30:00+02:00")).to.equal(Date.UTC(2026, 0, 15, 7, 30));
    expect(instant.read("real")).to.equal("real");
    expect(["today", "2026-13-01", "2026-01-15T09:30:00", "5"].map(instant.read)).to.deep.equal(
      Array(4).fill(undefined),
    );
    expect(instant.write(Date.UTC(2026, 0, 15, 9, 30))).to.equal("2026-01-15T09:30:00Z");
  });

  it("keep seeds as text", () => {
    expect([7, "7", "abc", "-1", true].map(seedText.read)).to.deep.equal(["7", "7", "abc", "-1", undefined]);
  });
});
