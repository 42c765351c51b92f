import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** The licences of what a bundle took in: all of them ask to be passed on with the code. */
export function notices({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  return [...folders].toSorted().map(notice).join("\n\n");
}

function notice(folder: string): string {
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version, license, author } = manifest;
  const files = readdirSync(folder);
  const read = (wanted: RegExp): string | undefined => {
    const file = files.find((entry) => wanted.test(entry));
    return file && readFileSync(join(folder, file), "utf8");
  };
  const text = read(/^licen[cs]e/i) ?? licenceIn(read(/^readme/i) ?? "") ?? `by ${nameOf(author)}, without a text`;
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

function nameOf(author: unknown): string {
  return typeof author === "string" ? author : String((author as { name?: unknown } | undefined)?.name);
}

/** Some packages write their licence at the end of their readme. */
function licenceIn(readme: string): string | undefined {
  return /^#+ licen[cs]e[\s\S]*$/im.exec(readme)?.[0];
}
