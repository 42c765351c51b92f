import { expect } from "chai";
import fc from "fast-check";
import { parseText } from "../../../src/contract/document/parse.ts";
import { Positions } from "../../../src/contract/document/positions.ts";

describe("Positions", () => {
  it("finds keys, items and nearest ancestors in JSON", () => {
    const positions = new Positions(
      '{\n "a": {"b": [1, "x,]\\"", {"c" : true}]},\n "200": [],\n "z" : 1.5 }\n',
      "json",
    );

    expect(at(positions, "a")).to.equal("2:2");
    expect(at(positions, "a/b/1")).to.equal("2:17");
    expect(at(positions, "a/b/2/c")).to.equal("2:27");
    expect(at(positions, "200/missing")).to.equal("3:2");
    expect(at(positions, "z")).to.equal("4:2");
  });

  it("finds keys, items and nearest ancestors in YAML", () => {
    const positions = new Positions('a:\n  200:\n    - x: 1\n    - y: 2\n"quo/ted": [p, q]\nempty:\nlast: 1\n', "yaml");

    expect(at(positions, "a/200/1/y")).to.equal("4:7");
    expect(at(positions, "a/200/7")).to.equal("2:3");
    expect(positions.find(["quo/ted", "1"])).to.deep.equal({ line: 5, column: 16 });
    expect(at(positions, "empty")).to.equal("6:1");
    expect(at(positions, "last")).to.equal("7:1");
  });

  it("follows aliases and merge keys in YAML to where the value is written", () => {
    const positions = new Positions("base: &base\n  a: 1\nsame: *base\nmore:\n  <<: *base\n  b: 2\n", "yaml");

    expect(at(positions, "same/a")).to.equal("2:3");
    expect(at(positions, "more/a")).to.equal("2:3");
    expect(at(positions, "more/b")).to.equal("6:3");
  });

  it("points at the value itself for any JSON, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const positions = new Positions(text, parseText(text, "a.json").syntax);
        const lines = text.split("\n");

        for (const { tokens, start } of places(value)) {
          const { line, column } = positions.find(tokens);
          expect(lines[line - 1]?.slice(column - 1)).to.satisfy((rest: string) => rest.startsWith(start));
        }
      }),
    );
  });
});

function at(positions: Positions, path: string): string {
  const { line, column } = positions.find(path.split("/"));
  return `${line}:${column}`;
}

/** Every place of a value with the text that must stand there: its key, or for an item its own beginning. */
function places(value: unknown, tokens: string[] = []): { tokens: string[]; start: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const below = [...tokens, key];
    const start = Array.isArray(value) ? JSON.stringify(child).slice(0, 1) : JSON.stringify(key);
    return [{ tokens: below, start }, ...places(child, below)];
  });
}
