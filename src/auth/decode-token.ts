import { isRecord, parseJson } from '../shared/guards.js';

/** The claims of a JWT, unverified: own properties, of unknown shape. */
export type RawClaims = Readonly<Record<string, unknown>>;

/** A JWT taken apart, unverified. */
export interface DecodedToken {
  readonly header: RawClaims;
  readonly claims: RawClaims;
}

/** Takes a compact JWS apart without judging it; undefined when it is none. */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  return header && claims ? { header, claims } : undefined;
}

/** The `exp` of a JWT in milliseconds since 1970; undefined for an opaque token or one without. */
export function getTokenExpiryMs(token: string): number | undefined {
  const exp = decodeToken(token)?.claims['exp'];
  return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
}

function decodePart(part: string | undefined): RawClaims | undefined {
  if (!part || !/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
