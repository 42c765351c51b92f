/** How the schema of an answer can be put to an endpoint, the strongest first. */
export const rungs = ["json_schema strict", "json_schema", "json_object", "text"] as const;
export type Rung = (typeof rungs)[number];

/** Statuses that may mean that the endpoint cannot do what the request asks for. */
export const stepStatuses: ReadonlySet<number> = new Set([400, 404, 422]);

/** Schemas that are remembered because an endpoint did not take them, at most. */
const MAX_EXCEPTIONS = 1000;

/** A way to put one question. */
export interface Step {
  readonly rung: Rung;
  /** Keys of the request that are left out. */
  readonly without: ReadonlySet<string>;
}

/**
 * What an endpoint's model turned out to be able to do. What fails is tried one rung lower; only a rung that worked is
 * remembered, because the same status may mean that this one question is wrong.
 */
export class Capability {
  #rung: Rung;
  #without: ReadonlySet<string> = new Set();
  /** How those schemas are put that it did not take as others, by name. */
  readonly #exceptions = new Map<string, Rung>();

  /** @param rung - the most that is worth trying */
  constructor(rung: Rung) {
    this.#rung = rung;
  }

  get rung(): Rung {
    return this.#rung;
  }

  /** How a question is put first. */
  first(schemaName: string): Step {
    return { rung: lower(this.#rung, this.#exceptions.get(schemaName) ?? this.#rung), without: this.#without };
  }

  /** What to try where the endpoint did not take this; `undefined` where nothing is left. */
  after({ rung, without }: Step, parameter: string | undefined): Step | undefined {
    if (parameter !== undefined) return { rung, without: new Set([...without, parameter]) };
    const next = rungs[rungs.indexOf(rung) + 1];
    return next && { rung: next, without };
  }

  /**
   * Remembers what worked in the end.
   *
   * @param isAboutSchema - whether it was this schema that the endpoint did not take, not schemas as such
   * @returns whether all questions are put in another way from now on
   */
  worked({ rung, without }: Step, schemaName: string, isAboutSchema: boolean): boolean {
    this.#without = new Set([...this.#without, ...without]);
    if (lower(rung, this.first(schemaName).rung) !== rung || rung === this.first(schemaName).rung) return false;
    if (!isAboutSchema) this.#rung = rung;
    else if (this.#exceptions.size < MAX_EXCEPTIONS) this.#exceptions.set(schemaName, rung);
    return !isAboutSchema;
  }
}

function lower(one: Rung, other: Rung): Rung {
  return rungs.indexOf(one) > rungs.indexOf(other) ? one : other;
}
