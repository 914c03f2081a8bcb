import { createHash, createHmac } from 'node:crypto';
import { findPerson } from '../accounts/accounts.js';
import { ETH, IMX, TOKENS, type Token } from '../accounts/tokens.js';
import type { User, World } from '../core/world.js';
import { getUserWallet } from '../wallet/user-wallets.js';

/** Ether on the chain is a token as others are: the chain's own is IMX. */
const WRAPPED_ETH: Token = { ...ETH, address: makeAddress('ether of the chain') };
/** A token that the indexer takes for a fraud. */
const SPAM: Token = { address: makeAddress('a fraud'), name: 'Claim your prize', symbol: 'PRIZE', decimals: 18, quantum: '1' };

/** Every token with a contract. */
export const CHAIN_TOKENS: readonly Token[] = [WRAPPED_ETH, ...TOKENS.filter((token) => token !== ETH && token !== IMX), SPAM];

const BY_ADDRESS = new Map(CHAIN_TOKENS.map((token) => [token.address, token]));

/** The token of a contract, its address in any case. */
export function findChainToken(address: string): Token | undefined {
  return BY_ADDRESS.get(address.toLowerCase());
}

/** How the indexer judges a token. */
export function getVerification(token: Token): string {
  return token === SPAM ? 'spam' : 'unverified';
}

/** The address of a user's account: derived from the wallet's user, and another one than on Immutable X. */
export function deriveChainAddress(seed: string, sub: string): string {
  return `0x${createHmac('sha256', seed).update(`chain account of ${sub}`).digest('hex').slice(0, 40)}`;
}

/** Registers a user on the chain; who is registered stays as they are. */
export function registerOnChain(seed: string, user: User): string {
  const adminAddress = getUserWallet(seed, user.sub).address.toLowerCase();
  user.zkEvm ??= { ethAddress: deriveChainAddress(seed, user.sub), adminAddress };
  return user.zkEvm.ethAddress;
}

/**
 * Shows everybody who is registered with Immutable X as migrated: registered on the chain as well, with what they had.
 * Call it again after a reset.
 */
export function migrateToChain({ world, seed }: { readonly world: World; readonly seed: string }): void {
  for (const user of world.users) if (user.imx !== undefined) registerOnChain(seed, user);
}

/**
 * What an account has of a token, of the chain's own without one. A person's holdings are the same as on Immutable X, from
 * where they were moved: IMX as the chain's own, Ether as a token.
 */
export function getAmount(world: World, account: string, token?: Token): bigint {
  const owner = world.users.find((user) => user.zkEvm?.ethAddress.toLowerCase() === account.toLowerCase());
  const wanted = token === undefined ? IMX : token === WRAPPED_ETH ? ETH : token;
  const given = owner === undefined ? undefined : world.holdings.get(owner.sub);
  if (given !== undefined && token !== SPAM) return given.get(wanted.address) ?? 0n;
  const holdings = owner === undefined ? [] : findPerson(owner.sub)?.holdings ?? [];
  return holdings.find((holding) => holding.token === wanted)?.balance ?? (owner !== undefined && token === SPAM ? 1_000n : 0n);
}

function makeAddress(name: string): string {
  return `0x${createHash('sha256').update(`made-up contract of ${name}`).digest('hex').slice(0, 40)}`;
}
