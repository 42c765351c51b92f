import { readFileSync } from "node:fs";
import { join } from "node:path";
import { helix } from "./contestants.ts";
import { startServer } from "./server-process.ts";
import { github } from "./start-up.ts";

/** Milliseconds that the first answer of any operation may take. */
const TARGET = 300;

/**
 * The first answer of every GET of a large document, one after the other from one process.
 *
 * @param document - another than GitHub's, as JSON
 */
export async function firstAnswers(folder: string, document: string = github): Promise<void> {
  const { paths } = JSON.parse(readFileSync(document, "utf8")) as { paths: Readonly<Record<string, object>> };
  const templates = Object.keys(paths).filter((template) => "get" in (paths[template] ?? {}));
  const [probe = "/"] = templates.map(filled);
  const server = await startServer(
    helix.command({ document, bodyFile: "", port: 0 }),
    "/_helix/health",
    join(folder, "log"),
  );
  const taken: { readonly template: string; readonly milliseconds: number; readonly cpu: number }[] = [];
  await fetch(server.url + probe).then((response) => response.arrayBuffer());
  for (const template of templates) {
    const [begin, cpu] = [performance.now(), server.cpuMicroseconds()];
    const response = await fetch(server.url + filled(template), {
      headers: { authorization: "Bearer token" },
      redirect: "manual",
    });
    await response.arrayBuffer();
    taken.push({ template, milliseconds: performance.now() - begin, cpu: (server.cpuMicroseconds() - cpu) / 1000 });
  }
  const resident = server.residentMegabytes();
  await server.stop();
  const times = taken.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  const at = (part: number): string => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(0);
  console.log(`first answers of ${times.length} operations (each at most ${TARGET} ms)`);
  console.log(
    `  half in ${at(0.5)} ms, 95 % in ${at(0.95)}, 99 % in ${at(0.99)}, all in ${at(1)}; ${resident.toFixed(0)} MB in the end`,
  );
  const slowest = taken.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 3);
  for (const { template, milliseconds, cpu } of slowest)
    console.log(`  ${milliseconds.toFixed(0).padStart(6)} ms, CPU ${cpu.toFixed(0)} ms: GET ${template}`);
}

/** The path with something in the place of each parameter. */
function filled(template: string): string {
  return template.replace(/\{[^{}]+\}/g, "1");
}
