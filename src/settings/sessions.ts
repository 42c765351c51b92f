import { boolean, duration, integer, list, optional, optionalText, secret, text } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** What clients write, and where that is kept. The meaning of each stands in `sessionsSettings`. */
export interface SessionsConfig {
  /** In milliseconds. */
  readonly sessionTtl: number;
  readonly strictState: boolean;
  readonly redisUrl: string | undefined;
  readonly redisHost: string | undefined;
  readonly redisPort: number | undefined;
  readonly redisDb: number | undefined;
  readonly redisUser: string | undefined;
  readonly redisPassword: string | undefined;
  readonly redisCa: string | undefined;
  readonly redisSentinels: readonly string[];
  readonly redisSentinelName: string;
  readonly redisPrefix: string;
  /** In milliseconds. */
  readonly redisTimeout: number;
  readonly requireRedis: boolean;
}

export const sessionsSettings: SettingsOf<SessionsConfig> = {
  sessionTtl: {
    kind: duration("s"),
    initial: 7_200_000,
    group: "Sessions",
    doc: "Time after its last request that what a session wrote is forgotten",
  },
  strictState: {
    kind: boolean,
    initial: false,
    group: "Sessions",
    doc: "Answer 404 for ids that no list shows and nobody wrote, instead of making an entity for each",
  },
  redisUrl: {
    kind: secret,
    initial: undefined,
    group: "Sessions",
    doc: "Redis that keeps sessions, redis://user:password@host:6379/0, rediss:// for TLS; else this process does",
  },
  redisHost: { kind: optionalText, initial: undefined, group: "Sessions", doc: "Host of that Redis, without a URL" },
  redisPort: {
    kind: optional(integer(1, 65_535)),
    initial: undefined,
    group: "Sessions",
    doc: "Its port; else 6379",
  },
  redisDb: {
    kind: optional(integer(0, 1_000_000)),
    initial: undefined,
    group: "Sessions",
    doc: "Its database; else 0",
  },
  redisUser: { kind: optionalText, initial: undefined, group: "Sessions", doc: "User to log in to Redis as" },
  redisPassword: { kind: secret, initial: undefined, group: "Sessions", doc: "Password of Redis" },
  redisCa: {
    kind: optionalText,
    initial: undefined,
    group: "Sessions",
    doc: "PEM file with the authority that signed the certificate of Redis; turns TLS on",
  },
  redisSentinels: {
    kind: list,
    initial: [],
    group: "Sessions",
    doc: "Redis Sentinels (host:port) that know where the master is",
  },
  redisSentinelName: {
    kind: text,
    initial: "mymaster",
    group: "Sessions",
    doc: "What the Sentinels call the master",
  },
  redisPrefix: {
    kind: text,
    initial: "helix:",
    group: "Sessions",
    doc: "Before each key in Redis; mocks of other documents need another",
  },
  redisTimeout: {
    kind: duration("ms"),
    initial: 250,
    group: "Sessions",
    doc: "Time that a request waits for Redis at most, before it is answered without",
  },
  requireRedis: {
    kind: boolean,
    initial: false,
    group: "Sessions",
    doc: "Do not start without Redis",
  },
};
