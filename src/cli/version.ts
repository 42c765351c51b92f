import { readFileSync } from "node:fs";

/** The version in package.json, which lies at the same distance from the sources and from the built files. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}
