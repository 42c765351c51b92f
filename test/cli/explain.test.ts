import { expect } from "chai";
import { explanations } from "../../src/base/explanations.ts";
import { explain } from "../../src/cli/explain.ts";
import { readConfig } from "../../src/config.ts";

describe("helix explain", () => {
  it("lists every code in a line", async () => {
    const lines = (await printed()).trimEnd().split("\n");

    expect(lines.map((line) => line.split(" ")[0])).to.deep.equal([...explanations.keys()]);
  });

  it("tells of a code what it means and what to do", async () => {
    for (const [code, { meaning, remedy }] of explanations) {
      expect(await printed(code)).to.equal(`${code}\n\n${meaning}\n\n${remedy}\n`);
    }
  });

  it("knows what Prism calls its errors", async () => {
    for (const name of ["UNPROCESSABLE_ENTITY", "NOT_ACCEPTABLE", "UNAUTHORIZED", "SCHEMA_TOO_COMPLEX"]) {
      expect(await printed(name)).to.match(new RegExp(`^[a-z-]+ \\(${name} in Prism\\)\n\n`));
    }
  });

  async function printed(...operands: string[]): Promise<string> {
    let text = "";
    const print = (more: string): void => {
      text += more;
    };
    const output = { print, complain: print, colour: false };
    const stopped = async (): Promise<number> => 0;
    const world = { directory: ".", environment: {}, output, stopped };
    expect(await explain.run({ ...world, config: readConfig([]), document: "", operands })).to.equal(0);
    return text;
  }
});
