import { isRecord, parseJson } from '../shared/guards.js';
import { splitText } from '../shared/primordials.js';

/** One spelling for each value: decoders pass over white space and over the spare bits of the last letter. */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** The claims of a JWT, unverified: own properties, of unknown shape. */
export type RawClaims = Readonly<Record<string, unknown>>;

/** A JWT taken apart, unverified. */
export interface DecodedToken {
  readonly header: RawClaims;
  readonly claims: RawClaims;
}

/** Takes a compact JWS apart without judging it; undefined when it is none. */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = splitText(token, '.');
  if (parts.length !== 3 || !BASE64URL.test(parts[2] ?? '')) return undefined;
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  return header && claims ? { header, claims } : undefined;
}

/** A time in a JWT in milliseconds since 1970; undefined for an opaque token or one without. */
export function getTokenTimeMs(token: string, name: 'exp' | 'iat'): number | undefined {
  const time = decodeToken(token)?.claims[name];
  return typeof time === 'number' && Number.isFinite(time) ? time * 1000 : undefined;
}

function decodePart(part: string | undefined): RawClaims | undefined {
  if (!part || !BASE64URL.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
