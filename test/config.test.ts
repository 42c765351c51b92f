import { expect } from "chai";
import { SettingsError } from "../src/base/errors.ts";
import { helpText } from "../src/cli/help.ts";
import { verbs } from "../src/cli/verbs.ts";
import {
  environmentLayer,
  environmentNameOf,
  flagOf,
  objectLayer,
  readConfig,
  secretsIn,
  settings,
} from "../src/config.ts";

describe("readConfig", () => {
  it("lets earlier layers win, setting by setting", () => {
    const layers = [
      objectLayer({ port: 1 }, "flags"),
      environmentLayer({ HELIX_PORT: "2", HELIX_SEED: "two" }),
      environmentLayer({ HELIX_PORT: "3", HELIX_SEED: "three", HELIX_HOST: "three" }, ".env"),
      objectLayer({ port: 4, seed: "four", host: "four", cors: false }, "helix.config.json"),
    ];

    const { port, seed, host, cors, maxBody } = readConfig(layers);

    expect([port, seed, host, cors, maxBody]).to.deep.equal([1, "two", "three", false, 10 * 1024 ** 2]);
  });

  it("has a default for every setting that its own kind accepts", () => {
    const config = readConfig([]);

    for (const [key, { kind, initial }] of Object.entries(settings)) {
      expect(config, key).to.have.property(key, initial);
      if (initial !== undefined) expect(kind.read(kind.write(initial as never)), key).to.deep.equal(initial);
    }
  });

  it("names the place, the value and what is allowed", () => {
    expect(() => readConfig([environmentLayer({ HELIX_PORT: "http" })])).to.throw(
      SettingsError,
      'HELIX_PORT is "http", but must be a whole number from 0 to 65535',
    );
    expect(() => readConfig([objectLayer({ auth: "always" }, "helix.config.yaml")])).to.throw(
      '"auth" in helix.config.yaml is "always", but must be present, strict, off',
    );
  });

  it("knows as a secret what is one, and the password of a URL that is", () => {
    const config = readConfig([
      objectLayer({ groqApiKey: "gsk_1", redisUrl: "redis://me:pa%2Fss@cache:6379" }, "flags"),
    ]);

    expect(secretsIn(config)).to.have.members(["gsk_1", "redis://me:pa%2Fss@cache:6379", "pa%2Fss", "pa/ss"]);
  });

  it("takes workers as a number within reason, or leaves it to the machine", () => {
    const read = (written: unknown): unknown => readConfig([objectLayer({ workers: written }, "flags")]).workers;

    expect([1, "4", 64, "auto"].map(read)).to.deep.equal([1, 4, 64, "auto"]);
    for (const written of [0, -1, "x", 65, "1.5", "", null]) {
      expect(() => read(written), String(written)).to.throw(
        SettingsError,
        `"workers" in flags is ${JSON.stringify(written)}, but must be a whole number from 1 to 64, or "auto"`,
      );
    }
  });

  it("takes corrections as an object, or as JSON where there is only text", () => {
    const read = (written: unknown): unknown => readConfig([objectLayer({ resources: written }, "flags")]).resources;

    expect(read({ listUsers: false })).to.deep.equal({ listUsers: false });
    expect(read('{"listUsers": {"role": "list"}}')).to.deep.equal({ listUsers: { role: "list" } });
    for (const written of ["{", "[]", "false", 7, [], null]) {
      expect(() => read(written), String(written)).to.throw(SettingsError, "must be an object, or JSON of one");
    }
  });

  it("refuses a wrong value even where another layer overrules it", () => {
    expect(() => readConfig([objectLayer({ port: 1 }, "flags"), environmentLayer({ HELIX_PORT: "x" })])).to.throw(
      "HELIX_PORT",
    );
  });

  it("refuses unknown settings, with the one that may be meant", () => {
    expect(() => readConfig([objectLayer({ prot: 1 }, "helix.config.json")])).to.throw(
      '"prot" in helix.config.json is not a setting; did you mean "port"?',
    );
    expect(() => readConfig([objectLayer(JSON.parse('{"__proto__": 1}'), "helix.config.json")])).to.throw(
      '"__proto__" in helix.config.json is not a setting',
    );
  });

  it("takes no notice of other variables and of empty ones", () => {
    const config = readConfig([environmentLayer({ HELIX_CORPUS: "x", HELIX_PORT: "", PORT: "99" })]);

    expect(config.port).to.equal(4010);
  });
});

describe("the table of settings", () => {
  it("derives flags and variables from keys", () => {
    expect([flagOf("maxBody"), environmentNameOf("maxBody")]).to.deep.equal(["max-body", "HELIX_MAX_BODY"]);
  });

  it("gives every flag one meaning", () => {
    const names = Object.entries(settings).flatMap(([key, { aliases = [], short = key }]) => [
      flagOf(key),
      ...aliases,
      ...(short === key ? [] : [`-${short}`]),
    ]);

    expect(new Set(names).size).to.equal(names.length);
  });

  it("is what --help shows, all of it", () => {
    const help = helpText("0.0.0", verbs);

    for (const [key, { doc }] of Object.entries(settings)) {
      expect(help, key).to.include(doc);
      expect(help.replaceAll("[no-]", ""), key).to.include(`--${flagOf(key)}`);
    }
  });
});
