import type { Contract } from "../../contract/contract.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Call } from "../../contract/request/call.ts";
import type { FixedAnswer } from "./fixed-answer.ts";
import { Override, type OverrideSetting } from "./override.ts";
import { OverrideError, overrideViolation } from "./violation.ts";

/** More are a mistake: each is looked at for the requests of its operation. */
const MAX_OVERRIDES = 10_000;

/** What a new version of a document made of an override. */
export interface Refitted {
  readonly override: Override;
  readonly isOn: boolean;
}

/**
 * The answers that users have fixed. Of several that cover a request the one that was set last answers; those from files
 * come after all others, in the order in which they are written.
 */
export class Overrides {
  readonly #countsUses: boolean;
  #contracts: readonly Contract[] = [];
  /** In the order in which they are asked. */
  #set: readonly Override[] = [];
  #files: ReadonlyMap<string, readonly Override[]> = new Map();
  #count = 0;
  #revision = 0;
  #byOperation = new WeakMap<Operation, readonly Override[]>();

  /** @param countsUses - whether this process sees all requests */
  constructor({ countsUses }: { readonly countsUses: boolean } = { countsUses: true }) {
    this.#countsUses = countsUses;
  }

  /** Another one whenever the same question may get another answer. */
  get revision(): number {
    return this.#revision;
  }

  get isEmpty(): boolean {
    return this.#set.length === 0 && this.#files.size === 0;
  }

  list(): readonly Override[] {
    return this.isEmpty ? [] : [...this.#set, ...[...this.#files.values()].flat()];
  }

  get(id: string): Override | undefined {
    return this.list().find((override) => override.id === id);
  }

  /** @throws {OverrideError} where the contract rejects what it answers, or there are too many */
  add(setting: OverrideSetting): Override {
    if (this.#set.length >= MAX_OVERRIDES) {
      throw new OverrideError([overrideViolation("", "maxItems", `is one more than ${MAX_OVERRIDES}; remove some`)]);
    }
    const override = this.#judged(setting);
    if (override.violations.length > 0) throw new OverrideError(override.violations);
    this.#set = [override, ...this.#set];
    this.#changed();
    return override;
  }

  /** Puts what a file holds in the place of what it held. What the contract rejects is kept, but does not answer. */
  setFile(file: string, settings: readonly OverrideSetting[]): readonly Override[] {
    const overrides = settings.map((setting) => this.#judged(setting));
    const files = new Map(this.#files);
    if (overrides.length === 0) files.delete(file);
    else files.set(file, overrides);
    this.#files = new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
    this.#changed();
    return overrides;
  }

  /** @returns whether there was one that can be removed: those from files stay as long as the file says so */
  remove(id: string): boolean {
    const left = this.#set.filter((override) => override.id !== id);
    if (left.length === this.#set.length) return false;
    this.#set = left;
    this.#changed();
    return true;
  }

  /** Removes what was set at run time, and lets those from files count anew. */
  clear(): void {
    this.#set = [];
    for (const override of [...this.#files.values()].flat()) override.uses = 0;
    this.#changed();
  }

  /** Judges all of them by the documents as they are now. @returns those that went off or on again */
  refit(contracts: readonly Contract[]): readonly Refitted[] {
    this.#contracts = contracts;
    const changed: Refitted[] = [];
    for (const override of this.list()) {
      const wasOn = override.violations.length === 0;
      override.judge(contracts, this.#countsUses);
      const isOn = override.violations.length === 0;
      if (isOn !== wasOn) changed.push({ override, isOn });
    }
    this.#changed();
    return changed;
  }

  /** The answer that is fixed for a call, if there is one; counts as a use. @throws {HandlerError} */
  take(call: Call, session: string): FixedAnswer | Promise<FixedAnswer> | undefined {
    const found = this.#for(call.operation).find((override) => override.covers(call, session));
    return found?.answer(call, session);
  }

  #for(operation: Operation): readonly Override[] {
    const known = this.#byOperation.get(operation);
    if (known) return known;
    const found = this.list().filter((override) => override.names(operation));
    this.#byOperation.set(operation, found);
    return found;
  }

  #judged(setting: OverrideSetting): Override {
    const override = new Override(`o${++this.#count}`, setting);
    override.judge(this.#contracts, this.#countsUses);
    return override;
  }

  #changed(): void {
    this.#revision++;
    this.#byOperation = new WeakMap();
  }
}
