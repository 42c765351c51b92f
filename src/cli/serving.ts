import type { Log } from "../base/log.ts";
import type { Notice } from "../base/notice.ts";
import type { Config } from "../config.ts";
import { listen } from "../http/server.ts";
import { readTlsIdentity } from "../http/tls.ts";
import { type ListenerEvents, listenerFor } from "../listener.ts";
import { assembleLive, type Live, type Reload } from "../live.ts";
import { isContinuousIntegration } from "../models.ts";
import { USUAL_CASSETTE } from "./cassette/folder.ts";
import { logExchange } from "./exchange-line.ts";
import { targetWriter } from "./logged-target.ts";

/** A mock that answers on its port. */
export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly live: Live;
  /** Finishes requests in flight and frees the port. */
  stop(): Promise<void>;
}

/** What is around a mock of this process while it serves. */
export interface ServingSurroundings {
  /** Variables of the process: `CI` counts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
  readonly onReload: (reload: Reload) => void;
  /** Hears what whoever runs the mock should know. */
  readonly onNotice: (notice: Notice) => void;
}

/** Where overrides are looked for, in the directory that Helix is started in. */
const USUAL_OVERRIDES = "helix.overrides";

/**
 * Loads the documents and serves them.
 *
 * @throws {DocumentError} where one cannot be served at all
 * @throws {SettingsError} where the port is taken, or settings do not fit together
 */
export async function startServing(config: Config, surroundings: ServingSurroundings): Promise<Serving> {
  const { log, environment, onBug, onReload, onNotice } = surroundings;
  const usual = { usualOverrides: USUAL_OVERRIDES, usualCassette: USUAL_CASSETTE };
  const isCi = isContinuousIntegration(environment);
  const live = await assembleLive(config, { ...usual, isCi, onReload, onNotice });
  const { host, port } = config;
  const shown = targetWriter(config, live);
  const onExchange: ListenerEvents["onExchange"] = (exchange, milliseconds) =>
    logExchange(log, exchange, { milliseconds, shown });
  const { listener } = listenerFor(config, live, { onExchange, onBug });
  const tls = await readTlsIdentity(config.tlsCert, config.tlsKey);
  const server = await listen(listener, { host, port, tls });
  return {
    url: server.url,
    port: server.port,
    live,
    async stop() {
      await server.close();
      await live.close();
    },
  };
}

/** Writes an error that nobody raised on purpose to the log. */
export function bugLogger(log: Log): (error: unknown) => void {
  return (error) => log.write("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
}
