import { readFile } from "node:fs/promises";
import { realClock } from "./base/clock.ts";
import { SettingsError } from "./base/errors.ts";
import type { Notice } from "./base/notice.ts";
import type { Config } from "./config.ts";
import { ForgetfulSessions } from "./session/forgetful.ts";
import { MemorySessions } from "./session/memory.ts";
import type { RedisSettings } from "./session/redis/settings.ts";
import type { Sessions } from "./session/sessions.ts";

/** How many sessions are kept in memory, and how many characters of JSON they hold together. */
const MAX_SESSIONS = 10_000;
const MAX_SESSIONS_LENGTH = 256 * 1024 ** 2;

/**
 * Where the settings want to have kept what clients write: in Redis, else in this process.
 *
 * @param notify - hears when Redis goes out of reach, and when it is back
 * @throws {SettingsError} where the settings of Redis make no sense, or it must be there and is not
 */
export async function sessionsFor(config: Config, notify: (notice: Notice) => void): Promise<Sessions> {
  const { redisUrl, redisHost, redisSentinels, requireRedis } = config;
  const isRedis = redisUrl !== undefined || redisHost !== undefined || redisSentinels.length > 0;
  if (isRedis) return await sessionsInRedis(config, notify);
  if (!requireRedis) return sessionsInProcess(config);
  throw new SettingsError("Redis is required, but not named; say where it is with --redis-url");
}

/** One process keeps what clients write; several, which share no memory, keep nothing. */
export function sessionsInProcess({ sessionTtl, workers }: Config): Sessions {
  if (workers !== 1) return new ForgetfulSessions();
  const limits = { maxSessions: MAX_SESSIONS, maxLength: MAX_SESSIONS_LENGTH };
  return new MemorySessions({ clock: realClock, ttlMs: sessionTtl, ...limits });
}

async function sessionsInRedis(config: Config, notify: (notice: Notice) => void): Promise<Sessions> {
  // Most mocks do without, and need not load it.
  const { RedisSessions } = await import("./session/redis/redis-sessions.ts");
  const warn = (message: string): void => notify({ level: "warn", message });
  const meanwhile = "until it is back, sessions are kept in this process, and answers say X-Helix-Degraded: redis";
  const sessions = new RedisSessions(await redisSettings(config), {
    onAway: (reason) => warn(`${reason}; ${meanwhile}`),
    onBack: () => notify({ level: "info", message: "Redis is back; what was written without it is forgotten" }),
    onForeign: (key) =>
      warn(`the key ${key} in Redis holds what Helix did not write; it is ignored until a write replaces it`),
  });
  const failure = await sessions.connect();
  if (failure === undefined || !config.requireRedis) return sessions;
  await sessions.close();
  throw new SettingsError(`${failure}; it is required (--require-redis)`);
}

async function redisSettings(config: Config): Promise<RedisSettings> {
  return {
    url: config.redisUrl,
    host: config.redisHost,
    port: config.redisPort,
    db: config.redisDb,
    user: config.redisUser,
    password: config.redisPassword,
    ca: config.redisCa === undefined ? undefined : await readCa(config.redisCa),
    sentinels: config.redisSentinels,
    sentinelName: config.redisSentinelName,
    prefix: config.redisPrefix,
    timeoutMs: config.redisTimeout,
    ttlMs: config.sessionTtl,
  };
}

async function readCa(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`the file that --redis-ca names cannot be read: ${reason}`);
  }
}
