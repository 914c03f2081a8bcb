import { isAddress } from '../../shared/addresses.js';
import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import { PassportError } from '../../shared/passport-error.js';
import type { NativeToken, TokenAddress } from '../../shared/network.js';
import type { Hex } from '../../shared/types.js';

/** Whose balances of which tokens, or whose assets. */
export interface BalancesQuestion {
  readonly view: 'tokens' | 'assets';
  /** The session's account when absent. */
  readonly owner?: Hex;
  /** All tokens when absent. */
  readonly tokens?: readonly TokenAddress[];
}

/** The attributes that ask. */
export interface QuestionAttributes {
  readonly owner?: string;
  readonly tokens?: string;
  readonly view?: string;
}

/** Reads the attributes; gives `INVALID_CONFIGURATION`, naming the attribute, when one makes no sense. */
export function parseQuestion({ owner, tokens, view: asked }: QuestionAttributes): BalancesQuestion | PassportError {
  // An attribute that was removed leaves null.
  const view = asked ?? 'tokens';
  if (view !== 'tokens' && view !== 'assets') return invalid('view', view, 'The value is "tokens" or "assets".');
  if (owner && !isAddress(owner)) return invalid('owner', owner, 'An address is 0x and 40 hex digits.');
  const words = (tokens ?? '').split(/[\s,]+/).filter(Boolean).map((word) => (isNative(word) ? word.toUpperCase() : word));
  const wrong = words.find((word) => !isNative(word) && !isAddress(word));
  if (wrong) return invalid('tokens', wrong, 'List addresses, or the native token (ETH, IMX), separated by spaces.');
  return {
    view,
    owner: owner ? owner as Hex : undefined,
    tokens: words.length > 0 ? words as TokenAddress[] : undefined,
  };
}

/** Of any network: which one it is, the network says. */
function isNative(word: string): boolean {
  return (['ETH', 'IMX'] satisfies NativeToken[] as string[]).includes(word.toUpperCase());
}

function invalid(attribute: string, value: string, fix: string): PassportError {
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `${attribute}="${value.slice(0, 60)}" is not valid. ${fix}`,
  });
}
