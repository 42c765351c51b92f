import {
  bareHttp,
  bareKoa,
  type Contestant,
  helix,
  helixWithRedis,
  parsingKoa,
  prism,
  prismDynamic,
  steady,
} from "./contestants.ts";
import type { Load } from "./load.ts";

/** One row of the table. */
export interface Work {
  readonly id: string;
  readonly what: string;
  readonly load: Load;
  /** Greatest CPU per request that Helix may take, as a multiple of bare Koa's. */
  readonly target: number;
  /** Sent once to each that is measured, e.g. so that a session has something. */
  readonly first?: Load;
  /** Further routes in the document. */
  readonly routes?: number;
  /** The first is the yardstick of the ratios. */
  readonly contestants: readonly Contestant[];
}

const rivals: readonly Contestant[] = [steady, prism, prismDynamic];

const posted = JSON.stringify({
  name: "Lamp",
  price: 12.5,
  description: "A lamp for the desk",
  status: "open",
  tags: ["light", "desk"],
});

/** A session that has been written to. */
const session = { "x-session-id": "bench" };
const write: Load = {
  method: "POST",
  path: () => "/items",
  headers: { ...session, "content-type": "application/json" },
  body: posted,
};

/** CPU per request under load. */
export const works: readonly Work[] = [
  {
    id: "repeated",
    what: "repeated GET",
    load: { path: () => "/items/7" },
    target: 0.65,
    contestants: [bareKoa, bareHttp, helix, ...rivals],
  },
  {
    id: "distinct",
    what: "distinct GETs",
    load: { path: (index) => `/items/${index + 1}?currency=EUR` },
    target: 1.2,
    contestants: [bareKoa, bareHttp, helix, ...rivals],
  },
  {
    id: "post",
    what: "POST, validated",
    load: {
      method: "POST",
      path: () => "/items",
      headers: { "content-type": "application/json" },
      body: posted,
    },
    target: 1.3,
    contestants: [parsingKoa, helix, ...rivals],
  },
  {
    id: "large",
    what: "28 KB answer, repeated",
    load: { path: () => "/reports/north" },
    target: 0.3,
    contestants: [bareKoa, helix, steady, prism],
  },
  inSession({ id: "session", what: "repeated GET in a session", target: 0.7 }, helix),
  inSession({ id: "session-redis", what: "repeated GET in a session that Redis keeps", target: 1.6 }, helixWithRedis),
  {
    id: "sessions-redis",
    what: "repeated GET in one of 1 000 sessions that Redis keeps",
    load: { path: () => "/items/7", headers: (index) => ({ "x-session-id": `bench-${index % 1000}` }) },
    target: 1.6,
    contestants: [bareKoa, helixWithRedis],
  },
];

function inSession(named: Pick<Work, "id" | "what" | "target">, contestant: Contestant): Work {
  const load = { path: () => "/items/7", headers: session };
  return { ...named, load, first: write, contestants: [bareKoa, contestant] };
}
