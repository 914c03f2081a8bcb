import { createHash } from 'node:crypto';
import { Signature, verifyMessage } from 'ethers';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { getUserWallet } from '../wallet/user-wallets.js';
import { badRequest, ImxError } from './errors.js';
import { deriveAccountAddress } from './registered-people.js';
import { SEED_SPELLINGS } from './seed-spellings.js';
import { authorize } from './signing/authorize.js';
import { isStarkSignature, parseStarkKey } from './stark/verify.js';

/** The text that links a Stark key to a wallet, as published with the API. */
export const LINK_MESSAGE = 'Only sign this key linking request from Immutable X';

const ADDRESS = /^0x[0-9a-f]{40}$/i;
// The last byte is the recovery bit itself, 00 or 01, not 1b or 1c as wallets write it.
const RAW_SIGNATURE = /^0x[0-9a-f]{128}0[01]$/i;

interface Keys {
  readonly etherKey: string;
  readonly starkKey: string;
}

/** Registrations of one emulator: what was offered for signing, and what comes back signed. */
export class Registrations {
  readonly #context: ServiceContext;
  /** Hashes that were given out; others are not accepted. */
  readonly #offered = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** `POST /v1/signable-registration-offchain` */
  offer(exchange: Exchange): void {
    const { faults } = this.#context;
    const hash = toPayloadHash(readKeys(exchange.json()));
    this.#offered.add(hash);

    const spelling = takeFault(faults, exchange, 'imx:seed-message')?.spelling;
    const text = takeFault(faults, exchange, 'imx:other-message')?.message;
    const badHash = takeFault(faults, exchange, 'imx:bad-hash');
    exchange.sendJson(200, {
      payload_hash: badHash === undefined ? hash : badHash.hash,
      signable_message: spelling === undefined ? text ?? LINK_MESSAGE : findSpelling(String(spelling)),
      readable_transaction: 'Link your wallet to an Immutable X account',
      verification_signature: '',
    });
  }

  /** `POST /v2/passport/users` and its older path. */
  async register(exchange: Exchange): Promise<void> {
    const user = await authorize(this.#context, exchange);
    const body = exchange.json();
    const keys = readKeys(body);
    const wallet = getUserWallet(this.#context.seed, user.sub).address.toLowerCase();
    if (keys.etherKey.toLowerCase() !== wallet) throw new ImxError(403, 'forbidden', 'The ether_key is not the wallet of this user');
    this.#checkSignatures(keys, body as Record<string, unknown>);
    const isLie = (name: string): boolean => takeFault(this.#context.faults, exchange, `imx:${name}`) !== undefined;
    if (user.imx !== undefined && isLie('lie-conflict')) return exchange.sendJson(200, { tx_hash: '' });
    if (user.imx !== undefined) throw new ImxError(409, 'account_registration_error', 'Key already registered');

    const ethAddress = deriveAccountAddress(this.#context.seed, user.sub);
    user.imx = { ethAddress, starkKey: keys.starkKey, adminAddress: wallet };
    if (isLie('lie-claim')) user.claimVisibleFromRefresh = Number.MAX_SAFE_INTEGER;
    const other = takeFault(this.#context.faults, exchange, 'imx:other-admin-key') !== undefined;
    const admin = other ? getUserWallet(this.#context.seed, `another ${user.sub}`).address : keys.etherKey;
    exchange.sendJson(201, { ether_key: ethAddress, stark_key: keys.starkKey, user_admin_key: admin });
  }

  /** Forgets every offer. */
  clear(): void {
    this.#offered.clear();
  }

  #checkSignatures(keys: Keys, body: Record<string, unknown>): void {
    const { eth_signature: eth, stark_signature: stark } = body;
    if (typeof eth !== 'string' || typeof stark !== 'string') throw badRequest('eth_signature and stark_signature are required');
    const payloadHash = toPayloadHash(keys);
    if (!this.#offered.has(payloadHash)) throw badRequest('No registration was asked for with these keys');
    if (!isWalletSignature(keys.etherKey, eth)) throw new ImxError(400, 'invalid_signature', 'The eth_signature is not valid');
    if (!isStarkSignature({ starkKey: keys.starkKey, payloadHash, signature: stark })) {
      throw new ImxError(400, 'invalid_signature', 'The stark_signature is not valid');
    }
  }
}

function readKeys(body: unknown): Keys {
  const { ether_key: etherKey, stark_key: starkKey } = (body ?? {}) as Record<string, unknown>;
  if (typeof etherKey !== 'string' || !ADDRESS.test(etherKey)) throw badRequest('ether_key must be an address');
  if (typeof starkKey !== 'string' || parseStarkKey(starkKey) === undefined) throw badRequest('stark_key must be a point of the Stark curve');
  return { etherKey, starkKey };
}

/**
 * What a registration signs with the Stark key. The exchange's own way to compute it is not
 * published; any number below 2^251 will do, and the same keys give the same one.
 */
function toPayloadHash({ etherKey, starkKey }: Keys): string {
  const digest = createHash('sha256').update(`registration\n${etherKey.toLowerCase()}\n${BigInt(starkKey)}`).digest('hex');
  return `0x${(BigInt(`0x${digest}`) >> 6n).toString(16).padStart(64, '0')}`;
}

function isWalletSignature(address: string, signature: string): boolean {
  if (!RAW_SIGNATURE.test(signature)) return false;
  const v = signature.endsWith('01') ? '1c' : '1b';
  try {
    return verifyMessage(LINK_MESSAGE, Signature.from(`${signature.slice(0, 130)}${v}`)).toLowerCase() === address.toLowerCase();
  } catch {
    return false; // no point of the curve has this r, or s is in the upper half
  }
}

function findSpelling(name: string): string {
  const text = Object.hasOwn(SEED_SPELLINGS, name) ? SEED_SPELLINGS[name] : undefined;
  if (text === undefined) throw new RangeError(`There is no spelling "${name}" of the seed message`);
  return text;
}
