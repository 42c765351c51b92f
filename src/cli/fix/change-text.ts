import { visible } from "../findings/excerpt.ts";
import { type Change, pointerOf } from "./changes.ts";

/** Longest value, and most changes, that are shown. */
const MAX_VALUE = 40;
const MAX_CHANGES = 3;

/** Changes in one line: `/id "seven" → 7, add /name "Rex", drop /nmae`. */
export function changeText(changes: readonly Change[]): string {
  const shown = changes.slice(0, MAX_CHANGES).map(one);
  const hidden = changes.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join(", ");
}

function one({ path, before, after }: Change): string {
  const place = pointerOf(path);
  const at = place === "" ? "" : `${visible(place)} `;
  if (before === undefined) return `add ${at}${short(after)}`;
  return after === undefined ? `drop ${visible(place)}` : `${at}${short(before)} → ${short(after)}`;
}

function short(value: unknown): string {
  const text = visible(JSON.stringify(value) ?? "");
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}
