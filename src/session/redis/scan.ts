import { Cluster } from "ioredis";
import type { RedisClient } from "./dial.ts";

/** Keys that one step looks at; SCAN holds up nobody, as KEYS would. */
const STEP = 500;

/** All keys that match a pattern, on whichever server of a cluster; one may come twice. */
export async function* keysLike(client: RedisClient, pattern: string): AsyncGenerator<string> {
  const servers = client instanceof Cluster ? client.nodes("master") : [client];
  for (const server of servers) {
    let cursor = "0";
    do {
      const [next, keys] = await server.scan(cursor, "MATCH", pattern, "COUNT", STEP);
      yield* keys;
      cursor = next;
    } while (cursor !== "0");
  }
}

/** The entries of a list; none where something else stands there. */
export async function entriesAt(client: RedisClient, key: string): Promise<readonly string[]> {
  try {
    return await client.lrange(key, 0, -1);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("WRONGTYPE")) return [];
    throw error;
  }
}

/** Removes them; each by itself, because they may be on several servers. */
export async function removeKeys(client: RedisClient, pattern: string): Promise<void> {
  for await (const key of keysLike(client, pattern)) await client.unlink(key);
}
