import { isAddress } from './addresses.js';
import { SHARED_ERRORS } from './errors/shared.js';
import type { NativeToken, TokenAddress } from './network.js';
import { PassportError } from './passport-error.js';
import type { Hex } from './types.js';

/**
 * Refuses an owner or a token that is no address, and the native token of another network: they come from
 * attributes, which a page's author can mistype.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`
 */
export function checkQuestion<Native extends NativeToken>(
  native: Native, owner: Hex, tokens: readonly TokenAddress[] | undefined,
): readonly (Hex | Native)[] | undefined {
  if (!isAddress(owner)) throw createAddressError('owner', owner, '');
  return tokens?.map((token) => {
    if (token === native || isAddress(token)) return token as Hex | Native;
    throw createAddressError('tokens', token, `, or ${native}`);
  });
}

function createAddressError(name: string, value: unknown, more: string): PassportError {
  const text = String(value).slice(0, 60);
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `${name}: "${text}" is no address. Use 0x and 40 hex digits${more}.`,
  });
}
