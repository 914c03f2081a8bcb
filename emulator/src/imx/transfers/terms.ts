import type { ConfirmationItem } from '../../core/confirmations.js';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { IMX, USDC } from '../../accounts/tokens.js';
import { badRequest, ImxError } from '../errors.js';
import { findAccount, toProviderAccount, type Account } from '../ledger/accounts.js';
import { describeAmount, readAmount, toHex, toQuanta, toTokenAsset, type Amount } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import { renderItemPicture } from '../pictures.js';
import { hashTransfer } from '../stark/messages.js';
import { describeOffer, type Offer } from '../signing/offers.js';
import type { OwnAccount } from '../signing/authorize.js';
import { readNumber, tryToHash } from '../signing/wire.js';

/** What a transfer moves, from where to where. */
export interface TransferTerms {
  readonly sender: OwnAccount;
  readonly receiver: Account;
  readonly what: Amount;
  /** The exchange that it is part of. */
  readonly exchangeId?: string;
}

const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** Reads what a client wants to transfer, and lies about it if told to. */
export function readTerms(context: ServiceContext, ledger: Ledger, exchange: Exchange, sender: OwnAccount, asked: Readonly<Record<string, unknown>>): TransferTerms {
  const what = readAmount(asked.token, asked.amount);
  if (typeof asked.receiver !== 'string' || !ADDRESS.test(asked.receiver)) throw badRequest('receiver must be an address');
  const receiver = findAccount(context, asked.receiver);
  if (receiver === undefined) throw new ImxError(404, 'account_not_found', `Account not found: ${asked.receiver}`);
  if (receiver.address === sender.address) throw badRequest('The receiver is the sender');
  ledger.require(sender.address, what);

  const isLie = (name: string): boolean => takeFault(context.faults, exchange, `imx:${name}`) !== undefined;
  return {
    sender,
    receiver: isLie('lie-receiver') ? toProviderAccount(context, 'layerswap') : receiver,
    what: isLie('lie-asset') ? toOtherAsset(what) : isLie('lie-amount') ? { ...what, amount: what.amount * 2n } : what,
  };
}

/** The payload hash of a transfer. */
export function hashTerms(ledger: Ledger, { sender, receiver, what }: TransferTerms, nonce: bigint, expiration: bigint): bigint {
  return hashTransfer({
    token: what.asset.id, amount: toQuanta(what), nonce, expiration,
    receiverStarkKey: BigInt(receiver.starkKey),
    senderVault: ledger.getVault(sender.address, what.asset),
    receiverVault: ledger.getVault(receiver.address, what.asset),
  });
}

/** What is to be signed, as the API answers it; the sender's key is apart. */
export function writeSignable(ledger: Ledger, offer: Offer<TransferTerms>): Readonly<Record<string, unknown>> & { readonly signable_message?: string } {
  const { sender, receiver, what } = offer.terms;
  return {
    sender_vault_id: Number(ledger.getVault(sender.address, what.asset)),
    receiver_stark_key: receiver.starkKey,
    receiver_vault_id: Number(ledger.getVault(receiver.address, what.asset)),
    asset_id: toHex(what.asset.id),
    amount: toQuanta(what).toString(),
    nonce: Number(offer.nonce),
    expiration_timestamp: Number(offer.expiration),
    ...describeOffer(offer, `Transfer ${describeAmount(what)} to ${receiver.address}`),
  };
}

/** The hash of a transfer as it came back to be carried out. */
export function hashReturned(body: Readonly<Record<string, unknown>>): bigint {
  const read = (name: string): bigint => readNumber(name, body[name]);
  return tryToHash(() => hashTransfer({
    token: read('asset_id'), receiverStarkKey: read('receiver_stark_key'), senderVault: read('sender_vault_id'), receiverVault: read('receiver_vault_id'),
    amount: read('amount'), nonce: read('nonce'), expiration: read('expiration_timestamp'),
  }));
}

/** A transfer as its confirmation page shows it. */
export function describeTerms({ receiver, what }: TransferTerms): ConfirmationItem {
  return { title: `Send ${describeAmount(what)}`, picture: renderItemPicture(what.asset), rows: [['To', receiver.address]] };
}

function toOtherAsset({ asset, amount }: Amount): Amount {
  const token = asset.kind === 'token' && asset.token === USDC ? IMX : USDC;
  const other = toTokenAsset(token);
  return { asset: other, amount: (amount / asset.quantum) * other.quantum };
}
