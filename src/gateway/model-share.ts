import { INTENT } from "../sources/ai/intent.ts";
import type { ModelShare } from "../sources/ai/share.ts";
import type { ModelOptions } from "./model-desk.ts";
import type { Asked } from "./outcome.ts";
import type { PreferenceReading } from "./preferences.ts";

/** A request in which a model may have its say. */
interface Asking extends Asked {
  readonly wishes: PreferenceReading;
}

/**
 * What a model may say of an answer; `undefined` where none is asked.
 *
 * @param want - hears what it should be asked
 */
export function shareOf(
  models: ModelOptions | undefined,
  { turn, session, opened, wishes }: Asking,
  want: ModelShare["want"],
): ModelShare | undefined {
  if (!models || !turn) return undefined;
  const { ai } = wishes.preferences;
  const usual = opened.state.told(INTENT.place, INTENT.id) ?? models.intent;
  const { redactor, consultant } = models;
  const { recorded, isReplay } = consultant;
  // Redacted before all else: it is remembered and recorded with what a model says.
  const intent = turn.intent ?? redactor.text(ai === undefined || ai === "on" ? String(usual) : ai);
  return { intent, session, redactor, recorded, isReplay, told: turn.told, isLate: turn.isLate, want };
}
