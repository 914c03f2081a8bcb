import type { Endpoints } from '../shared/environments.js';
import { isRecord } from '../shared/guards.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import { toBase64 } from './encoding.js';

/** The version of magic-sdk whose messages these are: the one that the official SDK had longest. */
const MAGIC_SDK_VERSION = '21.5.0';

/** Where the wallet's frame is and how its messages are marked. */
export interface MagicAddress {
  readonly src: string;
  readonly origin: string;
  /** What every message type ends with: the frame's parameters. */
  readonly params: string;
}

const MESSAGE_TYPES = [
  'MAGIC_OVERLAY_READY', 'MAGIC_HANDLE_RESPONSE', 'MAGIC_SHOW_OVERLAY', 'MAGIC_HIDE_OVERLAY', 'MAGIC_PONG',
] as const;

/** The messages of the frame that mean something here, without their marks. */
export type MagicMessageType = (typeof MESSAGE_TYPES)[number];

/** Builds the frame's address. The order of the parameters is magic-sdk's: the frame compares texts. */
export function createMagicAddress(
  endpoints: Pick<Endpoints, 'magicIframeUrl' | 'magicPublishableApiKey'>, pageOrigin: string,
): MagicAddress {
  const { host, origin } = new URL(endpoints.magicIframeUrl);
  const params = toBase64(JSON.stringify({
    API_KEY: endpoints.magicPublishableApiKey,
    DOMAIN_ORIGIN: pageOrigin,
    ETH_NETWORK: 'mainnet',
    host,
    sdk: 'magic-sdk',
    version: MAGIC_SDK_VERSION,
    locale: 'en_US',
  }));
  const base = endpoints.magicIframeUrl;
  const separator = base.endsWith('/') || base.includes('?') ? '' : '/';
  return { src: `${base}${separator}send?params=${encodeURIComponent(params)}`, origin, params };
}

/** Builds one request. */
export function createMagicRequest(
  { params: mark }: MagicAddress, id: number, method: string, params: readonly unknown[],
): unknown {
  return { msgType: `MAGIC_HANDLE_REQUEST-${mark}`, payload: { jsonrpc: '2.0', id, method, params } };
}

/** Builds the question whether the frame lives (magic-sdk 29), which it answers with `MAGIC_PONG`. */
export function createMagicPing({ params: mark }: MagicAddress): unknown {
  return { msgType: `MAGIC_PING-${mark}`, payload: [] };
}

/** Reads the type of a message that is meant for this frame's parameters; absent when it is none. */
export function readMagicType({ params: mark }: MagicAddress, data: Record<string, unknown>): MagicMessageType | undefined {
  const marked = Object.hasOwn(data, 'msgType') ? data['msgType'] : undefined;
  return MESSAGE_TYPES.find((type) => marked === `${type}-${mark}`);
}

/** Reads the answer of a message: an object with an `id`; absent when it is none. */
export function getMagicAnswer(data: Record<string, unknown>): Record<string, unknown> | undefined {
  const answer = Object.hasOwn(data, 'response') ? data['response'] : undefined;
  return isRecord(answer) && Object.hasOwn(answer, 'id') ? answer : undefined;
}

/**
 * Reads the result of an answer (JSON-RPC 2.0, and `error: null` as none).
 *
 * @throws {PassportError} `WALLET_REFUSED` for an error of the wallet, `WALLET_RESPONSE_INVALID` for an
 * answer that has both, neither, or an error that is none (row 101).
 */
export function parseMagicResult(answer: Record<string, unknown>): unknown {
  const result = Object.hasOwn(answer, 'result') ? answer['result'] : undefined;
  const error = Object.hasOwn(answer, 'error') ? answer['error'] : undefined;
  if (error === undefined || error === null) {
    if (result === undefined) throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
    return result;
  }
  const hasResult = result !== undefined && result !== null;
  if (hasResult || !isRecord(error) || !Number.isInteger(error['code']) || typeof error['message'] !== 'string') {
    throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
  }
  // The frame's own text stays out: it may repeat what was sent, and that is the ID token.
  throw new PassportError(WALLET_ERRORS, 'WALLET_REFUSED', {
    message: `The wallet refused the request (code ${String(error['code'])}).`,
  });
}
