import { createHash, randomBytes } from 'node:crypto';
import type { Confirmation } from '../../core/confirmations.js';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { badRequest, ImxError } from '../errors.js';
import { isStarkSignature } from '../stark/verify.js';
import type { OwnAccount } from './authorize.js';

/** Something that was given out to be signed, once. */
export interface Offer<Terms> {
  readonly account: OwnAccount;
  readonly terms: Terms;
  readonly nonce: bigint;
  /** Hours since 1970. */
  readonly expiration: bigint;
  /** What the terms come to. */
  readonly hash: bigint;
  /** What was said that they come to: the same, or a lie. */
  readonly payloadHash: bigint;
  isUsed: boolean;
}

/** What a final has to prove besides its terms. */
export interface Proof {
  readonly signature: unknown;
  /** The hash of the terms as they came back. */
  readonly hash: bigint;
  /** The hashes of which the guardian has to have cleared one; empty where it is not asked. */
  readonly clearedBy: readonly bigint[];
}

const MS_PER_HOUR = 3_600_000;

/** What the people of one emulator were given to sign, by kind: transfers, orders, trades, cancellations. */
export class Offers<Terms> {
  readonly #context: ServiceContext;
  readonly #offers = new Map<string, Offer<Terms>>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Gives something out under a nonce of its own. */
  make(account: OwnAccount, terms: Terms, lifeHours: number, toHash: (nonce: bigint, expiration: bigint) => bigint, exchange: Exchange): Offer<Terms> {
    const nonce = this.#makeNonce(account.sub);
    const expiration = BigInt(Math.floor(this.#context.world.clock.now() / MS_PER_HOUR) + lifeHours);
    const hash = toHash(nonce, expiration);
    const isLie = takeFault(this.#context.faults, exchange, 'imx:lie-hash') !== undefined;
    const offer = { account, terms, nonce, expiration, hash, payloadHash: isLie ? toOtherHash(hash) : hash, isUsed: false };
    this.#offers.set(`${account.sub} ${nonce}`, offer);
    return offer;
  }

  /** What was given out under a nonce. */
  find(account: OwnAccount, nonce: unknown): Offer<Terms> {
    const offer = this.#offers.get(`${account.sub} ${String(nonce)}`);
    if (offer === undefined) throw new ImxError(400, 'invalid_nonce', 'Nothing was asked for with this nonce');
    return offer;
  }

  /**
   * Refuses what was used, changed, not signed by its owner, not approved, or came too late.
   *
   * @throws {ImxError}
   */
  check(offer: Offer<Terms>, proof: Proof, exchange: Exchange): void {
    const { faults, confirmations, world } = this.#context;
    const isLie = (name: string): boolean => takeFault(faults, exchange, name) !== undefined;
    if (offer.isUsed && !isLie('imx:lie-nonce')) throw new ImxError(400, 'duplicate_nonce', 'This nonce was used before');
    if (proof.hash !== offer.hash) throw new ImxError(400, 'invalid_payload', 'What came back is not what was to be signed');
    const payloadHash = `0x${offer.payloadHash.toString(16)}`;
    const isSigned = isStarkSignature({ starkKey: offer.account.starkKey, payloadHash, signature: String(proof.signature) });
    if (!isSigned && !isLie('imx:lie-signature')) throw new ImxError(400, 'invalid_signature', 'The stark_signature is not valid');
    const isCleared = proof.clearedBy.length === 0 || proof.clearedBy.some((hash) => confirmations.isCleared(hash, offer.account.sub));
    if (!isCleared && !isLie('guardian:lie-unchecked')) throw new ImxError(403, 'transaction_not_approved', 'The transaction was not approved');
    if (Number(offer.expiration) * MS_PER_HOUR <= world.clock.now()) throw badRequest('The transaction has expired');
  }

  /** Makes an offer known to the guardian. */
  publish({ payloadHash, account }: Offer<Terms>, about: Pick<Confirmation, 'type' | 'items'>): void {
    this.#context.confirmations.add({
      hash: payloadHash, sub: account.sub, address: account.address, ticket: randomBytes(18).toString('base64url'), decision: 'open', ...about,
    });
  }

  /** Forgets every offer. */
  clear(): void {
    this.#offers.clear();
  }

  #makeNonce(sub: string): bigint {
    for (;;) {
      const nonce = BigInt(randomBytes(4).readUInt32BE() >>> 1);
      if (nonce > 0n && !this.#offers.has(`${sub} ${nonce}`)) return nonce;
    }
  }
}

/** The members of every signable that clients do not send back. */
export function describeOffer({ payloadHash }: Offer<unknown>, text: string): Readonly<Record<string, string>> {
  const hash = `0x${payloadHash.toString(16).padStart(64, '0')}`;
  return {
    payload_hash: hash,
    // Clients of Passport must not sign this: the first line is what their Stark key is made of.
    signable_message: `Only sign this request if you\u2019ve initiated an action with Immutable X.\n\nFor internal use:\n${hash.slice(2)}`,
    readable_transaction: text,
    verification_signature: '',
  };
}

function toOtherHash(hash: bigint): bigint {
  return BigInt(`0x${createHash('sha256').update(`instead of ${hash}`).digest('hex')}`) >> 6n;
}
