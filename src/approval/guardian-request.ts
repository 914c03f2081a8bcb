import { isLoopbackHost } from '../shared/guards.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { ApprovalSubject } from './approval.js';

/** One question to the guardian, as HTTP has it. */
export interface GuardianRequest {
  /** Whether the guardian hears of it from another service, perhaps later than we ask. Then this is looked up first. */
  readonly lookUp?: { readonly path: string; readonly query: Readonly<Record<string, string>> };
  readonly evaluate: { readonly path: string; readonly body: unknown };
  /** The id on the confirmation page; absent where the guardian gives one, under `idMember`. */
  readonly id?: string;
  readonly idMember: 'transactionId' | 'messageId';
  /** What the messages of the confirmation page begin with. */
  readonly noun: 'transaction' | 'message';
  /** The confirmation page, below `passportDomain`, and its query with the id left out. */
  readonly page: {
    readonly path: string;
    readonly idName: string;
    readonly query: Readonly<Record<string, string>>;
  };
}

const GUARDIAN = '/guardian/v1';
const PAGES = '/transaction-confirmation';

/**
 * Gives each question that a subject means, in order: a batch has several, and what is unguarded none.
 *
 * @throws {PassportError} `PAYLOAD_INVALID`
 */
export function createGuardianRequests(subject: ApprovalSubject): readonly GuardianRequest[] {
  if (subject.kind === 'unguarded') return [];
  if (subject.kind === 'starkex') {
    return [subject.payloadHash, ...subject.furtherHashes ?? []].map((hash) => createStarkRequest(hash));
  }
  const chain = `eip155:${subject.chainId}`;
  if (subject.kind === 'evm-transaction') {
    return [{
      evaluate: {
        path: `${GUARDIAN}/transactions/evm/evaluate`,
        body: { chainType: 'evm', chainId: chain, transactionData: subject.transactionData },
      },
      idMember: 'transactionId',
      noun: 'transaction',
      page: { path: `${PAGES}/zkevm/transaction`, idName: 'transactionID', query: { chainType: 'evm', chainID: chain } },
    }];
  }
  const isTyped = subject.kind === 'eip712';
  return [{
    evaluate: {
      path: `${GUARDIAN}/${isTyped ? 'messages' : 'erc191-messages'}/evaluate`,
      // The guardian takes the bare number for typed data, and its CAIP-2 form for texts.
      body: { chainID: isTyped ? String(subject.chainId) : chain, payload: subject.payload },
    },
    idMember: 'messageId',
    noun: 'message',
    page: { path: `${PAGES}/zkevm/message`, idName: 'messageID', query: { messageType: subject.kind } },
  }];
}

function createStarkRequest(payloadHash: string): GuardianRequest {
  // A dot, or two, would be another path.
  if (!/^[^.]/.test(payloadHash)) throw new PassportError(SIGNING_ERRORS, 'PAYLOAD_INVALID');
  const path = `${GUARDIAN}/transactions/${encodeURIComponent(payloadHash)}`;
  return {
    lookUp: { path, query: { chainType: 'starkex' } },
    evaluate: { path: `${path}/evaluate`, body: { chainType: 'starkex' } },
    id: payloadHash,
    idMember: 'transactionId',
    noun: 'transaction',
    page: { path: `${PAGES}/transaction`, idName: 'transactionId', query: { chainType: 'starkex' } },
  };
}

/**
 * Gives the address of the confirmation page. Every value is encoded, whatever is in it (row 119).
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when the domain is no address of the web
 */
export function createPageUrl(passportDomain: string, request: GuardianRequest, id: string, account: Hex): URL {
  const url = URL.canParse(passportDomain) ? new URL(passportDomain) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!url || !isSafe) {
    throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', { message: 'overrides.passportDomain is no https URL.' });
  }
  const { path, idName, query } = request.page;
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  url.search = new URLSearchParams({ [idName]: id, etherAddress: account, ...query }).toString();
  return url;
}
