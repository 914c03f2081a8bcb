import type { ConfirmationItem } from '../../core/confirmations.js';
import { badRequest } from '../errors.js';
import { describeAmount, toHex, toQuanta, type Amount } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import { renderItemPicture } from '../pictures.js';
import type { OwnAccount } from '../signing/authorize.js';
import { describeOffer, type Offer } from '../signing/offers.js';
import { readNumber, tryToHash, type Body } from '../signing/wire.js';
import { hashOrder } from '../stark/messages.js';
import type { FeeLimit } from './fees.js';
import type { Order, OrderFee } from './order-book.js';

/** What an order or a trade promises. */
export interface OrderTerms {
  readonly account: OwnAccount;
  readonly sell: Amount;
  readonly buy: Amount;
  readonly fees: readonly OrderFee[];
  readonly limit?: FeeLimit;
  /** The order that is taken, for trades. */
  readonly taken?: Order;
}

/** The payload hash of an order or a trade. */
export function hashTerms(ledger: Ledger, { account, sell, buy, limit }: OrderTerms, nonce: bigint, expiration: bigint): bigint {
  return hashOrder({
    tokenSell: sell.asset.id, tokenBuy: buy.asset.id, amountSell: toQuanta(sell), amountBuy: toQuanta(buy), nonce, expiration,
    vaultSell: ledger.getVault(account.address, sell.asset), vaultBuy: ledger.getVault(account.address, buy.asset),
    fee: limit && { token: limit.asset.id, vault: ledger.getVault(account.address, limit.asset), limit: limit.quanta },
  });
}

/** What is to be signed, as the API answers it. */
export function writeSignable(ledger: Ledger, offer: Offer<OrderTerms>): Body {
  const { account, sell, buy, limit } = offer.terms;
  return {
    amount_buy: toQuanta(buy).toString(),
    amount_sell: toQuanta(sell).toString(),
    asset_id_buy: toHex(buy.asset.id),
    asset_id_sell: toHex(sell.asset.id),
    expiration_timestamp: Number(offer.expiration),
    ...(limit === undefined ? {} : {
      fee_info: { asset_id: toHex(limit.asset.id), fee_limit: limit.quanta.toString(), source_vault_id: Number(ledger.getVault(account.address, limit.asset)) },
    }),
    nonce: Number(offer.nonce),
    stark_key: account.starkKey,
    vault_id_buy: Number(ledger.getVault(account.address, buy.asset)),
    vault_id_sell: Number(ledger.getVault(account.address, sell.asset)),
    ...describeOffer(offer, `Sell ${describeAmount(sell)} for ${describeAmount(buy)}`),
  };
}

/**
 * The hash of an order or trade as it came back. Trades send their fee along; of an order it is known
 * from what was given out.
 */
export function hashReturned(ledger: Ledger, body: Body, { account, limit, taken }: OrderTerms): bigint {
  const read = (name: string): bigint => readNumber(name, body[name]);
  const known = limit && { token: limit.asset.id, vault: ledger.getVault(account.address, limit.asset), limit: limit.quanta };
  return tryToHash(() => hashOrder({
    tokenSell: read('asset_id_sell'), tokenBuy: read('asset_id_buy'), amountSell: read('amount_sell'), amountBuy: read('amount_buy'),
    vaultSell: read('vault_id_sell'), vaultBuy: read('vault_id_buy'), nonce: read('nonce'), expiration: read('expiration_timestamp'),
    fee: taken === undefined ? known : readFee(body.fee_info),
  }));
}

/** An order or trade as its confirmation page shows it. */
export function describeTerms({ sell, buy, limit, taken }: OrderTerms): ConfirmationItem {
  const shown = sell.asset.kind === 'collectible' ? sell : buy;
  const isSale = shown === sell;
  const rows: [string, string][] = [[isSale ? 'You give' : 'You get', describeAmount(shown)], [isSale ? 'You get' : 'You give', describeAmount(isSale ? buy : sell)]];
  if (limit !== undefined) rows.push(['Fees', `up to ${describeAmount({ asset: limit.asset, amount: limit.quanta * limit.asset.quantum })}`]);
  if (taken !== undefined) rows.push(['Order', String(taken.id)]);
  return { title: `${isSale ? 'Sell' : 'Buy'} ${describeAmount(shown)}`, picture: renderItemPicture(shown.asset), rows };
}

/** When an order ends, in hours from now; clients send seconds since 1970. */
export function readLifeHours(value: unknown, nowMs: number): number {
  // The live service's default is not known; this is a month.
  if (value === undefined || value === null) return 730;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw badRequest('expiration_timestamp must be a number of seconds');
  const hours = Math.floor(value / 3600) - Math.floor(nowMs / 3_600_000);
  if (hours < 1 || value / 3600 >= 2 ** 22) throw badRequest('expiration_timestamp must be in the future, and less than 478 years after 1970');
  return hours;
}

function readFee(value: unknown): { token: bigint; vault: bigint; limit: bigint } | undefined {
  if (value === undefined || value === null) return undefined;
  const fee = value as Body;
  return { token: readNumber('fee_info.asset_id', fee.asset_id), vault: readNumber('fee_info.source_vault_id', fee.source_vault_id), limit: readNumber('fee_info.fee_limit', fee.fee_limit) };
}
