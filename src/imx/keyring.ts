import type { ApiTarget } from '../api/call-api.js';
import { fetchUser } from '../api/registration-api.js';
import { isSameStarkKey } from '../signing/stark-key.js';
import { deriveStarkSigner } from '../signing/stark-signer.js';
import type { DeriveStarkSignerOptions, StarkSigner } from '../signing/stark-signer.js';
import { warmUpSigning } from '../signing/warm-up.js';
import { isAddress, isSameAddress } from '../shared/addresses.js';
import type { IdTokenClaims, RegisterOptions, RegistrationStep } from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import { SharedRun } from '../platform/shared-run.js';
import type { RunContext } from '../platform/shared-run.js';

/** A user's connected wallet and Stark key. */
export interface ImxKeys {
  readonly sub: string;
  /** The wallet's own address, pinned: whatever names the user's wallet later must name this one. */
  readonly address: Hex;
  readonly signer: StarkSigner;
}

/** What a keyring needs. */
export interface KeyringOptions {
  readonly target: ApiTarget;
  readonly wallet: WalletTransport;
  /** Default: `deriveStarkSigner`. */
  readonly deriveSigner?: (options: DeriveStarkSignerOptions) => Promise<StarkSigner>;
  /** Default: `warmUpSigning`. */
  readonly warmUp?: () => Promise<void>;
}

/** Connects the wallet and derives the Stark key, once per user, on first need. */
export class Keyring {
  readonly #options: KeyringOptions;
  readonly #runs = new SharedRun<ImxKeys, RegistrationStep>();
  #keys?: ImxKeys;

  constructor(options: KeyringOptions) {
    this.#options = options;
  }

  /**
   * Gives the keys of the user with these claims. A failure is not remembered: the next call tries again.
   *
   * @throws {PassportError} `WALLET_ADDRESS_MISMATCH` before anything is signed, `STARK_KEY_MISMATCH`, and
   * what the wallet rejects with.
   */
  async connect(claims: IdTokenClaims, options: RegisterOptions = {}): Promise<ImxKeys> {
    const { signal, onStep } = options;
    if (this.#keys?.sub === claims.sub) {
      signal?.throwIfAborted();
      checkClaims(claims, this.#keys);
      onStep?.('connect-wallet');
      onStep?.('derive-key');
      return this.#keys;
    }
    this.#drop();
    return this.#runs.join(claims.sub, (run) => this.#connect(claims, run), { signal, onProgress: onStep });
  }

  /** Forgets the keys, and ends a connection that is under way. */
  disconnect(): void {
    this.#runs.cancel();
    this.#drop();
  }

  async #connect(claims: IdTokenClaims, { signal, report }: RunContext<RegistrationStep>): Promise<ImxKeys> {
    const { wallet, target, deriveSigner = deriveStarkSigner, warmUp = warmUpSigning } = this.#options;
    report('connect-wallet');
    signal.throwIfAborted();
    // While the wallet is waited for. Without it the key comes all the same, only later.
    warmUp().catch(() => {});
    const address = await wallet.getAddress({ signal });
    signal.throwIfAborted();
    if (!isAddress(address)) throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
    checkWallet(claims, address);
    report('derive-key');
    signal.throwIfAborted();
    const registeredKey = claims.passport?.imx_stark_address;
    const signer = await deriveSigner({
      address,
      signSeed: async () => {
        signal.throwIfAborted();
        return wallet.sign({ kind: 'stark-seed' }, { signal });
      },
      isNew: registeredKey === undefined,
      registeredKey,
      isAddressKnown: claims.passport?.imx_user_admin_address !== undefined,
      fetchRegisteredKeys: (account) => fetchUser(target, account, { signal }),
    });
    if (signal.aborted) {
      signer.dispose();
      throw signal.reason;
    }
    const keys = Object.freeze({ sub: claims.sub, address, signer });
    checkClaims(claims, keys);
    this.#keys = keys;
    return keys;
  }

  #drop(): void {
    this.#keys?.signer.dispose();
    this.#keys = undefined;
  }
}

/**
 * Compares claims with the user's wallet and key (rows 105 and 120).
 *
 * @throws {PassportError} `USER_CHANGED`, `WALLET_ADDRESS_MISMATCH`, `STARK_KEY_MISMATCH`
 */
export function checkClaims(claims: IdTokenClaims, { sub, address, signer }: ImxKeys): void {
  if (claims.sub !== sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
  checkWallet(claims, address);
  const starkKey = claims.passport?.imx_stark_address;
  if (starkKey !== undefined && !isSameStarkKey(starkKey, signer.publicKey)) {
    throw new PassportError(SIGNING_ERRORS, 'STARK_KEY_MISMATCH');
  }
}

function checkWallet(claims: IdTokenClaims, address: Hex): void {
  const admin = claims.passport?.imx_user_admin_address;
  if (admin !== undefined && !isSameAddress(admin, address)) throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
}
