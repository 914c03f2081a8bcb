import { getString, isRecord } from '../shared/guards.js';
import type { IdTokenClaims, PassportClaim } from '../shared/network.js';
import type { RawClaims } from './decode-token.js';

const PASSPORT_FIELDS = [
  'imx_eth_address', 'imx_stark_address', 'imx_user_admin_address',
  'zkevm_eth_address', 'zkevm_user_admin_address',
] as const satisfies readonly (keyof PassportClaim)[];

/** Picks the claims we know, by name and type; undefined without a `sub` (rows 3 and 20). */
export function parseClaims(raw: RawClaims): IdTokenClaims | undefined {
  const sub = getString(raw, 'sub');
  if (!sub) return undefined;
  return Object.freeze({
    sub,
    email: getString(raw, 'email'),
    nickname: getString(raw, 'nickname'),
    username: getString(raw, 'username'),
    passport: parsePassportClaim(raw['passport']),
  });
}

function parsePassportClaim(value: unknown): PassportClaim | undefined {
  if (!isRecord(value)) return undefined;
  const entries = PASSPORT_FIELDS
    .map((field) => [field, getString(value, field)] as const)
    .filter(([, text]) => text !== undefined && text !== '');
  return Object.freeze(Object.fromEntries(entries));
}
