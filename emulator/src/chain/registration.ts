import { Signature, verifyMessage } from 'ethers';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import type { User } from '../core/world.js';
import { getUserWallet } from '../wallet/user-wallets.js';
import { ChainError } from './errors.js';
import { deriveChainAddress, registerOnChain } from './ledger.js';

/** The text that a wallet signs to be registered on the chain, as released clients have it. */
export const REGISTER_MESSAGE = 'Only sign this message from Immutable Passport';

// The last byte is the recovery bit itself, 00 or 01, not 1b or 1c as wallets write it.
const RAW_SIGNATURE = /^0x[0-9a-f]{128}0[01]$/i;

/** `POST /v2/chains/{chain}/passport/counterfactual-address` and its older path: the same answer however often. */
export async function registerWallet(context: ServiceContext, exchange: Exchange): Promise<void> {
  const user = await authorize(context, exchange);
  const { ethereum_address: address, ethereum_signature: signature } = (exchange.json() ?? {}) as Record<string, unknown>;
  if (typeof address !== 'string' || typeof signature !== 'string') throw new ChainError(400, 'ethereum_address and ethereum_signature are required');
  if (address.toLowerCase() !== getUserWallet(context.seed, user.sub).address.toLowerCase()) {
    throw new ChainError(403, 'The ethereum_address is not the wallet of this user');
  }
  if (!isSignedBy(address, signature)) throw new ChainError(400, 'The ethereum_signature is not valid');
  const account = registerOnChain(context.seed, user);
  const other = takeFault(context.faults, exchange, 'chain:other-account') !== undefined;
  exchange.sendJson(201, { counterfactual_address: other ? deriveChainAddress(context.seed, `another ${user.sub}`) : account });
}

async function authorize(context: ServiceContext, exchange: Exchange): Promise<User> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  if (claims === undefined || user === undefined) throw new ChainError(401, 'The access token is missing or not valid');
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (!scopes.includes('transact')) throw new ChainError(403, 'The access token lacks the scope transact');
  return user;
}

function isSignedBy(address: string, signature: string): boolean {
  if (!RAW_SIGNATURE.test(signature)) return false;
  const v = signature.endsWith('01') ? '1c' : '1b';
  try {
    return verifyMessage(REGISTER_MESSAGE, Signature.from(`${signature.slice(0, 130)}${v}`)).toLowerCase() === address.toLowerCase();
  } catch {
    return false; // no point of the curve has this r, or s is in the upper half
  }
}
