/** Writes instants as text. `Date` is used for calendar arithmetic in UTC only: no clock, no locale, no time zone. */

/** "2024-05-06" (RFC 3339 `full-date`). @param instant - milliseconds since the epoch */
export function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** "2024-05-06T07:08:09Z" (RFC 3339 `date-time`), to the second. @param instant - milliseconds since the epoch */
export function isoDateTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** "07:08:09" (RFC 3339 `partial-time`). @param instant - milliseconds since the epoch */
export function isoTime(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19);
}
