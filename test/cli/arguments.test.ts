import { expect } from "chai";
import { SettingsError } from "../../src/base/errors.ts";
import { parseArguments } from "../../src/cli/arguments.ts";
import { type Config, readConfig } from "../../src/config.ts";

describe("parseArguments", () => {
  it("sorts words from flags, wherever they stand", () => {
    const { words } = parseArguments(["-p", "1", "mock", "--cors", "api.yaml", "-d", "--", "--seed"]);

    expect(words).to.deep.equal(["mock", "api.yaml", "--seed"]);
  });

  it("understands Prism's commands", () => {
    const line = "mock -p 4011 -h 0.0.0.0 --cors=false --errors -v debug -d --ignoreExamples --seed -1 api.yaml";

    expect(configOf(line)).to.include({
      port: 4011,
      host: "0.0.0.0",
      cors: false,
      logLevel: "debug",
      dynamic: true,
      ignoreExamples: true,
      seed: "-1",
    });
  });

  it("takes Prism's other spellings", () => {
    expect(configOf("mock --verboseLevel silent --validate-request false")).to.include({
      logLevel: "silent",
      validateRequest: "off",
    });
  });

  it("notes what it accepts without obeying", () => {
    const { notes, words } = parseArguments(["mock", "-m", "--json-schema-faker-fillProperties=false", "api.yaml"]);

    expect(notes).to.deep.equal([
      "-m has no effect: say how many processes serve with --workers",
      "--json-schema-faker-fillProperties has no effect: declared properties are always filled, others never",
    ]);
    expect(words).to.deep.equal(["mock", "api.yaml"]);
  });

  it("reads a boolean flag with a value, after it or joined, and negated", () => {
    for (const line of ["--cors false api.yaml", "--cors=false api.yaml", "--no-cors api.yaml", "--cors=no api.yaml"]) {
      expect(configOf(line).cors, line).to.equal(false);
      expect(parseArguments(line.split(" ")).words, line).to.deep.equal(["api.yaml"]);
    }
    expect(configOf("--cors api.yaml").cors).to.equal(true);
    expect(parseArguments(["--help", "false"]).help).to.equal(false);
  });

  it("reads values in every usual form", () => {
    for (const line of ["--port 77", "--port=77", "-p 77", "-p77", "-p=77", "-dp 77"]) {
      expect(configOf(line).port, line).to.equal(77);
    }
  });

  it("lets the last of equal flags count", () => {
    expect(configOf("--port 1 -p 2").port).to.equal(2);
  });

  it("refuses unknown flags, with the one that may be meant", () => {
    expect(() => parseArguments(["--prot", "1"])).to.throw(
      SettingsError,
      '--prot is not a flag; did you mean "--port"?',
    );
    expect(() => parseArguments(["--no-port"])).to.throw("--no-port is not a flag");
    expect(() => parseArguments(["-x"])).to.throw("-x is not a flag; see helix --help");
    expect(() => parseArguments(["--__proto__", "1"])).to.throw("--__proto__ is not a flag");
  });

  it("refuses a flag that lacks its value", () => {
    expect(() => parseArguments(["--port"])).to.throw("--port needs a value");
    expect(() => parseArguments(["--host", "--port", "1"])).to.throw("--host needs a value");
    expect(() => parseArguments(["-h"])).to.throw(
      "-h needs a value (it is the host, as in Prism; for help write --help)",
    );
  });

  it("calls a wrong value by the flag that was written", () => {
    expect(() => configOf("-p x")).to.throw('-p is "x", but must be a whole number from 0 to 65535');
  });
});

function configOf(line: string): Config {
  return readConfig([parseArguments(line.split(" ")).layer]);
}
