/** One thing that a confirmation is about, as a person reads it. */
export interface ConfirmationItem {
  readonly title: string;
  /** An `<svg>` of the emulator's own making. */
  readonly picture?: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
}

/** What a user has decided; `not-required` is the service's own decision. */
export type Decision = 'open' | 'approved' | 'rejected' | 'not-required';

/** What a user's Stark key is to sign. */
export interface Confirmation {
  /** The payload hash, as a number: texts of the same hash differ in zeros and prefix. */
  readonly hash: bigint;
  /** Whose it is, and whose alone. */
  readonly sub: string;
  readonly address: string;
  readonly type: string;
  /** Where it counts. Default `starkex`. */
  readonly chainType?: 'starkex' | 'evm';
  /** What it is. Default `transaction`. */
  readonly noun?: 'transaction' | 'message';
  readonly items: readonly ConfirmationItem[];
  /** Lets the confirmation page decide, and nobody else. */
  readonly ticket: string;
  decision: Decision;
}

/** What the users of one emulator were asked to confirm. */
export class Confirmations {
  readonly #byHash = new Map<bigint, Confirmation>();

  /** Makes something known that is to be confirmed. */
  add(confirmation: Confirmation): void {
    this.#byHash.set(confirmation.hash, confirmation);
  }

  /** The confirmation that a hash belongs to; undefined for what is no hash, too. */
  find(hash: string | bigint): Confirmation | undefined {
    const number = typeof hash === 'bigint' ? hash : toNumber(hash);
    return number === undefined ? undefined : this.#byHash.get(number);
  }

  /** Whether this user may go on with a hash. */
  isCleared(hash: bigint, sub: string): boolean {
    const confirmation = this.#byHash.get(hash);
    return confirmation?.sub === sub && (confirmation.decision === 'approved' || confirmation.decision === 'not-required');
  }

  /** Forgets all. */
  clear(): void {
    this.#byHash.clear();
  }
}

function toNumber(hash: string): bigint | undefined {
  const digits = hash.replace(/^0x/i, '');
  return /^[0-9a-f]{1,64}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}
