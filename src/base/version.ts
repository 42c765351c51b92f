import { createRequire } from "node:module";

/** The version in package.json, which is found by the name that it gives itself: built files lie elsewhere than sources. */
export function packageVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("#manifest");
  return (manifest as { version: string }).version;
}
