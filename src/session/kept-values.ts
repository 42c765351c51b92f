/** Values by name, in bounds: the oldest make way. */
export class KeptValues<Value extends object> {
  readonly #most: number;
  readonly #kept = new Map<string, { readonly value: Value; readonly length: number }>();
  #length = 0;

  /** @param most - how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** Of their names and JSON, in characters. */
  get length(): number {
    return this.#length;
  }

  get(name: string): Value | undefined {
    return this.#kept.get(name)?.value;
  }

  /** The oldest first. */
  values(): Value[] {
    return [...this.#kept.values()].map(({ value }) => value);
  }

  keep(name: string, value: Value): void {
    const length = name.length + JSON.stringify(value).length;
    this.forget(name);
    this.#kept.set(name, { value, length });
    this.#length += length;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.forget(oldest);
    }
  }

  forget(name: string): void {
    this.#length -= this.#kept.get(name)?.length ?? 0;
    this.#kept.delete(name);
  }

  /** A tenth of them. */
  forgetOldest(): void {
    for (const name of [...this.#kept.keys()].slice(0, Math.ceil(this.#kept.size / 10))) this.forget(name);
  }
}
