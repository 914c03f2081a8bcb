/** Reads `Retry-After`, in seconds or as a date; undefined when it is absent or makes no sense. */
export function parseRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  // Only the form that RFC 9110 prescribes: `Date.parse` alone also reads "-5".
  const dateMs = /^[A-Z][a-z]{2}, \d{2} .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
