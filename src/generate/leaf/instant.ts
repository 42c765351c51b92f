/** Writes instants as text. `Date` is used for calendar arithmetic in UTC only: no clock, no locale, no time zone. */

const DAY = 86_400_000;

/** So many days are remembered: most moments lie within two years, and asking `Date` takes longer than all the rest. */
const MAX_DAYS = 5000;
const days = new Map<number, string>();

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** "2024-05-06" (RFC 3339 `full-date`). @param instant - milliseconds since the epoch */
export function isoDate(instant: number): string {
  const day = Math.floor(instant / DAY);
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(instant).toISOString().slice(0, 10);
    if (days.size >= MAX_DAYS) days.clear();
    days.set(day, text);
  }
  return text;
}

/** "2024-05-06T07:08:09Z" (RFC 3339 `date-time`), to the second. @param instant - milliseconds since the epoch */
export function isoDateTime(instant: number): string {
  return `${isoDate(instant)}T${isoTime(instant)}Z`;
}

/** "07:08:09" (RFC 3339 `partial-time`). @param instant - milliseconds since the epoch */
export function isoTime(instant: number): string {
  const second = Math.floor((instant - Math.floor(instant / DAY) * DAY) / 1000);
  return `${twoDigits[Math.floor(second / 3600)]}:${twoDigits[Math.floor(second / 60) % 60]}:${twoDigits[second % 60]}`;
}
