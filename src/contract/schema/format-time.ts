const dateShape = /^(\d{4})-(\d\d)-(\d\d)$/;
const timeShape = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/i;
const isoTimeShape = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that every month has, and a time of day in UTC: what nearly all moments are, told at a tenth of the cost. */
const usualDate = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])";
const usualTime = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z";
const isUsualDate = new RegExp(`^${usualDate}$`);
const isUsualDateTime = new RegExp(`^${usualDate}T${usualTime}$`);

/** `full-date` with a day that exists (RFC 3339 §5.6, §5.7). */
export function isDate(text: string): boolean {
  if (isUsualDate.test(text)) return true;
  const parts = dateShape.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day >= 1 && day <= (daysOfMonth[month - 1] ?? 0) + leapDay;
}

/** Whether an offset must, may or must not follow the time of day. */
type Offset = "required" | "optional" | "none";

function isClock(text: string, offset: Offset, shape: RegExp = timeShape): boolean {
  const parts = shape.exec(text);
  if (parts === null) return false;
  const zone = parts[4];
  if (offset === "required" ? zone === undefined : offset === "none" && zone !== undefined) return false;
  const [hour, minute, second] = parts.slice(1, 4).map(Number) as [number, number, number];
  const [zoneHour, zoneMinute] = zoneParts(zone);
  if (hour > 23 || minute > 59 || Math.abs(zoneHour) > 23 || Math.abs(zoneMinute) > 59) return false;
  return second < 60 || (second === 60 && isLastMinuteOfDay(hour - zoneHour, minute - zoneMinute));
}

function zoneParts(zone: string | undefined): [number, number] {
  if (zone === undefined || zone.length < 3) return [0, 0];
  const sign = zone.startsWith("-") ? -1 : 1;
  return [sign * Number(zone.slice(1, 3)), sign * Number(zone.slice(3).replace(":", ""))];
}

/** Leap seconds end a UTC day only (RFC 3339 §5.7). */
function isLastMinuteOfDay(utcHour: number, utcMinute: number): boolean {
  return (utcHour * 60 + utcMinute + 2 * 1440) % 1440 === 1439;
}

function isDateAndTime(text: string, separator: RegExp, offset: Offset, shape?: RegExp): boolean {
  return separator.test(text.charAt(10)) && isDate(text.slice(0, 10)) && isClock(text.slice(11), offset, shape);
}

/** `full-time` (RFC 3339 §5.6). */
export const isTime = (text: string): boolean => isClock(text, "required");

/** `partial-time`: a time of day without an offset (RFC 3339 §5.6). */
export const isLocalTime = (text: string): boolean => isClock(text, "none");

/** `date-time` (RFC 3339 §5.6). */
export const isDateTime = (text: string): boolean =>
  isUsualDateTime.test(text) || isDateAndTime(text, /^t$/i, "required");

/** A `date-time` without an offset (OpenAPI format registry). */
export const isLocalDateTime = (text: string): boolean => isDateAndTime(text, /^t$/i, "none");

/** A time whose offset may be missing or short (ISO 8601). */
export const isIsoTime = (text: string): boolean => isClock(text, "optional", isoTimeShape);

/** A date and time, parted by "T" or a blank, whose offset may be missing or short (ISO 8601). */
export const isIsoDateTime = (text: string): boolean => isDateAndTime(text, /^[t\s]$/i, "optional", isoTimeShape);
