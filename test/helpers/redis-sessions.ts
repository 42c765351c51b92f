import type { RedisEvents } from "../../src/session/redis/redis-sessions.ts";
import type { RedisSettings } from "../../src/session/redis/settings.ts";

/** The settings that users have by default, but for the time that a busy machine is given. */
export function redisSettings(url: string, settings: Partial<RedisSettings> = {}): RedisSettings {
  return {
    url,
    host: undefined,
    port: undefined,
    db: undefined,
    user: undefined,
    password: undefined,
    ca: undefined,
    sentinels: [],
    sentinelName: "mymaster",
    prefix: "helix:",
    timeoutMs: 5000,
    ttlMs: 60_000,
    ...settings,
  };
}

export const silent: RedisEvents = { onAway() {}, onBack() {}, onForeign() {} };
