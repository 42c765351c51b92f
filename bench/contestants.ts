import { fileURLToPath } from "node:url";
import type { Command } from "./server-process.ts";

/** What a contestant is started with. */
export interface Setting {
  /** The OpenAPI document. */
  readonly document: string;
  /** A file with the body that the yardsticks answer with. */
  readonly bodyFile: string;
  /** A port that is free now, for servers that do not tell which one they took. */
  readonly port: number;
  /** A Redis of the bench's own, for those that keep something in it. */
  readonly redisUrl?: string | undefined;
}

export interface Contestant {
  readonly name: string;
  command(setting: Setting): Command;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const bare = path("./servers/bare.js");
const loopback = "127.0.0.1";

const yardstick = (name: string, kind: string): Contestant => ({
  name,
  command: ({ bodyFile }) => ({ words: [bare, kind, bodyFile] }),
});

export const helix: Contestant = {
  name: "Helix",
  // Defaults on: validation, and a log line for each request.
  command: ({ document }) => ({ words: [path("../dist/bin.js"), "mock", document, "--port", "0"] }),
};

export const helixWithRedis: Contestant = {
  name: "Helix, Redis",
  command: ({ document, redisUrl = "" }) => ({
    words: [path("../dist/bin.js"), "mock", document, "--port", "0", "--redis-url", redisUrl, "--require-redis"],
  }),
};

export const bareHttp: Contestant = yardstick("node:http", "http");
export const bareKoa: Contestant = yardstick("koa", "koa");
export const parsingKoa: Contestant = yardstick("koa", "koa-parse");
/** What no server that reads the document can do without. */
export const koaWithDocument: Contestant = {
  name: "koa, JSON.parse",
  command: ({ document, bodyFile }) => ({ words: [bare, "koa", bodyFile, document] }),
};

export const steady: Contestant = {
  name: "Steady",
  command: ({ document, port }) => ({
    words: [path("./node_modules/@stdy/cli/steady.js"), "--host", loopback, "--port", String(port), document],
    url: `http://${loopback}:${port}`,
  }),
};

const prismWords = ({ document, port }: Setting): string[] => [
  path("./node_modules/@stoplight/prism-cli/dist/index.js"),
  ...["mock", "--host", loopback, "--port", String(port), document],
];

export const prism: Contestant = {
  name: "Prism",
  command: (setting) => ({ words: prismWords(setting), url: `http://${loopback}:${setting.port}` }),
};

export const prismDynamic: Contestant = {
  name: "Prism dynamic",
  command: (setting) => ({ words: [...prismWords(setting), "--dynamic"], url: `http://${loopback}:${setting.port}` }),
};
