import { SettingsError } from "../../base/errors.ts";

/** Where Redis is, and how it is used. */
export interface RedisSettings {
  /** "redis://user:password@host:6379/0"; "rediss:" for TLS. What is given below wins. */
  readonly url: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly db: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** PEM of the authorities that sign the server's certificate, where they are not those that Node knows. */
  readonly ca: string | undefined;
  /** "host:port" of Sentinels; they know where the master is. */
  readonly sentinels: readonly string[];
  readonly sentinelName: string;
  /** Before each key, so that several mocks can share one Redis. */
  readonly prefix: string;
  /** Milliseconds that a request waits for Redis at most. */
  readonly timeoutMs: number;
  /** Milliseconds after its last use that a session is forgotten. */
  readonly ttlMs: number;
}

/** A host and a port. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}

/** The settings as one: the parts of the URL, and over them what was given apart. */
export interface RedisTarget extends RedisAddress {
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
  /** Without credentials, to be shown. */
  readonly name: string;
}

const DEFAULT_PORT = 6379;

/** @throws {SettingsError} where the URL is none of Redis */
export function redisTarget(settings: RedisSettings): RedisTarget {
  const url = settings.url === undefined ? undefined : redisUrl(settings.url);
  const host = settings.host ?? url?.host ?? "127.0.0.1";
  const port = settings.port ?? url?.port ?? DEFAULT_PORT;
  const { sentinels, sentinelName } = settings;
  return {
    host,
    port,
    db: settings.db ?? url?.db ?? 0,
    ...given("username", settings.user ?? url?.user),
    ...given("password", settings.password ?? url?.password),
    tls: url?.tls === true || settings.ca !== undefined,
    name: sentinels.length > 0 ? `${sentinelName} of ${sentinels.join(", ")}` : `${host}:${port}`,
  };
}

function given<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: string });
}

/** What a URL says, each part only where it says it. */
function redisUrl(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRedis = url?.protocol === "redis:" || url?.protocol === "rediss:";
  // The text is not shown: it may hold a password.
  if (!url || !isRedis || !/^\/?\d*$/.test(url.pathname)) {
    throw new SettingsError(
      "HELIX_REDIS_URL is no address of a Redis; write redis://user:password@host:6379/0, or rediss:// for TLS",
    );
  }
  const { hostname, port, username, password, pathname } = url;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1") || undefined,
    port: port === "" ? undefined : Number(port),
    user: decoded(username) || undefined,
    password: decoded(password) || undefined,
    db: pathname.length > 1 ? Number(pathname.slice(1)) : undefined,
    tls: url.protocol === "rediss:",
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SettingsError("HELIX_REDIS_URL has a % in its user or password that escapes nothing; write it as %25");
  }
}

/** @throws {SettingsError} where one is no "host:port" */
export function sentinelAddresses(sentinels: readonly string[]): RedisAddress[] {
  return sentinels.map((text) => {
    const [, host, port] = /^([^\s:[\]]+|\[[\d:a-f]+\])(?::(\d+))?$/i.exec(text) ?? [];
    if (!host) throw new SettingsError(`"${text}" is no address of a Redis Sentinel; write host:port`);
    return { host: host.replace(/^\[|\]$/g, ""), port: Number(port ?? 26_379) };
  });
}
