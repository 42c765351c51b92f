import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { helix } from "./contestants.ts";
import { benchDocument } from "./document.ts";
import { run } from "./load.ts";
import { startServer } from "./server-process.ts";

/** Until the two generations of what is remembered have been filled once. */
const WARM_UP_REQUESTS = 50_000;
const REQUESTS = 100_000;
const STEPS = 5;

/** Megabytes that the process may grow by. */
const TARGET = 30;

/** Resident memory while a hundred thousand different questions are asked, each once. */
export async function memory(folder: string): Promise<void> {
  const document = join(folder, "memory.json");
  writeFileSync(document, JSON.stringify(benchDocument()));
  const server = await startServer(helix.command({ document, bodyFile: "", port: 0 }), "/items/1", join(folder, "log"));
  const load = { path: (index: number) => `/items/${index + 1}?currency=EUR` };
  await run(server.url, load, { requests: WARM_UP_REQUESTS });
  const resident = [server.residentMegabytes()];
  for (let step = 0; step < STEPS; step++) {
    await run(server.url, load, { requests: REQUESTS / STEPS });
    resident.push(server.residentMegabytes());
  }
  await server.stop();
  const growth = Math.max(...resident) - (resident[0] ?? 0);
  console.log(`memory over ${REQUESTS} distinct requests (at most ${TARGET} MB more)`);
  console.log(`  ${growth.toFixed(0)} MB more  [${resident.map((megabytes) => megabytes.toFixed(0)).join(" ")}]`);
}
