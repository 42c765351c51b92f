import { Cluster, Redis, type RedisOptions } from "ioredis";
import { type RedisSettings, redisTarget, sentinelAddresses } from "./settings.ts";
import { within } from "./within.ts";

/** A connection, to one server or to a cluster of them. */
export type RedisClient = Redis | Cluster;

/** Milliseconds for the connection itself, and for what is said on it first. */
const CONNECT_TIMEOUT_MS = 1000;

/**
 * Milliseconds of silence to a command after which a connection is given up: a server that is gone without a word says
 * nothing on it any more, also when it is back elsewhere.
 */
const SILENCE_MS = 3000;

/** Milliseconds that a server has to end a connection, before it is cut. */
const DISCONNECT_TIMEOUT_MS = 100;

/** Milliseconds between attempts to connect again; more with each, up to the last. */
const RETRY_MS = { first: 50, last: 1000 };

/**
 * Connects to the Redis that the settings name; to all of its nodes where it turns out to be one of a cluster.
 *
 * Once connected, a client that loses its server goes on trying; until then it is left, and dialled anew.
 *
 * @throws {Error} of the network, or Redis's own, where it cannot be reached or lets nobody in
 */
export async function dial(settings: RedisSettings): Promise<RedisClient> {
  const options = commonOptions(settings);
  const client = new Redis({ ...options, ...placeOf(settings) });
  const failure = new Promise<never>((_, reject) => {
    // Replies to what is sent on connecting (AUTH, SELECT) come as events only. Later ones are told by commands that fail.
    client.on("error", reject);
  });
  failure.catch(ignored);
  try {
    // The check that follows connecting makes sure of the password.
    const ready = client.connect().then(async () => [await client.ping(), await isClustered(client)] as const);
    const [, isCluster] = await within(Promise.race([ready, failure]), CONNECT_TIMEOUT_MS);
    if (!isCluster) return client;
  } catch (error) {
    client.disconnect();
    throw error;
  }
  client.disconnect();
  return await dialCluster(settings, options);
}

async function dialCluster(settings: RedisSettings, options: CommonOptions): Promise<Cluster> {
  const { host, port } = redisTarget(settings);
  const cluster = new Cluster([{ host, port }], {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: retryDelay,
    redisOptions: options,
    // A request would rather be answered without than wait.
    retryDelayOnFailover: 50,
    retryDelayOnClusterDown: 50,
    retryDelayOnTryAgain: 50,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
  });
  cluster.on("error", ignored);
  try {
    await within(cluster.connect(), 2 * CONNECT_TIMEOUT_MS);
  } catch (error) {
    cluster.disconnect();
    throw error;
  }
  return cluster;
}

type CommonOptions = ReturnType<typeof commonOptions>;

/** What holds for the connection to each server. */
function commonOptions(settings: RedisSettings) {
  const { tls, username, password } = redisTarget(settings);
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: settings.ca === undefined ? {} : { ca: settings.ca } } : {}),
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    // What cannot be sent fails at once, and what was sent when the connection broke may have been carried out.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // The oldest protocol, which all servers and proxies speak; nothing here needs another.
    protocol: 2,
  } satisfies RedisOptions;
}

function placeOf(settings: RedisSettings) {
  const { host, port, db } = redisTarget(settings);
  const { sentinels, sentinelName: name } = settings;
  const server = { db, retryStrategy: retryDelay };
  if (sentinels.length === 0) return { ...server, host, port };
  return { ...server, sentinels: sentinelAddresses(sentinels), name, sentinelRetryStrategy: () => null };
}

function retryDelay(times: number): number {
  return Math.min(RETRY_MS.first * 2 ** Math.min(times, 10), RETRY_MS.last);
}

/** Whether the server is a node of a cluster; one that may not be asked counts as none. */
async function isClustered(client: Redis): Promise<boolean> {
  const info = await client.info("cluster").catch(() => "");
  return /^cluster_enabled:1/m.test(info);
}

/** Commands tell of their own errors. */
function ignored(): void {}
