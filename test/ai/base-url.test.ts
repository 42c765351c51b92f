import { expect } from "chai";
import { candidateBases, endpointUrl, ollamaUrl } from "../../src/ai/endpoint/base-url.ts";
import { SettingsError } from "../../src/base/errors.ts";

describe("the URL of an API", () => {
  it("may be written with or without /v1, a slash, or the path of completions", () => {
    const bases = (written: string): readonly string[] => candidateBases(endpointUrl(written, "URL"));

    expect(bases("http://127.0.0.1:1/")).to.deep.equal(["http://127.0.0.1:1/v1", "http://127.0.0.1:1"]);
    expect(bases("http://127.0.0.1:1/v1/")).to.deep.equal(["http://127.0.0.1:1/v1", "http://127.0.0.1:1"]);
    expect(bases("https://x.example/openai")).to.deep.equal([
      "https://x.example/openai",
      "https://x.example/openai/v1",
    ]);
    expect(bases("https://x.example/v1/chat/completions")).to.deep.equal(["https://x.example/v1", "https://x.example"]);
  });

  it("must not carry a key through the internet for everybody to read", () => {
    for (const url of [
      "http://localhost:1",
      "http://127.0.0.1",
      "http://[::1]:8/v1",
      "http://192.168.1.7",
      "http://ollama:11434",
      "https://api.example.com/v1",
    ]) {
      expect(() => endpointUrl(url, "URL"), url).to.not.throw();
    }
    for (const url of ["http://api.example.com", "http://8.8.8.8/v1"]) {
      expect(() => endpointUrl(url, "URL"), url).to.throw(SettingsError, "must be https");
    }
  });

  it("is refused without being repeated where it is none or holds secrets", () => {
    for (const url of [
      "",
      "groq",
      "ftp://x",
      "https://user:pa55@x.example",
      "https://x.example/?key=pa55",
      "https://x.example/#pa55",
    ]) {
      expect(() => endpointUrl(url, "HELIX_AI_BASE_URL"), url).to.throw(
        SettingsError,
        /^HELIX_AI_BASE_URL must be (?!.*pa55)/,
      );
    }
  });

  for (const [written, href] of [
    ["myhost", "http://myhost:11434/"],
    ["0.0.0.0", "http://127.0.0.1:11434/"],
    ["192.168.0.5:8080", "http://192.168.0.5:8080/"],
    ["http://localhost:11434/", "http://localhost:11434/"],
    ["[::1]:11434", "http://[::1]:11434/"],
    ["::1", "http://[::1]:11434/"],
    [":8080", "http://127.0.0.1:8080/"],
    ["https://ollama.example.com/v1", "https://ollama.example.com/v1"],
  ] as const) {
    it(`of an Ollama at ${written} is ${href}`, () => {
      expect(ollamaUrl(written, "OLLAMA_HOST").href).to.equal(href);
    });
  }
});
