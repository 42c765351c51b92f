import { builtSample, type Sample } from "./sample.ts";

/** A calendar of one event (RFC 5545 §3.4). */
export const calendar: Sample = builtSample({
  extension: "ics",
  types: ["text/calendar"],
  magic: [[0, "BEGIN:VCALENDAR"]],
  build: () =>
    lines(
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Sample//Sample//EN",
      "BEGIN:VEVENT",
      "UID:sample@example.com",
      "DTSTAMP:20260101T000000Z",
      "DTSTART:20260101T090000Z",
      "DTEND:20260101T100000Z",
      "SUMMARY:Sample",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
});

/** The card of one person (RFC 6350 §6.1). */
export const card: Sample = builtSample({
  extension: "vcf",
  types: ["text/vcard", "text/x-vcard", "text/directory"],
  magic: [[0, "BEGIN:VCARD"]],
  build: () =>
    lines("BEGIN:VCARD", "VERSION:4.0", "FN:Ann Sample", "N:Sample;Ann;;;", "EMAIL:ann@example.com", "END:VCARD"),
});

function lines(...texts: string[]): Uint8Array {
  return Buffer.from(texts.map((text) => `${text}\r\n`).join(""));
}
