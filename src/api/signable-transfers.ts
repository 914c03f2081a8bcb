import type { CreateTransferResponse, CreateTransferResponseV1, TokenAmount } from '../shared/imx-requests.js';
import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import type { EndpointOptions } from './imx-api.js';
import { parseTransfersToSign, parseTransferToSign } from './parse-signable.js';
import type { TransferToSign, WireValue } from './parse-signable.js';
import { parseTransferAnswer, parseTransfersAnswer } from './parse-signed.js';
import { toWireAmount, toWireToken } from './signable-token.js';

/** Options of endpoints that act for a user. */
export interface AuthorizedOptions extends EndpointOptions {
  readonly accessToken: string;
}

/** What is moved, and to whom. */
export interface TransferQuestion {
  readonly token: TokenAmount;
  readonly receiver: Hex;
}

/** A transfer with its signature. */
export interface SignedTransfer extends TransferToSign {
  readonly senderStarkKey: string;
  readonly starkSignature: Hex;
}

/** Asks what has to be signed for a transfer. Every function here throws as `callApi` does. */
export async function postSignableTransfer(
  target: ApiTarget, sender: Hex, question: TransferQuestion, { accessToken, signal }: AuthorizedOptions,
): Promise<TransferToSign> {
  const body = toQuestionBody(sender, question);
  const { json } = await callApi(target, { method: 'POST', path: '/v1/signable-transfer-details', body, accessToken, signal });
  return parseTransferToSign(json);
}

/** Sends a signed transfer. */
export async function postTransfer(
  target: ApiTarget, transfer: SignedTransfer, { accessToken, signal }: AuthorizedOptions,
): Promise<CreateTransferResponseV1> {
  const body = toTransferBody(transfer);
  const { json } = await callApi(target, { method: 'POST', path: '/v1/transfers', body, accessToken, signal });
  return parseTransferAnswer(json);
}

/** Asks what has to be signed for the transfer of an exchange. Asked without a token, as the official SDK does. */
export async function postSignableExchangeTransfer(
  target: ApiTarget, exchangeId: string, sender: Hex, question: TransferQuestion, { signal }: EndpointOptions = {},
): Promise<TransferToSign> {
  const path = `/v2/exchanges/${encodeURIComponent(exchangeId)}/signable-transfer-details`;
  const { json } = await callApi(target, { method: 'POST', path, body: toQuestionBody(sender, question), signal });
  return parseTransferToSign(json);
}

/** Sends the signed transfer of an exchange. */
export async function postExchangeTransfer(
  target: ApiTarget, exchangeId: string, transfer: SignedTransfer, { accessToken, signal }: AuthorizedOptions,
): Promise<CreateTransferResponseV1> {
  const path = `/v2/exchanges/${encodeURIComponent(exchangeId)}/transfers`;
  const { json } = await callApi(target, { method: 'POST', path, body: toTransferBody(transfer), accessToken, signal });
  return parseTransferAnswer(json);
}

/** Asks what has to be signed for several transfers. */
export async function postSignableTransfers(
  target: ApiTarget, sender: Hex, questions: readonly TransferQuestion[], { accessToken, signal }: AuthorizedOptions,
): Promise<readonly TransferToSign[]> {
  const body = {
    sender_ether_key: sender,
    signable_requests: questions.map(({ token, receiver }) => ({
      amount: toWireAmount(token), token: toWireToken(token), receiver,
    })),
  };
  const { json } = await callApi(target, { method: 'POST', path: '/v2/signable-transfer-details', body, accessToken, signal });
  return parseTransfersToSign(json);
}

/** Sends several signed transfers of one sender. */
export async function postTransfers(
  target: ApiTarget, senderStarkKey: string, transfers: readonly SignedTransfer[], { accessToken, signal }: AuthorizedOptions,
): Promise<CreateTransferResponse> {
  const requests = transfers.map((transfer) => {
    const { sender_stark_key: _, ...request } = toTransferBody(transfer);
    return request;
  });
  const body = { sender_stark_key: senderStarkKey, requests };
  const { json } = await callApi(target, { method: 'POST', path: '/v2/transfers', body, accessToken, signal });
  return parseTransfersAnswer(json);
}

function toQuestionBody(sender: Hex, { token, receiver }: TransferQuestion): object {
  return { sender, token: toWireToken(token), amount: toWireAmount(token), receiver };
}

function toTransferBody(transfer: SignedTransfer): Readonly<Record<string, WireValue>> {
  return {
    sender_stark_key: transfer.senderStarkKey,
    sender_vault_id: transfer.senderVaultId,
    receiver_stark_key: transfer.receiverStarkKey,
    receiver_vault_id: transfer.receiverVaultId,
    asset_id: transfer.assetId,
    amount: transfer.amount,
    nonce: transfer.nonce,
    expiration_timestamp: transfer.expirationTimestamp,
    stark_signature: transfer.starkSignature,
  };
}
