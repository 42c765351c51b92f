import { withoutOwned } from "../../ai/wire/leaves.ts";
import type { JsonValue } from "../../base/json.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Write } from "../../session/state.ts";
import { generatedDraft } from "../generated.ts";
import type { Ask, Draft } from "../source.ts";
import { departures, lacking } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import { noteOf, repairsOf } from "./provenance.ts";
import { questionOf } from "./question.ts";
import { withLeavesOf } from "./reading.ts";
import { nameOf } from "./request.ts";
import type { ModelShare } from "./share.ts";

/**
 * An answer that shows no entities, made around what a model wrote; once for a question, which the session keeps.
 *
 * @param usual - what else belongs to the answer, whoever writes its body: what the request makes of the session, where it is found
 * @returns `undefined` where a model has to be asked first
 */
export function toldAnswer(
  ask: Ask,
  share: ModelShare,
  what: Writable,
  { writes = [], headers }: Pick<Draft, "writes" | "headers"> = {},
): Draft | undefined {
  const place = mountedNameOf(ask.call.operation);
  const id = nameOf(ask, share);
  const kept = ask.state.told(place, id);
  if (kept !== undefined) return { ...madeAround(ask, what, kept).draft, headers, writes };
  const plain = () => generatedDraft(ask).body as JsonValue;
  if (!share.told) {
    const body = plain();
    const fixed = lacking(body, withoutOwned(what.schema, body));
    share.want(questionOf(ask, share, { ...what, body, fixed }));
    return undefined;
  }
  const value = share.isLate ? withLeavesOf(plain(), share.told.value, what.schema) : share.told.value;
  const { draft, grafted } = madeAround(ask, what, value);
  const told: Write = { kind: "told", place, id, value };
  const provenance = { note: noteOf(share.told), repairs: repairsOf(share.told, grafted) };
  return { ...draft, headers, ...provenance, writes: [...writes, told] };
}

/** What is ours is made by us, and what the contract does not take is made anew; the rest is as it was written. */
function madeAround(ask: Ask, { schema }: Writable, told: JsonValue): { draft: Draft; grafted: readonly string[] } {
  const said = withoutOwned(schema, told);
  const draft = generatedDraft(ask, said ?? undefined);
  return { draft, grafted: departures(said, draft.body) };
}
