import { TOKENS, type Token } from '../accounts/tokens.js';
import { registerOnChain } from '../chain/ledger.js';
import type { ServiceContext } from '../core/service.js';
import type { User } from '../core/world.js';
import { makeRegistration } from '../imx/registered-people.js';
import { MisuseError, type PersonCommand } from './commands.js';

/**
 * Makes somebody be as a test wants them: known, registered, and with these amounts.
 *
 * @throws {MisuseError} for a token that is not listed, and for an amount that is none of it
 */
export function preparePerson({ world, seed }: ServiceContext, { email, registered, balances }: PersonCommand): User {
  const holdings = balances === undefined ? undefined : new Map(Object.entries(balances).map(([token, amount]) => toHolding(token, amount)));
  const user = world.ensureUser(email);
  if (registered) {
    user.imx ??= makeRegistration({ seed }, user.sub);
    registerOnChain(seed, user);
  }
  if (holdings !== undefined) world.holdings.set(user.sub, holdings);
  return user;
}

function toHolding(name: string, amount: string): [address: string, balance: bigint] {
  const token = findToken(name);
  const [, whole = '', fraction = ''] = /^(\d{1,78})(?:\.(\d{1,77}))?$/.exec(amount) ?? [];
  if (whole === '') throw new MisuseError(`The amount of ${name} must be a decimal text, such as "1.5"`);
  if (fraction.length > token.decimals) throw new MisuseError(`${token.symbol} has ${token.decimals} decimal places, and ${amount} has more`);
  return [token.address, BigInt(whole + fraction.padEnd(token.decimals, '0'))];
}

function findToken(name: string): Token {
  const token = TOKENS.find(({ symbol, address }) => symbol === name || (address !== '' && address === name.toLowerCase()));
  if (token === undefined) throw new MisuseError(`There is no token "${name}". Name ETH, IMX, USDC, or another of the emulator's by its symbol or address`);
  return token;
}
