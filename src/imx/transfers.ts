import { fetchUser } from '../api/registration-api.js';
import type { TransferToSign } from '../api/parse-signable.js';
import {
  postExchangeTransfer, postSignableExchangeTransfer, postSignableTransfer, postSignableTransfers, postTransfer, postTransfers,
} from '../api/signable-transfers.js';
import type { SignedTransfer } from '../api/signable-transfers.js';
import { mapLimited } from '../platform/map-limited.js';
import type { CreateTransferResponse, CreateTransferResponseV1 } from '../shared/imx-requests.js';
import { checkTransferPayload, checkTransferPayloads } from '../signing/check-transfer.js';
import type { AskedTransfer } from '../signing/check-transfer.js';
import type { CheckedHash } from '../signing/checked-hash.js';
import type { ImxKeys } from './keyring.js';
import { fetchKnownToken } from './known-token.js';
import type { ProviderCall } from './provider-call.js';
import type { AskedExchangeRequest, AskedTransferRequest } from './read-requests.js';
import { describeTransfers } from './summaries.js';

/** What a transfer is compared with, but for the user's own key. */
type Expected = Omit<AskedTransfer, 'senderStarkKey'>;

/** Reads under way at the same time. */
const MAX_REQUESTS = 4;

/** Transfers ETH or a token. Rejects with the codes of the rooms involved, as all here do. */
export async function transfer(call: ProviderCall, asked: AskedTransferRequest): Promise<CreateTransferResponseV1> {
  const { target, account } = call;
  const [keys, toSign, expected] = await Promise.all([
    call.getKeys(),
    call.ask((options) => postSignableTransfer(target, account, asked, options)),
    fetchExpected(call, asked),
  ]);
  const hash = check(call, keys, toSign, expected);
  await call.confirm({ kind: 'starkex', payloadHash: toSign.payloadHash }, describeTransfers('transfer', [asked]));
  const signed = sign(keys, toSign, hash);
  return call.send((options) => postTransfer(target, signed, options));
}

/** Transfers several tokens of games in one go. Each of them is checked, and each hash is confirmed. */
export async function transferBatch(
  call: ProviderCall, asked: readonly AskedTransferRequest[],
): Promise<CreateTransferResponse> {
  const { target, account } = call;
  const [keys, toSign, expected] = await Promise.all([
    call.getKeys(),
    call.ask((options) => postSignableTransfers(target, account, asked, options)),
    fetchAllExpected(call, asked),
  ]);
  const senderStarkKey = keys.signer.publicKey;
  for (const { expirationTimestamp } of toSign) call.checkExpiration(expirationTimestamp);
  const hashes = checkTransferPayloads(expected.map((transfer) => ({ ...transfer, senderStarkKey })), toSign);
  const [first, ...further] = toSign.map(({ payloadHash }) => payloadHash);
  await call.confirm(
    { kind: 'starkex', payloadHash: first!, ...(further.length > 0 ? { furtherHashes: further } : {}) },
    describeTransfers('batch-transfer', asked),
  );
  const signed = toSign.map((transfer, index) => sign(keys, transfer, hashes[index]!));
  return call.send((options) => postTransfers(target, signed[0]!.senderStarkKey, signed, options));
}

/** Transfers ETH or a token to an exchange. The exchange's page has said what for, and any script can say the same. */
export async function transferToExchange(call: ProviderCall, asked: AskedExchangeRequest): Promise<CreateTransferResponseV1> {
  const { target, account, signal } = call;
  const { exchangeId } = asked;
  const [keys, toSign, expected] = await Promise.all([
    call.getKeys(),
    postSignableExchangeTransfer(target, exchangeId, account, asked, { signal }),
    fetchExpected(call, asked),
  ]);
  const hash = check(call, keys, toSign, expected);
  await call.confirm({ kind: 'unguarded' }, describeTransfers('exchange-transfer', [asked]));
  const signed = sign(keys, toSign, hash);
  return call.send((options) => postExchangeTransfer(target, exchangeId, signed, options));
}

async function fetchExpected({ target, signal }: ProviderCall, { token, receiver }: AskedTransferRequest): Promise<Expected> {
  const [known, receiverStarkKeys] = await Promise.all([
    fetchKnownToken(target, token, signal), fetchUser(target, receiver, { signal }),
  ]);
  return { ...known.asked, receiverStarkKeys };
}

/** Each receiver is looked up once, a few at a time. */
async function fetchAllExpected(
  { target, signal }: ProviderCall, asked: readonly AskedTransferRequest[],
): Promise<readonly Expected[]> {
  const receivers = [...new Set(asked.map(({ receiver }) => receiver.toLowerCase()))];
  const [keys, tokens] = await Promise.all([
    mapAll(receivers, async (receiver) => [receiver, await fetchUser(target, receiver as `0x${string}`, { signal })] as const),
    mapAll(asked, ({ token }) => fetchKnownToken(target, token, signal)),
  ]);
  const keysOf = new Map(keys);
  return asked.map(({ receiver }, index) => ({
    ...tokens[index]!.asked, receiverStarkKeys: keysOf.get(receiver.toLowerCase()) ?? [],
  }));
}

async function mapAll<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results = await mapLimited(items, MAX_REQUESTS, work);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

function check(call: ProviderCall, keys: ImxKeys, toSign: TransferToSign, expected: Expected): CheckedHash {
  call.checkExpiration(toSign.expirationTimestamp);
  return checkTransferPayload({ ...expected, senderStarkKey: keys.signer.publicKey }, toSign);
}

function sign({ signer }: ImxKeys, toSign: TransferToSign, hash: CheckedHash): SignedTransfer {
  return { ...toSign, senderStarkKey: toSign.senderStarkKey ?? signer.publicKey, starkSignature: signer.sign(hash) };
}
