import type { CollectionState, Written } from "../../session/state.ts";
import { type Member, rosterOf } from "./member.ts";

/** The last list that was made of a collection: a page is followed by the next one. */
const last = new WeakMap<
  CollectionState,
  { readonly version: number; readonly natives: readonly Member[]; readonly members: readonly Member[] }
>();

/**
 * The members of a collection that was written to: those that came, the newest first, so that the first page shows what
 * was just created, and behind them those that are left.
 */
export function withWritten(
  natives: readonly Member[],
  state: CollectionState,
  memberOf: (written: Written) => Member,
): readonly Member[] {
  const known = last.get(state);
  if (known?.version === state.version && known.natives === natives) return known.members;
  const roster = rosterOf(natives);
  const left = natives.filter(({ id }) => !state.deleted.has(String(id)));
  const added = [...state.written].filter(([id]) => !roster.has(id)).map(([, written]) => memberOf(written));
  const members = [...added.reverse(), ...left];
  last.set(state, { version: state.version, natives, members });
  return members;
}
