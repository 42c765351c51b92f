import dns from "node:dns/promises";
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { FETCH_TIMEOUT_MS } from "../../src/contract/remote/fetch.ts";

/**
 * Notes which files and hosts this process asks the system for, and lets it connect to nothing but loopback. Names are
 * resolved from a table.
 */

/** Names of attackers: they lead to where nobody may go. */
export const NAMES: Readonly<Record<string, string>> = {
  localhost: "127.0.0.1",
  "metadata.attacker.example": "169.254.169.254",
  "intranet.attacker.example": "10.0.0.7",
};

const project = fileURLToPath(new URL("../../", import.meta.url));
/** Where the loader of TypeScript keeps what it has compiled. */
const loaderCache = `${tmpdir()}${sep}tsx-`;
let touched: string[] = [];
let reached: string[] = [];
let ownPort = 0;

/** What was touched since the last call, apart from the project itself and one folder. */
export function taken(folder: string): { touched: string[]; reached: string[] } {
  const isOutside = (path: string) =>
    ![project, loaderCache].some((start) => path.startsWith(start)) &&
    path !== folder &&
    !path.startsWith(folder + sep);
  const result = { touched: [...new Set(touched)].filter(isOutside), reached: [...new Set(reached)] };
  touched = [];
  reached = [];
  return result;
}

/** Connections to this port are the test's own. */
export function ignorePort(port: number): void {
  ownPort = port;
}

type Anything = (...values: unknown[]) => unknown;

function watchPaths(holder: object, names: readonly string[]): void {
  const functions = holder as Record<string, Anything>;
  for (const name of names) {
    const original = functions[name] as Anything;
    functions[name] = function watched(this: unknown, ...values: unknown[]) {
      const [path] = values;
      if (typeof path === "string" || path instanceof URL) {
        touched.push(resolve(path instanceof URL ? fileURLToPath(path) : path));
      }
      return original.apply(this, values);
    };
  }
}

watchPaths(promises, ["readFile", "open", "readdir"]);
watchPaths(fs, ["readFile", "readFileSync", "open", "openSync", "createReadStream"]);

(dns as { lookup: Anything }).lookup = async (name) => {
  reached.push(String(name));
  const address = NAMES[String(name)];
  if (address === undefined) throw Object.assign(new Error(`no such name: ${name}`), { code: "ENOTFOUND" });
  return [{ address, family: 4 }];
};

const connect = Socket.prototype.connect as Anything;
(Socket.prototype as { connect: Anything }).connect = function watched(this: Socket, ...values: unknown[]) {
  const [first] = values.flat() as [{ host?: string; port?: number } | undefined];
  const { host = "localhost", port } = first ?? {};
  if (port === undefined || Number(port) === ownPort) return connect.apply(this, values);
  reached.push(`${host}:${port}`);
  if (/^(127\.0\.0\.1|localhost)$/.test(host)) return connect.apply(this, values);
  return this.destroy(new Error("this test does not leave the machine"));
};

const { setTimeout: wait } = globalThis;

/** Cuts waiting short: what waits as long as a fetch may take waits a thirtieth of it. */
export function hurry(isHurried: boolean): void {
  const hurried = (callback: () => void, milliseconds = 0, ...rest: unknown[]) =>
    wait(callback, milliseconds === FETCH_TIMEOUT_MS ? milliseconds / 30 : milliseconds, ...(rest as []));
  globalThis.setTimeout = isHurried ? (Object.assign(hurried, wait) as typeof setTimeout) : wait;
}

syncBuiltinESMExports();
