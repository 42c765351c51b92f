import type { RequestListener } from "node:http";
import { realClock } from "./base/clock.ts";
import type { Exchange } from "./base/exchange.ts";
import type { Config } from "./config.ts";
import { Journal } from "./gateway/journal.ts";
import { queryCredentials } from "./gateway/query-secrets.ts";
import { createListener } from "./http/app.ts";
import type { Live } from "./live.ts";
import { ForgetfulSessions } from "./session/forgetful.ts";

/** What hears of requests while a mock serves. */
export interface ListenerEvents {
  readonly onExchange: (exchange: Exchange, milliseconds: number) => void;
  readonly onBug: (error: unknown) => void;
}

/** Answers the requests of a mock, and of its control plane. */
export interface MockListener {
  readonly listener: RequestListener;
  readonly journal: Journal;
}

/** Connects a mock to HTTP, with a journal of what is asked. */
export function listenerFor(config: Config, live: Live, { onExchange, onBug }: ListenerEvents): MockListener {
  const { cors, compression, maxBody, host, adminToken, journalSize, workers } = config;
  const { gateway, sessions, overrides } = live;
  const contracts = () => live.current().apis.map(({ contract }) => contract);
  const journal = new Journal({
    size: journalSize,
    now: realClock.now,
    credentials: () => queryCredentials(contracts()),
  });
  const control = {
    host,
    token: adminToken,
    maxBody,
    documents: () => live.documents(),
    contracts,
    sessions,
    keepsSessions: !(sessions instanceof ForgetfulSessions),
    overrides,
    overrideFaults: () => live.overrideFaults(),
    journal,
    aiFigures: () => live.aiFigures(),
    isAlone: workers === 1,
  };
  const listener = createListener({
    gateway,
    control,
    cors,
    compression,
    maxBody,
    onExchange(exchange, milliseconds) {
      journal.note(exchange, milliseconds);
      onExchange(exchange, milliseconds);
    },
    onBug,
  });
  return { listener, journal };
}
