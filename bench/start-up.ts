import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareKoa, type Contestant, helix, koaWithDocument } from "./contestants.ts";
import { benchDocument } from "./document.ts";
import { median } from "./median.ts";
import { startServer } from "./server-process.ts";

/** Rounds in which the contestants are started in turn; the median counts. */
const ROUNDS = 5;

/** A document, and what Helix may take from being spawned to its first valid answer. */
interface Start {
  readonly what: string;
  readonly document: string;
  readonly probe: string;
  readonly yardstick: Contestant;
  /** As a multiple of the yardstick's time. */
  readonly target: number;
  readonly megabytes: number;
}

/** 13 MB, 1 200 operations. */
export const github: string = fileURLToPath(
  new URL("node_modules/@octokit/openapi/generated/api.github.com.json", import.meta.url),
);

/** From spawning a server to its first valid answer: time, CPU time and resident memory. */
export async function startUp(folder: string): Promise<void> {
  const small = join(folder, "small.json");
  writeFileSync(small, JSON.stringify(benchDocument()));
  const starts: readonly Start[] = [
    { what: "small", document: small, probe: "/items/1", yardstick: bareKoa, target: 2, megabytes: 100 },
    {
      what: "GitHub's",
      document: github,
      probe: "/repos/a/b/issues/1",
      yardstick: koaWithDocument,
      target: 3,
      megabytes: 220,
    },
  ];
  for (const start of starts) await measure(start, folder);
}

async function measure({ what, document, probe, yardstick, target, megabytes }: Start, folder: string): Promise<void> {
  const bodyFile = join(folder, "start-body.json");
  writeFileSync(bodyFile, "{}");
  const figures = new Map<Contestant, Figures[]>([
    [yardstick, []],
    [helix, []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contestant, values] of figures) {
      const server = await startServer(contestant.command({ document, bodyFile, port: 0 }), probe, join(folder, "log"));
      const cpu = server.cpuMicroseconds() / 1000;
      values.push({ milliseconds: server.startMs, cpu, megabytes: server.residentMegabytes() });
      await server.stop();
    }
  }
  console.log(`first answer of ${what} document (Helix: at most × ${target}, ${megabytes} MB)`);
  const [base] = [...figures.values()].map(middle);
  for (const [{ name }, values] of figures) {
    const { milliseconds, cpu, megabytes: resident } = middle(values);
    const ratios = `× ${(milliseconds / (base?.milliseconds ?? 0)).toFixed(2)}, CPU × ${(cpu / (base?.cpu ?? 0)).toFixed(2)}`;
    console.log(
      `  ${name.padEnd(14)} ${milliseconds.toFixed(0).padStart(6)} ms  ${ratios}  ${resident.toFixed(0)} MB  [${values.map((value) => value.milliseconds.toFixed(0)).join(" ")}]`,
    );
  }
}

interface Figures {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

function middle(values: readonly Figures[]): Figures {
  const of = (key: keyof Figures): number => median(values.map((value) => value[key]));
  return { milliseconds: of("milliseconds"), cpu: of("cpu"), megabytes: of("megabytes") };
}
