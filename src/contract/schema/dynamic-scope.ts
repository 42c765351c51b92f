import type { Diagnostics } from "../../base/diagnostic.ts";
import type { References } from "./reference.ts";

/** Ways in which the dynamic anchors of a document can be bound, beyond which they are read as plain anchors. */
const MAX_BINDINGS = 10_000;

/**
 * Which schema each dynamic anchor stands for, as seen from where evaluation began: the outermost resource that has
 * the anchor decides (JSON Schema 2020-12 §8.2.3.2). Immutable. A schema is normalised once for each scope in which it
 * is reached, so that `$dynamicRef` becomes a plain reference and validation and generation cannot disagree.
 */
export class DynamicScope {
  /** Equal for equal scopes; "" where nothing is bound. */
  readonly key: string;
  readonly #bound: ReadonlyMap<string, string>;

  private constructor(bound: ReadonlyMap<string, string>) {
    this.#bound = bound;
    const pairs = [...bound].sort(([one], [other]) => (one < other ? -1 : 1));
    this.key = pairs.map(([name, pointer]) => `${name} ${pointer}`).join("\n");
  }

  static readonly empty: DynamicScope = new DynamicScope(new Map());

  /** Where the anchor leads in this scope; `undefined` where no resource on the way had it. */
  lookup(name: string): string | undefined {
    return this.#bound.get(name);
  }

  /** The scope inside a resource with these dynamic anchors: what is bound already stays. */
  enter(anchors: ReadonlyMap<string, string>): DynamicScope {
    const fresh = [...anchors].filter(([name]) => !this.#bound.has(name));
    return fresh.length === 0 ? this : new DynamicScope(new Map([...this.#bound, ...fresh]));
  }
}

/** Keeps track of dynamic scopes, in documents that have a use for them. */
export class DynamicScopes {
  readonly #references: References;
  readonly #isUsed: boolean;
  #dependent: ReadonlySet<string> | undefined;

  constructor(references: References, isPossible: boolean, diagnostics: Diagnostics) {
    this.#references = references;
    this.#isUsed = isPossible && references.hasDynamicReferences && this.#isBounded(diagnostics);
  }

  /** The scope that a schema at a pointer is read in, when it is reached from `outer`. */
  enter(outer: DynamicScope, pointer: string): DynamicScope {
    if (!this.#isUsed) return outer;
    const { resource } = this.#references.scopeAt(pointer);
    this.#dependent ??= dependentResources(this.#references);
    // A schema that no dynamic reference is reached from is the same in every scope, and is made once.
    if (!this.#dependent.has(resource)) return DynamicScope.empty;
    return outer.enter(this.#references.identifiers.of(resource).dynamic);
  }

  /** Every way to bind the anchors may need its own copy of a schema: a document could ask for more than fit. */
  #isBounded(diagnostics: Diagnostics): boolean {
    const counts = new Map<string, number>();
    for (const { dynamic } of this.#references.identifiers.resources) {
      for (const name of dynamic.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const ways = [...counts.values()].reduce((product, count) => product * (count + 1), 1);
    if (ways <= MAX_BINDINGS) return true;
    diagnostics.add({
      code: "schema-dynamic-anchors",
      severity: "error",
      message: `the ${counts.size} dynamic anchors can be bound in more than ${MAX_BINDINGS} ways`,
      remedy: "use fewer of them; until then every $dynamicRef is read as a $ref",
      pointer: "",
    });
    return false;
  }
}

/** The resources from which some reference leads to a dynamic one. */
function dependentResources(references: References): ReadonlySet<string> {
  const { links, dynamic } = references.identifiers;
  const referrers = new Map<string, string[]>();
  for (const { resource, reference, pointer } of links) {
    const target = reference === undefined ? pointer : references.pointerOf(reference, pointer);
    if (target === undefined) continue;
    const reached = references.scopeAt(target).resource;
    referrers.set(reached, [...(referrers.get(reached) ?? []), resource]);
  }
  const found = new Set(dynamic);
  // The set grows while it is read.
  for (const reached of found) for (const resource of referrers.get(reached) ?? []) found.add(resource);
  return found;
}
