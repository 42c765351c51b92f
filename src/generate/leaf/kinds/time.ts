import { derive, Random } from "../../../base/random.ts";
import { isoDate, isoDateTime, isoTime } from "../instant.ts";
import { byWords, choose, type Field, type Kind, phrases, type Texts } from "../kind.ts";
import { list } from "../vocabulary/list.ts";

const day = 86_400_000;

/**
 * What happens to a thing, in order. A word of a field's name finds its stage, and stages of one object never overlap,
 * so that created ≤ paid ≤ shipped ≤ updated ≤ now holds for whichever of them an object has.
 */
const past: readonly string[] = list(
  "founded established incorporated, hired joined registered signup, created create creation added born opened registration inserted, ordered placed submitted requested issued invited purchased received order purchase invoice issue request, confirmed approved accepted authorized authorised confirmation approval verified, paid captured charged payment, began begin begun activated activation, start started starts since from valid effective published publish publication release released posted departure departed checkin, processed process triggered fired, sent shipped dispatched pickup shipping, attempted retried, delivered arrived arrival delivery, end ended ends stopped stop until to finish finished completed complete completion checkout closed resolved resolution settled, read opened viewed view, returned refunded refund, reviewed review rated, updated update modified modify modification changed change edited edit revised revision synced synchronized synchronised refreshed, accessed access seen login active activity used visited visit signin ping heartbeat checked, cancelled canceled cancel cancellation rejected declined failed suspended disabled revoked blocked banned, archived archive, deleted delete deletion removed terminated closed discontinued",
);

/** What is still to come, in order. */
const future: readonly string[] = list(
  "scheduled schedule planned due appointment departs next, estimated expected eta promised target deadline, renews renewal renew billing, expires expire expiry expiration exp expired ttl valid-until, purge retention",
);

const pastStages = stages(past);
const futureStages = stages(future);

function stages(rows: readonly string[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row, stage) => row.split(" ").map((word) => [word, stage / rows.length] as const)));
}

/** What the words of a name say about when something happens. */
interface Timing {
  readonly isBirth: boolean;
  /** Whether the name speaks of a day. */
  readonly isDay: boolean;
  readonly ahead: Stage | undefined;
  readonly stage: Stage | undefined;
}

interface Stage {
  /** From 0 to 1. */
  readonly at: number;
  /** What the moments of one stage have in common. */
  readonly name: string;
}

const timingOf = byWords((words): Timing => {
  const isBirth = words.some((word) => /^(birth|birthday|birthdate|dob|born)$/.test(word));
  const isDay = isBirth || /^(date|day|on|birthday)$/.test(words.at(-1) ?? "");
  const ahead = lastStage(words.join(" ").includes("valid until") ? ["expires"] : words, futureStages);
  return { isBirth, isDay, ahead, stage: ahead ? undefined : lastStage(words, pastStages) };
});

/** Milliseconds since the epoch, at a full second. */
export function instantOf(field: Field): number {
  const { now, index } = field.place;
  const { isBirth, ahead, stage } = timingOf(field.words);
  if (isBirth) return now - field.random.integer(20 * 365, 65 * 365) * day;
  const life = new Random(derive(field.object, "life"));
  const created = now - life.integer(60, 700) * day;
  if (ahead !== undefined) {
    return momentOf(field, now + day, now + (30 + life.integer(0, 300)) * day, ahead, future.length);
  }
  if (index !== undefined) return weekly(field, index);
  if (stage !== undefined) return momentOf(field, created, now, stage, past.length);
  return Math.floor(field.random.integer(created, now) / 1000) * 1000;
}

/** The moments of one list follow each other. */
function weekly({ place }: Field, index: number): number {
  const first = place.now - new Random(derive(place.objectSeed, place.name)).integer(60, 365) * day;
  return Math.floor(first / 1000) * 1000 + index * 7 * day;
}

/** A moment of a stage. It depends on the object and the stage alone: `created` and `createdAt` are the same moment. */
function momentOf(field: Field, from: number, to: number, stage: Stage, count: number): number {
  const within = new Random(derive(field.object, stage.name)).next() * 0.9;
  return Math.floor((from + (to - from) * (stage.at + within / count)) / 1000) * 1000;
}

function lastStage(words: readonly string[], table: ReadonlyMap<string, number>): Stage | undefined {
  for (const word of words.toReversed()) {
    const at = table.get(word);
    if (at !== undefined) return { at, name: `stage ${at}` };
  }
  return undefined;
}

const writings: ReadonlyMap<string, (instant: number) => string> = new Map([
  ["date", isoDate],
  ["time", (instant) => `${isoTime(instant)}Z`],
  ["time-local", isoTime],
  ["date-time-local", (instant) => isoDateTime(instant).slice(0, -1)],
  ["http-date", (instant) => new Date(instant).toUTCString()],
]);

