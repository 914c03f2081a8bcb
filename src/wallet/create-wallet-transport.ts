import { untilAborted } from '../platform/abort.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { isSameAddress } from '../shared/addresses.js';
import { toChecksumAddress } from '../shared/checksum-address.js';
import type { ResolvedConfig } from '../shared/config.js';
import { parseEthSignature, toEthSignatureHex } from '../shared/eth-signature.js';
import type { NetworkUser } from '../shared/network.js';
import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { SignPurpose, WalletRequestOptions, WalletTransport } from '../shared/wallet.js';
import type { WalletBackend } from './backend.js';
import { readIdentity } from './identity.js';
import type { WalletIdentity } from './identity.js';
import { IframeBackend } from './iframe-backend.js';
import type { MagicFrameOptions } from './magic-frame.js';
import { checkSignTexts, createSignMessage } from './messages.js';
import type { SignMessage } from './messages.js';
import { createSessionMark } from './session-mark.js';
import { TeeBackend } from './tee-backend.js';
import { withLimit } from './with-limit.js';

/** For the ID token, which may have to be renewed first: as long as one request to the frame. */
const IDENTITY_LIMIT_MS = 20_000;
/** For a site's own transport, which may show a screen of its own: as long as ours with the wallet's screen. */
const OWN_LIMIT_MS = 600_000;
/** Logging out does not wait longer for a site's own transport than for ours. */
const OWN_DISCONNECT_LIMIT_MS = 2_000;

/** The part of the session's loan that a wallet needs. */
export type WalletUser = Pick<NetworkUser, 'getIdToken'>;

/** What a transport works with; each defaults to the browser's. */
export interface WalletCollaborators {
  readonly document?: Document;
  readonly clock?: Clock;
  readonly isOnline?: () => boolean;
}

/**
 * Gives the way to the user's wallet that the configuration names. Nothing is loaded or asked yet.
 *
 * @throws {TypeError} when `signTexts` is not an array of strings.
 */
export function createWalletTransport(
  config: ResolvedConfig, user: WalletUser, collaborators: WalletCollaborators = {},
): WalletTransport {
  const { walletTransport, endpoints, signTexts } = config;
  const { clock = systemClock, isOnline = () => navigator.onLine !== false } = collaborators;
  checkSignTexts(signTexts);
  if (typeof walletTransport !== 'string') return guardTransport(walletTransport, signTexts, clock);
  const backend = walletTransport === 'iframe'
    ? new IframeBackend(endpoints, createSessionMark(config), collaborators)
    : new TeeBackend(endpoints, { fetch: config.fetch });
  return new BackendTransport({ backend, user, signTexts, clock, isOnline });
}

/** Ends the session that the wallet's frame may still hold from a page that has gone. Never rejects; takes two seconds at most. */
export async function endFrameSession(config: ResolvedConfig, options: MagicFrameOptions = {}): Promise<void> {
  await new IframeBackend(config.endpoints, createSessionMark(config), options).disconnect();
}

/** A site's own transport: what it is asked to sign, what it answers and when are held to the same rules. */
function guardTransport(own: WalletTransport, signTexts: readonly string[], clock: Clock): WalletTransport {
  const ask = <T>(
    request: (options: WalletRequestOptions) => Promise<T>, { signal }: WalletRequestOptions = {}, timeoutMs = OWN_LIMIT_MS,
  ): Promise<T> => wrapErrors(() => withLimit(async (stop) => request({ signal: stop }), { timeoutMs, clock, signal }), signal);
  return {
    getAddress: (options) => ask(async (limited) => parseAddress(await own.getAddress(limited)), options),
    async sign(purpose, options) {
      createSignMessage(purpose, signTexts);
      return ask(async (limited) => toEthSignatureHex(parseEthSignature(await own.sign(purpose, limited))), options);
    },
    disconnect: () => ask(() => own.disconnect(), {}, OWN_DISCONNECT_LIMIT_MS).catch(() => {}),
  };
}

async function wrapErrors<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isAbort = error instanceof DOMException && error.name === 'AbortError' || signal?.aborted && error === signal.reason;
    throw error instanceof PassportError || isAbort ? error : new PassportError(WALLET_ERRORS, 'WALLET_CONNECTION_ERROR', { cause: error });
  }
}

interface TransportOptions {
  readonly backend: WalletBackend;
  readonly user: WalletUser;
  readonly signTexts: readonly string[];
  readonly clock: Clock;
  readonly isOnline: () => boolean;
}

/** What both ways have in common: one request at a time, one user throughout, checked answers. */
class BackendTransport implements WalletTransport {
  readonly #options: TransportOptions;
  #turn: Promise<unknown> = Promise.resolve();
  /** Ends with the user: what is under way for one may not go on for the next. */
  #life = new AbortController();
  #pinned?: { readonly subject: string; readonly address: Hex };

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  getAddress({ signal }: WalletRequestOptions = {}): Promise<Hex> {
    return this.#run(signal, (identity, stop) => this.#connect(identity, stop));
  }

  async sign(purpose: SignPurpose, { signal }: WalletRequestOptions = {}): Promise<Hex> {
    const message = createSignMessage(purpose, this.#options.signTexts);
    return this.#run(signal, (identity, stop) => this.#sign(message, identity, stop));
  }

  async disconnect(): Promise<void> {
    this.#life.abort(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'));
    this.#life = new AbortController();
    // The next user does not wait for what the last one left behind.
    this.#turn = Promise.resolve();
    this.#pinned = undefined;
    await this.#options.backend.disconnect();
  }

  /** Runs a task after the one before it, and gives its result only to the user who asked for it. */
  async #run<T>(
    signal: AbortSignal | undefined, task: (identity: WalletIdentity, stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = signal ? AbortSignal.any([signal, this.#life.signal]) : this.#life.signal;
    stop.throwIfAborted();
    const run = this.#turn.then(async () => {
      stop.throwIfAborted();
      if (!this.#options.isOnline()) throw new PassportError(PLATFORM_ERRORS, 'NETWORK_OFFLINE', { type: 'WALLET_CONNECTION_ERROR' });
      const identity = await this.#fetchIdentity(stop);
      stop.throwIfAborted();
      const result = await task(identity, stop);
      if ((await this.#fetchIdentity(stop)).subject !== identity.subject) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
      return result;
    });
    this.#turn = run.catch(() => {});
    return untilAborted(run, stop);
  }

  async #sign(message: SignMessage, identity: WalletIdentity, stop: AbortSignal): Promise<Hex> {
    const address = await this.#connect(identity, stop);
    const signature = await this.#options.backend.sign(message, address, identity, stop);
    return toEthSignatureHex(parseEthSignature(signature));
  }

  /** The address is the one that the claims name and that this user had before (row 105). */
  async #connect(identity: WalletIdentity, stop: AbortSignal): Promise<Hex> {
    const address = parseAddress(await this.#options.backend.connect(identity, stop));
    const pinned = this.#pinned?.subject === identity.subject ? [this.#pinned.address] : [];
    if (![...identity.adminAddresses, ...pinned].every((expected) => isSameAddress(expected, address))) {
      throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
    }
    stop.throwIfAborted();
    this.#pinned = { subject: identity.subject, address };
    return address;
  }

  async #fetchIdentity(stop: AbortSignal): Promise<WalletIdentity> {
    const { user, clock } = this.#options;
    return readIdentity(await withLimit(() => user.getIdToken(), { timeoutMs: IDENTITY_LIMIT_MS, clock, signal: stop }));
  }
}

function parseAddress(value: unknown): Hex {
  const address = toChecksumAddress(value);
  if (!address) throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
  return address;
}
