/**
 * How long an endpoint wants to be left alone, in milliseconds (RFC 9110 §10.2.3, and `retry-after-ms` as OpenAI has it).
 *
 * @param now - milliseconds since the epoch
 * @returns `undefined` where it does not say, or says what makes no sense
 */
export function retryAfterMs(headers: Headers | undefined, now: number): number | undefined {
  const milliseconds = amount(headers?.get("retry-after-ms"));
  if (milliseconds !== undefined) return milliseconds;
  const written = headers?.get("retry-after")?.trim() ?? "";
  const seconds = amount(written);
  if (seconds !== undefined) return seconds * 1000;
  const date = /^[a-z]{3}, /i.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function amount(written: string | null | undefined): number | undefined {
  return /^\d{1,12}(?:\.\d{1,9})?$/.test(written?.trim() ?? "") ? Number(written) : undefined;
}
