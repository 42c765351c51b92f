import { expect } from "chai";
import { SettingsError } from "../../src/base/errors.ts";
import { environmentLayer, objectLayer, readConfig, settings } from "../../src/config.ts";
import { providersOf } from "../../src/settings/ai.ts";

const read = (values: object): ReturnType<typeof readConfig> => readConfig([objectLayer(values, "flags")]);

describe("the settings of language models", () => {
  it("ask nobody by default", () => {
    expect(providersOf(read({}))).to.deep.equal([]);
  });

  it("take one provider, or a chain that wins over it and may end in demo", () => {
    expect(providersOf(read({ aiProvider: "deepseek" }))).to.deep.equal(["openrouter"]);
    expect(providersOf(read({ aiProvider: "groq", aiProviders: "ollama, openai,demo" }))).to.deep.equal([
      "ollama",
      "openai",
    ]);
    expect(providersOf(read({ aiProvider: "groq", aiProviders: ["demo"] }))).to.deep.equal([]);
    expect(providersOf(readConfig([environmentLayer({ HELIX_AI_PROVIDERS: "groq,demo" })]))).to.deep.equal(["groq"]);
  });

  it("refuse a chain that makes no sense", () => {
    for (const aiProviders of ["gorq", "demo,groq", "groq,groq", "groq,", 7]) {
      expect(() => read({ aiProviders }), String(aiProviders)).to.throw(SettingsError, "each once");
    }
  });

  it("take a budget of requests, tokens and dollars, for all and for each session", () => {
    const { aiBudget } = read({ aiBudget: "20rpm,200000tok,$0.50, session:5rpm,session:20000TOK,session:$.05" });

    expect(aiBudget).to.deep.equal({
      process: { requestsPerMinute: 20, tokens: 200_000, dollars: 0.5 },
      session: { requestsPerMinute: 5, tokens: 20_000, dollars: 0.05 },
    });
    expect(settings.aiBudget.kind.write(aiBudget)).to.equal(
      "20rpm,200000tok,$0.5,session:5rpm,session:20000tok,session:$0.05",
    );
    expect(read({ aiBudget: "none" }).aiBudget).to.deep.equal({ process: {}, session: {} });
    expect(read({}).aiBudget).to.deep.equal({ process: { dollars: 1 }, session: {} });
  });

  it("refuse a budget that is none", () => {
    for (const aiBudget of [
      "",
      "20",
      "0.50",
      "$",
      "-1tok",
      "20rpm,20rpm",
      "20rpm,none",
      "user:5rpm",
      "1.5rpm",
      "$1e9",
    ]) {
      expect(() => read({ aiBudget }), aiBudget).to.throw(SettingsError, "must be limits such as 20rpm");
    }
  });

  it("never print a key", () => {
    for (const key of ["aiApiKey", "groqApiKey", "openaiApiKey", "openrouterApiKey"] as const) {
      expect(settings[key].kind.write("gsk_secret"), key).to.equal("");
      expect(() => read({ [key]: "gsk secret" })).to.throw(SettingsError, /^((?!gsk).)*$/);
    }
  });

  it("take a temperature from 0 to 2 and a time in seconds", () => {
    const { aiTemperature, aiTimeout } = read({ aiTemperature: "0.2", aiTimeout: 5 });

    expect([aiTemperature, aiTimeout]).to.deep.equal([0.2, 5000]);
    for (const written of ["2.1", "-1", "warm", ""])
      expect(() => read({ aiTemperature: written })).to.throw(SettingsError);
  });
});