/** The format decides how it is written, else the name. */
function* texts(field: Field): Generator<string> {
  const instant = instantOf(field);
  for (const format of field.formats) {
    const write = writings.get(format);
    if (write) yield write(instant);
  }
  const { isBirth, isDay } = timingOf(field.words);
  const isWholeDay = isBirth || (isDay && !field.formats.includes("date-time"));
  const [usual, other] = isWholeDay ? [isoDate, isoDateTime] : [isoDateTime, isoDate];
  yield usual(instant);
  yield other(instant);
  yield isoDateTime(instant).replace("Z", ".000Z");
  yield isoTime(instant);
  yield isoTime(instant).slice(0, 5);
  yield String(instant / 1000);
  yield String(instant);
}

function epoch(field: Field): number {
  const text = `${field.words.join(" ")} ${field.place.annotations?.description ?? ""}`;
  const instant = instantOf(field);
  return /\b(ms|millis|milliseconds?|millisecond)\b/i.test(text) || field.formats.includes("timestamp-ms")
    ? instant
    : Math.floor(instant / 1000);
}

/** Whether one of the formats says that the field is a moment. */
export function isTemporal(formats: readonly string[]): boolean {
  return formats.some((format) => temporalFormats.has(format));
}

const temporalFormats = new Set(
  list("date, date-time, date-time-local, iso-date-time, http-date, unixtime, unix-time, timestamp, datetime, epoch"),
);

/** What any field with a temporal format is, whatever its name. */
export const moment: Kind = { names: [], text: texts, number: epoch };

const parts: readonly (readonly [names: string, of: (instant: Date) => number])[] = [
  [
    "year, release year, model year, publication year, founded year, year founded, exp year, expiry year, expiration year, year of birth, fiscal year, tax year, published year",
    (instant) => instant.getUTCFullYear(),
  ],
  ["month, exp month, expiry month, expiration month, birth month", (instant) => instant.getUTCMonth() + 1],
  ["day of month, day", (instant) => instant.getUTCDate()],
  ["quarter", (instant) => Math.floor(instant.getUTCMonth() / 3) + 1],
  [
    "week, week number, calendar week",
    (instant) => 1 + Math.floor((instant.getTime() - Date.UTC(instant.getUTCFullYear(), 0, 1)) / (7 * day)),
  ],
  ["hour, opening hour, closing hour", (instant) => instant.getUTCHours()],
];

/** Kinds that describe moments. */
export const timeKinds: readonly Kind[] = [
  {
    names: phrases(
      "at, date, timestamp, datetime, date time, created, updated, modified, deleted, expires, expired, expiry, expiration, expire, created on, updated on, modified on, start time, end time, start, end, started, ended, finished, created time, updated time, event time, last login, last seen, last activity, last access, last used, last modified, last update, last sync, deadline, due, since, until, birthday, birthdate, dob, birth day, date of birth, birth date, created date, time created, time updated, date created, date updated, date added, date joined, when, exp, iat, nbf, creation time, update time, modification time, valid from, valid to, valid until, effective from, effective to, not before, not after, departure time, arrival time, published, joined, registered, eta, published on, due on, start date, end date, expires on, completed on, server time, current time, now, utc, last changed, last run, next run, last visit, member since, checked in, checked out, check in, check out, time stamp, ts, epoch, published time",
    ),
    text: texts,
    number: epoch,
  },
  {
    names: phrases(
      "time, opening time, closing time, opens, closes, open time, close time, from time, to time, time of day, start hour, end hour",
    ),
    text: (field): Texts => (field.formats.length > 0 ? texts(field) : clock(field)),
  },
  ...parts.map(
    ([names, of]): Kind => ({
      names: phrases(names),
      number: (field) => of(new Date(instantOf(field))),
      text: (field) => String(of(new Date(instantOf(field)))).padStart(2, "0"),
    }),
  ),
  { names: phrases("minute"), number: (field) => field.random.integer(0, 59) },
  {
    names: phrases("day, weekday, day of week, day name"),
    text: (field) => choose(field, list("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday")),
  },
];

function clock(field: Field): readonly string[] {
  const isEnd = field.words.some((word) => /^(end|close|closing|closes|to|until)$/.test(word));
  const hour = field.random.integer(isEnd ? 16 : 7, isEnd ? 21 : 11);
  const time = `${String(hour).padStart(2, "0")}:${field.random.pick(["00", "15", "30", "45"])}`;
  return [time, `${time}:00`, `${time}:00Z`];
}
