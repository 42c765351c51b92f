/** What one request did to a register, which holds a text or nothing; with what it saw. */
export type Effect =
  /** Saw this value, or that there is none. */
  | { readonly kind: "read"; readonly seen: string | undefined }
  /** Put a value there, whether there was one or not. */
  | { readonly kind: "write"; readonly value: string; readonly wasThere?: boolean | undefined }
  /** Removed the value; where there was none it says so. */
  | { readonly kind: "delete"; readonly wasThere: boolean };

/** A request that was made at one time and answered at another, on one clock. */
export interface Operation {
  readonly effect: Effect;
  readonly begun: number;
  readonly ended: number;
}

type Value = string | undefined;

/**
 * Whether the operations can be put in one order, such that each took effect at once, somewhere between the time that
 * it was begun and the time that it was answered, and saw what those before it had left (Wing and Gong, 1993).
 *
 * @param initial - what the register holds before all of them
 */
export function isLinearizable(operations: readonly Operation[], initial: Value): boolean {
  const pending = operations.toSorted((one, other) => one.begun - other.begun);
  const dead = new Set<string>();
  const search = (rest: readonly number[], value: Value): boolean => {
    if (rest.length === 0) return true;
    const key = `${rest.join()}:${value ?? "-"}`;
    if (dead.has(key)) return false;
    const firstEnd = Math.min(...rest.map((index) => (pending[index] as Operation).ended));
    for (const index of rest) {
      const { effect, begun } = pending[index] as Operation;
      // Whatever was answered before another was begun comes before it.
      if (begun > firstEnd) break;
      const next = after(effect, value);
      if (
        next !== impossible &&
        search(
          rest.filter((other) => other !== index),
          next,
        )
      )
        return true;
    }
    dead.add(key);
    return false;
  };
  return search([...pending.keys()], initial);
}

const impossible = Symbol("impossible");

function after(effect: Effect, value: Value): Value | typeof impossible {
  switch (effect.kind) {
    case "read":
      return effect.seen === value ? value : impossible;
    case "write":
      return effect.wasThere === undefined || effect.wasThere === (value !== undefined) ? effect.value : impossible;
    case "delete":
      return effect.wasThere === (value !== undefined) ? undefined : impossible;
  }
}
