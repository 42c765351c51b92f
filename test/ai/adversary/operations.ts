/** One question of a client to the mock of `document.yaml`. */
export interface Ask {
  /** As the judge calls it, e.g. "GET /telescopes". */
  readonly operation: string;
  /** "GET /telescopes?limit=5" */
  readonly line: string;
  readonly body?: object;
}

/** One for each operation of the document. */
export const asks: readonly Ask[] = [
  { operation: "GET /telescopes", line: "GET /telescopes?limit=5" },
  {
    operation: "POST /telescopes",
    line: "POST /telescopes",
    body: { name: "Old Faithful", status: "open" },
  },
  { operation: "GET /telescopes/{telescope_id}", line: "GET /telescopes/3" },
  { operation: "GET /telescopes/{telescope_id}/sightings", line: "GET /telescopes/3/sightings" },
  { operation: "GET /forecast", line: "GET /forecast?place=Paranal" },
  { operation: "POST /search", line: "POST /search", body: { words: "spiral", brightest: 9 } },
  { operation: "GET /statistics", line: "GET /statistics" },
  { operation: "GET /atlas", line: "GET /atlas" },
  { operation: "GET /feed", line: "GET /feed" },
  { operation: "GET /words", line: "GET /words" },
];
