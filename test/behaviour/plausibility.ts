import type { Found } from "./bodies.ts";
import type { Shown } from "./examples.ts";
import { fieldKinds } from "./kinds.ts";
import { plain } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

/**
 * How many values of each kind of field a person would believe. Lists of scalars count by the list's name. What the
 * document's own examples show says nothing about Helix's taste and is left out.
 */
export function plausibility(objects: readonly Found[], isShown: Shown): Tally[] {
  const tallies = new Map(fieldKinds.map(({ kind }) => [kind, newTally(`field: ${kind}`)]));
  for (const { where, value } of objects) {
    for (const [name, member] of Object.entries(value)) {
      for (const each of Array.isArray(member) ? member : [member]) {
        if (!isShown(name, each)) judge(tallies, where, name, each);
      }
    }
  }
  return [...tallies.values()].filter(({ tested }) => tested > 0);
}

function judge(tallies: ReadonlyMap<string, Tally>, where: string, name: string, value: unknown): void {
  if (typeof value !== "string" && typeof value !== "number") return;
  const found = fieldKinds.find((kind) => kind.type === typeof value && kind.name.test(plain(name)));
  const tally = found && tallies.get(found.kind);
  if (found && tally) count(tally, found.plausible(value), `${where} ${name}: ${value}`);
}
