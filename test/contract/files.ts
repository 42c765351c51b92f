import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const made: string[] = [];

/** Writes files into a fresh directory and returns its path. Objects are written as JSON. */
export function directoryOf(files: Readonly<Record<string, unknown>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "helix-")));
  made.push(directory);
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path, isRaw ? content : JSON.stringify(content));
  }
  return directory;
}

after(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});
