import type { Exchange } from "./base/exchange.ts";
import type { JsonObject } from "./base/json.ts";
import type { Notice } from "./base/notice.ts";
import { type Config, objectLayer, readConfig } from "./config.ts";
import { answerFetch } from "./http/fetch.ts";
import { listen } from "./http/server.ts";
import { readTlsIdentity } from "./http/tls.ts";
import { listenerFor } from "./listener.ts";
import { assembleLive, type Reload } from "./live.ts";
import { type MockOverride, type OverrideHandle, setOverride } from "./mock-override.ts";
import { isContinuousIntegration } from "./models.ts";

export { type Fault, HelixError, SettingsError } from "./base/errors.ts";
export type { Exchange, RequestMessage, ResponseMessage } from "./base/exchange.ts";
export type { Notice } from "./base/notice.ts";
export type { Violation } from "./base/violation.ts";
export { DocumentError } from "./contract/document/document-error.ts";
export type { Reload } from "./live.ts";
export type { MockAnswer, MockOverride, OverrideHandle } from "./mock-override.ts";
export type { HandledRequest } from "./sources/overrides/definition.ts";
export { OverrideError } from "./sources/overrides/violation.ts";
export type { Ask, Draft, ResponseSource } from "./sources/source.ts";

/** Settings that only a command has. */
type CommandSettings = "workers" | "logLevel" | "logFormat" | "format" | "fixOverlay";

/** Settings that are written otherwise than `Config` has them. */
type WrittenSettings = "aiBudget" | "aiTimeout" | "document" | "now" | "seed" | "sessionTtl";

/** What a mock is made from. The settings are those of the command line, with the same defaults; see `Config`. */
export interface MockOptions extends Partial<Omit<Config, CommandSettings | WrittenSettings>> {
  /** An OpenAPI document: its path or URL, several of them (each may end in "@/prefix"), or the document itself. */
  readonly document: string | readonly string[] | object;
  /** Port to listen on; 0 takes a free one. Left out, the mock opens no socket and answers `fetch` only. */
  readonly port?: number;
  /** As on the command line, e.g. "20rpm,$0.50". */
  readonly aiBudget?: string;
  /** Seconds, or a duration such as "500ms". */
  readonly aiTimeout?: number | string;
  /** Seconds, or a duration such as "30m". */
  readonly sessionTtl?: number | string;
  /** ISO 8601 instant that answers take for the present, or "real". */
  readonly now?: string;
  /** -1 draws a new one for every request. */
  readonly seed?: number | string;
  /** Serve the document anew when one of its files changes. Off by default in a program. */
  readonly watch?: boolean;
  /** Hears what came of each change in the document's files. */
  readonly onReload?: (reload: Reload) => void;
  /**
   * Hears of what whoever runs the mock should know: Redis out of reach, a file of overrides that is broken. Default: the
   * console.
   */
  readonly onNotice?: (notice: Notice) => void;
  /** Hears of every exchange over the socket once it is answered. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** A running mock. */
export interface Mock {
  /** "http://127.0.0.1:4010"; `undefined` without a port. */
  readonly url: string | undefined;
  readonly port: number | undefined;
  /** Answers without a socket. A path alone will do: `mock.fetch("/users/7")`. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /**
   * Fixes an answer, ahead of those that were fixed before.
   *
   * @throws {OverrideError} where the contract rejects what it answers
   */
  override(override: MockOverride): OverrideHandle;
  /** Finishes requests in flight and frees the port. */
  close(): Promise<void>;
}

/** A test does not edit the document that it runs on. */
const libraryDefaults = objectLayer({ watch: false }, "the defaults of createMock");

/**
 * Starts a mock of a document.
 *
 * @throws {SettingsError} where an option is unknown or not allowed, or the port is taken
 * @throws {DocumentError} where the document cannot be served at all
 */
export async function createMock(options: MockOptions): Promise<Mock> {
  const { document, onExchange, onReload, onNotice, ...given } = options;
  const isNamed = typeof document === "string" || Array.isArray(document);
  const named = { ...given, ...(isNamed ? { document: [document].flat() } : {}) };
  const config = readConfig([objectLayer(named, "the options of createMock"), libraryDefaults]);
  const live = await assembleLive(config, {
    ...(isNamed ? {} : { document: document as JsonObject }),
    onReload: (reload) => onReload?.(reload),
    isCi: isContinuousIntegration(process.env),
    onNotice: onNotice ?? (({ level, message }) => console[level](message)),
  });
  const { listener, journal } = listenerFor(config, live, {
    onExchange: (exchange) => onExchange?.(exchange),
    onBug: (error) => console.error(error),
  });
  const { host, port, maxBody } = config;
  const tls = await readTlsIdentity(config.tlsCert, config.tlsKey);
  const server = options.port === undefined ? undefined : await listen(listener, { host, port, tls });
  return {
    url: server?.url,
    port: server?.port,
    fetch(input, init) {
      const request = input instanceof Request ? input : new Request(new URL(input, "http://localhost"), init);
      return answerFetch(live.gateway, request, { maxBody, onExchange: journal.note.bind(journal) });
    },
    override: (override) => setOverride(override, live.overrides),
    async close() {
      await server?.close();
      await live.close();
    },
  };
}
