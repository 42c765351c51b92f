import { type Api, ask } from "./api.ts";
import { count, type Tally } from "./tally.ts";

/** An object somewhere in an answer. */
export interface Found {
  readonly where: string;
  readonly name: string;
  readonly value: Record<string, unknown>;
}

const MAX_OBJECTS = 4000;

/** Every object in the answers to all GETs that answer with JSON, nested ones too; each answer should be a success. */
export async function objectsIn(api: Api, successes: Tally): Promise<Found[]> {
  const found: Found[] = [];
  for (const served of api.served) {
    const isJson = served.operation.method === "GET" && served.schema !== undefined;
    if (!isJson || found.length > MAX_OBJECTS) continue;
    const { status, body } = await ask(api, served);
    count(successes, status < 400, `${api.name} ${served.operation.name}: ${status}`);
    if (status === 200) collect(body, `${api.name} ${served.operation.name}`, "", found);
  }
  return found;
}

function collect(value: unknown, where: string, name: string, found: Found[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, where, name, found);
  else if (typeof value === "object" && value !== null) {
    // The sampler's own word is an echo of the request, which says nothing about Helix's taste.
    const members = Object.entries(value).filter(([, member]) => member !== "sample");
    found.push({ where, name, value: Object.fromEntries(members) });
    for (const [key, member] of members) collect(member, where, key, found);
  }
}
