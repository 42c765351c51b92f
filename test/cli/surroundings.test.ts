import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { SettingsError } from "../../src/base/errors.ts";
import { surroundingLayers } from "../../src/cli/surroundings.ts";
import { type Config, readConfig } from "../../src/config.ts";

describe("surroundingLayers", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it("has nothing to say in an empty directory", async () => {
    expect(await configIn({})).to.deep.equal(readConfig([]));
  });

  it("lets the environment win over .env, and .env over the config file", async () => {
    write(".env", 'export HELIX_PORT=2\nHELIX_SEED="two" # a comment\n');
    write("helix.config.yaml", "port: 3\nseed: three\nhost: three\ndocument: api.yaml\n");

    const { port, seed, host, document } = await configIn({ HELIX_PORT: "1" });

    expect([port, seed, host, document]).to.deep.equal([1, "two", "three", ["api.yaml"]]);
  });

  it("reads JSON and an empty YAML file", async () => {
    write("helix.config.yml", "# nothing yet\n");
    expect(await configIn({})).to.include({ port: 4010 });
    rmSync(join(directory, "helix.config.yml"));
    write("helix.config.json", '{ "maxBody": "1mb" }');

    expect(await configIn({})).to.include({ maxBody: 1024 ** 2 });
  });

  it("names the file where a setting is wrong", async () => {
    write(".env", "HELIX_PORT=abc");

    expect(await failure()).to.equal('HELIX_PORT in .env is "abc", but must be a whole number from 0 to 65535');
  });

  it("names the file that cannot be parsed", async () => {
    write("helix.config.json", '{ "port": ');
    expect(await failure()).to.match(/^helix\.config\.json:1:\d+ is not valid JSON/);
    write("helix.config.json", "[]");

    expect(await failure()).to.equal("helix.config.json must hold an object of settings");
  });

  it("does not guess between two config files", async () => {
    write("helix.config.json", "{}");
    write("helix.config.yaml", "port: 1");

    expect(await failure()).to.match(/^there are two config files/);
  });

  it("reads a secret from the file that a variable names, without the line break at its end", async () => {
    write("token", "s3cret\n");
    write(".env", "HELIX_ADMIN_TOKEN_FILE=token");

    expect(await configIn({})).to.include({ adminToken: "s3cret" });
    expect(await configIn({ HELIX_ADMIN_TOKEN: "other" })).to.include({ adminToken: "other" });
  });

  it("refuses a secret that is given twice, empty or impossible, and never repeats it", async () => {
    write("token", "two words");
    expect(await failure({ HELIX_ADMIN_TOKEN_FILE: join(directory, "token") })).to.equal(
      "the content of the file that HELIX_ADMIN_TOKEN_FILE names cannot be used: it must be visible ASCII characters without spaces",
    );
    expect(await failure({ HELIX_ADMIN_TOKEN_FILE: "token", HELIX_ADMIN_TOKEN: "s3cret" })).to.equal(
      "HELIX_ADMIN_TOKEN and HELIX_ADMIN_TOKEN_FILE are both given; keep one",
    );
    write("token", "\n");
    expect(await failure({ HELIX_ADMIN_TOKEN_FILE: "token" })).to.match(/names cannot be used: it is empty$/);
    expect(await failure({ HELIX_ADMIN_TOKEN_FILE: "nowhere" })).to.match(/names cannot be used: ENOENT/);
    expect(await failure({ HELIX_ADMIN_TOKEN: "a secret" })).not.to.include("a secret");
  });

  function write(name: string, content: string): void {
    writeFileSync(join(directory, name), content);
  }

  async function configIn(environment: Record<string, string>): Promise<Config> {
    return readConfig(await surroundingLayers(directory, environment));
  }

  async function failure(environment: Record<string, string> = {}): Promise<string> {
    const error: unknown = await configIn(environment).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(SettingsError);
    return (error as SettingsError).message;
  }

  it("take a vendor's own variables last, and only where they can be used", async () => {
    const environment = { GROQ_API_KEY: "gsk_vendor", OPENAI_API_KEY: "not a key", OLLAMA_HOST: "gpu:11434\n" };
    const config = readConfig(await surroundingLayers(directory, { ...environment, HELIX_GROQ_API_KEY: "gsk_own" }));
    const other = readConfig(await surroundingLayers(directory, environment));

    expect([config.groqApiKey, other.groqApiKey]).to.deep.equal(["gsk_own", "gsk_vendor"]);
    expect([other.openaiApiKey, other.ollamaHost]).to.deep.equal([undefined, "gpu:11434"]);
  });
});
