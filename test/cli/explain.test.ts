import { expect } from "chai";
import { explanations } from "../../src/base/explanations.ts";
import { explain } from "../../src/cli/explain.ts";
import { readConfig } from "../../src/config.ts";

/** The words, however they are broken into lines. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

describe("helix explain", () => {
  it("lists every code in a line", async () => {
    const words = new Set((await printed()).split(/\s+/));

    for (const code of explanations.keys()) expect(words, code).to.include(code);
  });

  it("tells of a code what it means and what to do", async () => {
    for (const [code, { meaning, remedy }] of explanations) {
      const text = flat(await printed(code));

      expect(text).to.contain(code);
      expect(text).to.contain(flat(meaning));
      expect(text).to.contain(flat(remedy));
    }
  });

  it("knows what Prism calls its errors", async () => {
    for (const name of ["UNPROCESSABLE_ENTITY", "NO_PATH_MATCHED_ERROR"]) {
      expect(await printed(name)).to.match(new RegExp(`^${name} \\(Prism\\)`));
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
