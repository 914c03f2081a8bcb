import { getString, isRecord } from '../shared/guards.js';
import { createResponseError } from './api-error.js';

/** A number as the service writes it, to be sent back as it came. What it says is judged where it is signed. */
export type WireValue = string | number;

/** A transfer that the service wants signed, version 1 or one of version 2. */
export interface TransferToSign {
  /** Absent where the service leaves it to the signer. */
  readonly senderStarkKey?: string;
  readonly senderVaultId: WireValue;
  readonly receiverStarkKey: string;
  readonly receiverVaultId: WireValue;
  readonly assetId: WireValue;
  readonly amount: WireValue;
  readonly nonce: WireValue;
  readonly expirationTimestamp: WireValue;
  readonly payloadHash: string;
}

/** An order or a trade that the service wants signed. */
export interface OrderToSign {
  readonly starkKey: string;
  readonly assetIdSell: WireValue;
  readonly assetIdBuy: WireValue;
  readonly amountSell: WireValue;
  readonly amountBuy: WireValue;
  readonly vaultIdSell: WireValue;
  readonly vaultIdBuy: WireValue;
  readonly nonce: WireValue;
  readonly expirationTimestamp: WireValue;
  /** Absent where there is no fee. */
  readonly feeInfo?: FeeToSign;
  readonly payloadHash: string;
}

/** The fee in an order that the service wants signed. */
export interface FeeToSign {
  readonly assetId: WireValue;
  readonly feeLimit: WireValue;
  readonly sourceVaultId: WireValue;
}

/** The cancellation of an order that the service wants signed. */
export interface CancellationToSign {
  readonly orderId: WireValue;
  readonly payloadHash: string;
}

/** Ids, keys and hashes have 66 letters at most; what is much longer is none of them. */
const MAX_VALUE_LENGTH = 100;
const MAX_TRANSFERS = 10_000;

/** Reads what `signable-transfer-details` of version 1 asks to sign. Throws `API_RESPONSE_INVALID`, as all here do. */
export function parseTransferToSign(json: unknown): TransferToSign {
  const read = createReader(json, 'transfer to sign');
  return {
    senderStarkKey: read.optionalText('sender_stark_key'),
    senderVaultId: read.value('sender_vault_id'),
    receiverStarkKey: read.text('receiver_stark_key'),
    receiverVaultId: read.value('receiver_vault_id'),
    assetId: read.value('asset_id'),
    amount: read.value('amount'),
    nonce: read.value('nonce'),
    expirationTimestamp: read.value('expiration_timestamp'),
    payloadHash: read.text('payload_hash'),
  };
}

/** Reads what `signable-transfer-details` of version 2 asks to sign: the sender's key stands once, for all. */
export function parseTransfersToSign(json: unknown): readonly TransferToSign[] {
  const rows = isRecord(json) && Object.hasOwn(json, 'signable_responses') ? json['signable_responses'] : undefined;
  if (!isRecord(json) || !Array.isArray(rows) || rows.length > MAX_TRANSFERS) throw createResponseError('transfers to sign');
  const senderStarkKey = createReader(json, 'transfers to sign').optionalText('sender_stark_key');
  return rows.map((row) => ({ ...parseTransferToSign(row), senderStarkKey }));
}

/** Reads what `signable-order-details` and `signable-trade-details` ask to sign. */
export function parseOrderToSign(json: unknown): OrderToSign {
  const read = createReader(json, 'order to sign');
  return {
    starkKey: read.text('stark_key'),
    assetIdSell: read.value('asset_id_sell'),
    assetIdBuy: read.value('asset_id_buy'),
    amountSell: read.value('amount_sell'),
    amountBuy: read.value('amount_buy'),
    vaultIdSell: read.value('vault_id_sell'),
    vaultIdBuy: read.value('vault_id_buy'),
    nonce: read.value('nonce'),
    expirationTimestamp: read.value('expiration_timestamp'),
    feeInfo: parseFee(isRecord(json) && Object.hasOwn(json, 'fee_info') ? json['fee_info'] : undefined),
    payloadHash: read.text('payload_hash'),
  };
}

/** Reads what `signable-cancel-order-details` asks to sign. */
export function parseCancellationToSign(json: unknown): CancellationToSign {
  const read = createReader(json, 'cancellation to sign');
  return { orderId: read.value('order_id'), payloadHash: read.text('payload_hash') };
}

function parseFee(json: unknown): FeeToSign | undefined {
  if (json === undefined || json === null) return undefined;
  const read = createReader(json, 'fee to sign');
  return { assetId: read.value('asset_id'), feeLimit: read.value('fee_limit'), sourceVaultId: read.value('source_vault_id') };
}

interface Reader {
  value(name: string): WireValue;
  text(name: string): string;
  optionalText(name: string): string | undefined;
}

function createReader(json: unknown, what: string): Reader {
  if (!isRecord(json)) throw createResponseError(what);
  const optionalText = (name: string): string | undefined => {
    const text = getString(json, name);
    return text === undefined || text === '' || text.length > MAX_VALUE_LENGTH ? undefined : text;
  };
  const text = (name: string): string => {
    const found = optionalText(name);
    if (found === undefined) throw createResponseError(what);
    return found;
  };
  return {
    optionalText,
    text,
    value: (name) => {
      const value = Object.hasOwn(json, name) ? json[name] : undefined;
      return typeof value === 'number' ? value : text(name);
    },
  };
}
