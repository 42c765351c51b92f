/** What an error of Redis, or of the way there, means to whoever runs it. Never tells a password. */
export function reasonOf(error: unknown, name: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  if (closed.test(message)) return `the connection to Redis at ${name} is closed`;
  const known = replies.find(([reply]) => message.startsWith(reply));
  if (known) return `Redis at ${name} ${known[1]}`;
  return ways.get(code)?.(name) ?? `Redis at ${name} cannot be used: ${message}`;
}

/** How the client says that there is nobody to send a command to. */
const closed =
  /^(?:Connection is closed|Stream isn't writeable|Reached the max retries per request|None of startup nodes)/;

/** By what a reply begins with. */
const replies: readonly (readonly [string, string])[] = [
  ["WRONGPASS", "refuses the user or the password; see HELIX_REDIS_USER and HELIX_REDIS_PASSWORD"],
  ["NOAUTH", "asks for a password; give it with HELIX_REDIS_PASSWORD"],
  ["ERR AUTH", "refuses the password; see HELIX_REDIS_PASSWORD"],
  ["NOPERM", "does not permit this user to run scripts and to read and write keys; see its ACL"],
  ["READONLY", "is a replica, to which nobody can write; name its master, or its Sentinels"],
  ["MASTERDOWN", "is a replica without its master"],
  ["OOM", "has no memory left (maxmemory) and takes no more"],
  ["MISCONF", "takes no writes because it cannot save to its disk"],
  ["NOREPLICAS", "takes no writes because it has too few replicas"],
  ["LOADING", "is still reading its data"],
  ["BUSY", "is busy with a script"],
  ["CLUSTERDOWN", "is part of a cluster that is down"],
  ["MOVED", "is part of a cluster that was not recognised; its user may have to be permitted INFO"],
  ["no answer within", "does not answer in time"],
];

/** By the code of Node's error. */
const ways: ReadonlyMap<string, (name: string) => string> = new Map([
  ["ECONNREFUSED", (name) => `nothing listens at ${name}, where Redis should be`],
  ["ENOTFOUND", (name) => `Redis at ${name} has no address: the name is not known`],
  ["EHOSTUNREACH", (name) => `Redis at ${name} cannot be reached`],
  ["ETIMEDOUT", (name) => `Redis at ${name} cannot be reached in time`],
  ["ECONNRESET", (name) => `Redis at ${name} has closed the connection`],
]);
