import { getTokenTimeMs } from './decode-token.js';

/** Tokens count as expired this long before they are: the official SDK's margin (2.4.2). */
const EXPIRY_MARGIN_MS = 30_000;
/** A smaller difference may be the way of the answer, and changes nothing that the margin does not cover. */
const MIN_LEAD_MS = 60_000;

/** When tokens end, by this device's clock. */
export interface Lifetime {
  /** Milliseconds since 1970; absent when nobody said. */
  readonly idExpiresAtMs?: number;
  /** Milliseconds since 1970; absent when nobody said. */
  readonly accessExpiresAtMs?: number;
}

/** Whether one of the tokens has ended, or ends within the margin. */
export function isExpired({ idExpiresAtMs, accessExpiresAtMs }: Lifetime, nowMs: number): boolean {
  return isOver(idExpiresAtMs, nowMs) || isOver(accessExpiresAtMs, nowMs);
}

/** Whether a moment has come, or comes within the margin. */
export function isOver(atMs: number | undefined, nowMs: number): boolean {
  return atMs !== undefined && atMs <= nowMs + EXPIRY_MARGIN_MS;
}

/**
 * How far this device's clock is ahead of the authority's, by an ID token that was received as soon as it
 * was issued: a token then lives its time, whatever the clock says (row 70). Zero when it was not received
 * here, or when the clock has been set back since.
 */
export function getClockLeadMs(idToken: string, receivedAtMs: number | undefined, nowMs: number): number {
  const issuedAtMs = getTokenTimeMs(idToken, 'iat');
  if (receivedAtMs === undefined || issuedAtMs === undefined || nowMs < receivedAtMs) return 0;
  const leadMs = receivedAtMs - issuedAtMs;
  return Math.abs(leadMs) > MIN_LEAD_MS ? leadMs : 0;
}

/** When a JWT ends by this device's clock; undefined for an opaque token. */
export function getLocalExpiryMs(token: string, leadMs: number): number | undefined {
  const expiresAtMs = getTokenTimeMs(token, 'exp');
  return expiresAtMs === undefined ? undefined : expiresAtMs + leadMs;
}
