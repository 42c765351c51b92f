import { boolean, integer, optionalText, secretToken, size, text, workerCount } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** Where and how it is served. The meaning of each stands in `serverSettings`. */
export interface ServerConfig {
  readonly port: number;
  readonly host: string;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly basePath: string | undefined;
  readonly cors: boolean;
  readonly compression: boolean;
  readonly workers: number | "auto";
  readonly adminToken: string | undefined;
  /** In exchanges. */
  readonly journalSize: number;
  /** In bytes. */
  readonly maxBody: number;
}

export const serverSettings: SettingsOf<ServerConfig> = {
  port: {
    kind: integer(0, 65_535),
    initial: 4010,
    group: "Server",
    short: "p",
    doc: "Port to listen on; 0 takes a free one",
  },
  host: { kind: text, initial: "127.0.0.1", group: "Server", short: "h", doc: "Address to listen on" },
  tlsCert: {
    kind: optionalText,
    initial: undefined,
    group: "Server",
    doc: "PEM file with the certificate to serve https with",
  },
  tlsKey: { kind: optionalText, initial: undefined, group: "Server", doc: "PEM file with the key of the certificate" },
  basePath: {
    kind: optionalText,
    initial: undefined,
    group: "Server",
    doc: "Path before every route, instead of those of the document's servers; bare routes answer too",
  },
  cors: { kind: boolean, initial: true, group: "Server", doc: "Let web pages of any origin read the answers" },
  compression: {
    kind: boolean,
    initial: true,
    group: "Server",
    doc: "Compress answers for clients that accept it",
  },
  workers: {
    kind: workerCount,
    initial: 1,
    group: "Server",
    doc: "Processes that share the port; auto is one for each core",
  },
  adminToken: {
    kind: secretToken,
    initial: undefined,
    group: "Server",
    doc: "Token (Authorization: Bearer) with which /_helix answers other machines too; better a variable than a flag",
  },
  journalSize: {
    kind: integer(0, 1_000_000),
    initial: 1000,
    group: "Server",
    doc: "Exchanges that /_helix/journal tells of; 0 keeps none",
  },
  maxBody: { kind: size, initial: 10 * 1024 ** 2, group: "Server", doc: "Largest request body, else 413; in bytes" },
};
