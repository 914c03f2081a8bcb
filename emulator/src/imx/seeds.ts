import { COLLECTIBLES } from '../accounts/collectibles.js';
import { ETH, IMX, USDC, type Token } from '../accounts/tokens.js';
import type { ServiceContext } from '../core/service.js';
import { findAccount, type Account } from './ledger/accounts.js';
import { toCollectibleAsset, toTokenAsset, type Amount } from './ledger/assets.js';
import type { Ledger } from './ledger/ledger.js';
import { addTakerFees } from './orders/fees.js';
import type { Order, OrderBook } from './orders/order-book.js';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

type Name = 'tamsin' | 'marlow' | 'midge';

/** What happened on the exchange before the emulator started, so that its lists show something. */
export function seedExchange(context: ServiceContext, ledger: Ledger, book: OrderBook): void {
  const people = findPeople(context);
  // Tests of single services have other people, or none.
  if (people === undefined) return;
  const nowMs = context.world.clock.now();
  const offer = (name: Name, hoursAgo: number, sell: Amount, buy: Amount): Order => {
    const createdMs = nowMs - hoursAgo * HOUR_MS;
    return book.add({ user: people[name], sell, buy, fees: [], side: 'maker', createdMs, expiresMs: createdMs + YEAR_MS });
  };
  const ticket = offer('marlow', 70, item('Ferry Tickets', '1001'), token(ETH, '0.003'));
  const taken = book.add({
    user: people.tamsin, sell: ticket.buy, buy: ticket.sell, fees: addTakerFees([], [ticket.sell, ticket.buy]), side: 'taker', createdMs: nowMs - 60 * HOUR_MS, expiresMs: nowMs,
  });
  book.fill(taken, ticket, nowMs - 60 * HOUR_MS);
  offer('marlow', 50, item('Lighthouse Keepers', '3'), token(ETH, '0.02'));
  offer('marlow', 49, item('Pocket Planets', '7'), token(IMX, '25'));
  offer('midge', 40, item('Lighthouse Keepers', '5'), token(ETH, '0.05'));
  offer('midge', 30, item('Ferry Tickets', (2n ** 256n - 1n).toString()), token(USDC, '100'));
  offer('tamsin', 20, item('Ferry Tickets', '1002'), token(ETH, '0.01'));
  offer('marlow', 10, token(ETH, '0.005'), item('Pocket Planets', '2'));

  ledger.record({ sender: people.marlow.address, receiver: people.tamsin.address, what: token(IMX, '5'), atMs: nowMs - 45 * HOUR_MS });
  ledger.record({ sender: people.tamsin.address, receiver: people.midge.address, what: item('Pocket Planets', '12'), atMs: nowMs - 25 * HOUR_MS });
}

function findPeople({ world, ...context }: ServiceContext): Record<Name, Account> | undefined {
  const [tamsin, marlow, midge] = ['tamsin', 'marlow', 'midge'].map((name) => {
    const address = world.findUserByEmail(`${name}@example.com`)?.imx?.ethAddress;
    return address === undefined ? undefined : findAccount({ world, ...context }, address);
  });
  return tamsin && marlow && midge && { tamsin, marlow, midge };
}

function item(collection: string, tokenId: string): Amount {
  const collectible = COLLECTIBLES.find((candidate) => candidate.collection.name === collection && candidate.tokenId === tokenId);
  if (collectible === undefined) throw new Error(`There is no ${collection} ${tokenId}.`);
  return { asset: toCollectibleAsset(collectible), amount: 1n };
}

function token(kind: Token, amount: string): Amount {
  const [whole = '0', fraction = ''] = amount.split('.');
  return { asset: toTokenAsset(kind), amount: BigInt(whole + fraction.padEnd(kind.decimals, '0')) };
}
