import { readFileSync } from "node:fs";
import { build, type Metafile } from "esbuild";

const root = new URL("../", import.meta.url);

/** Packages that stay apart and are loaded when something first needs them. The rest goes into the bundle. */
export function installed(): readonly string[] {
  const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Record<string, object>;
  return Object.keys(manifest["dependencies"] ?? {});
}

/**
 * Puts the sources and the packages that every start needs into few files: finding and reading some hundreds of them
 * took longer than everything else between starting Helix and its first answer.
 *
 * @returns what went into which file
 */
export async function bundle(folder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: new URL(".", root).pathname,
    entryPoints: ["src/bin.ts", "src/index.ts"],
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: [...installed()],
    // Packages in CommonJS require Node's modules.
    banner: {
      js: 'import { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url);',
    },
    // Koa's packages bring an older one: the same table of media types a second time, read at every start.
    alias: { "mime-types": "mime-types" },
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}
