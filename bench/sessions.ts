import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { helix } from "./contestants.ts";
import { benchDocument } from "./document.ts";
import { run } from "./load.ts";
import { median } from "./median.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const SESSIONS = 10_000;
const ENTITIES = 20;
/** Megabytes of resident memory with all of them. */
const MEMORY_TARGET = 400;

const LIST = 10_000;
/** Milliseconds of a page of it. */
const LIST_TARGET = 10;

const body = JSON.stringify({ name: "Lamp", price: 12.5, status: "open", tags: ["light", "desk"] });
const json = { "content-type": "application/json" };

/** Resident memory with ten thousand sessions that all hold entities. */
export async function manySessions(folder: string): Promise<void> {
  const server = await served(folder, "sessions");
  const empty = server.residentMegabytes();
  const load = {
    method: "POST" as const,
    path: () => "/items",
    headers: (index: number) => ({ ...json, "x-session-id": `s${index % SESSIONS}` }),
    body,
  };
  const { failures } = await run(server.url, load, { requests: SESSIONS * ENTITIES });
  const sessions = (await (await fetch(`${server.url}/_helix/sessions`)).json()) as { readonly entities: number }[];
  const entities = sessions.reduce((sum, one) => sum + one.entities, 0);
  console.log(`${SESSIONS} sessions with ${ENTITIES} entities each, in memory (at most ${MEMORY_TARGET} MB)`);
  console.log(`  ${server.residentMegabytes().toFixed(0)} MB, ${empty.toFixed(0)} of them before`);
  if (failures > 0 || entities !== SESSIONS * ENTITIES)
    console.log(`  ${failures} failed; there are ${entities} entities`);
  await server.stop();
}

/** A page in the middle of a long list, with a filter. */
export async function longList(folder: string): Promise<void> {
  const server = await served(folder, "list");
  const load = { method: "POST" as const, path: () => "/items", headers: json, body };
  // What is there before anyone writes counts too.
  await run(server.url, load, { requests: LIST });
  const times: number[] = [];
  for (let index = 0; index < 200; index++) {
    const begin = performance.now();
    const response = await fetch(`${server.url}/items?status=open&limit=50&offset=${4000 + index}`);
    const items = (await response.json()) as unknown[];
    times.push(performance.now() - begin);
    if (items.length !== 50) throw new Error(`a page has ${items.length} items`);
  }
  times.sort((one, other) => one - other);
  console.log(`a page of 50 of ${LIST} entities, filtered (at most ${LIST_TARGET} ms)`);
  console.log(`  median ${median(times).toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms`);
  await server.stop();
}

async function served(folder: string, name: string): Promise<ServerProcess> {
  const document = join(folder, `${name}.json`);
  writeFileSync(document, JSON.stringify(benchDocument()));
  return await startServer(helix.command({ document, bodyFile: "", port: 0 }), "/items/1", join(folder, "log"));
}
