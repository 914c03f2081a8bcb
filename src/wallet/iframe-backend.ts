import { untilAborted } from '../platform/abort.js';
import type { Endpoints } from '../shared/environments.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { WalletBackend } from './backend.js';
import { toHex } from './encoding.js';
import type { WalletIdentity } from './identity.js';
import { acquireMagicFrame, releaseMagicFrame } from './magic-frame.js';
import type { MagicFrame, MagicFrameOptions } from './magic-frame.js';
import { createMagicAddress } from './magic-rpc.js';
import type { MagicAddress } from './magic-rpc.js';
import type { SignMessage } from './messages.js';
import type { SessionMark } from './session-mark.js';

const LOGIN_LIMIT_MS = 20_000;
const SIGN_LIMIT_MS = 20_000;
const LOGOUT_LIMIT_MS = 2_000;
/** A page that replaces the frame's document each time gets no further. */
const MAX_TRIES = 5;
const QUICK = { timeoutMs: 10_000, isRepeatable: true };

/** The wallet in Magic's frame: the way of the official SDK until 2.8. */
export class IframeBackend implements WalletBackend {
  readonly #address: MagicAddress;
  readonly #providerId: string;
  readonly #mark: SessionMark;
  readonly #options: MagicFrameOptions;
  #frame?: MagicFrame;

  constructor(endpoints: Endpoints, mark: SessionMark, options: MagicFrameOptions = {}) {
    const page = options.document ?? document;
    this.#address = createMagicAddress(endpoints, page.location.origin);
    this.#providerId = endpoints.magicProviderId;
    this.#mark = mark;
    this.#options = options;
  }

  connect(identity: WalletIdentity, signal: AbortSignal): Promise<unknown> {
    const frame = this.#useFrame();
    return frame.runExclusive(() => this.#askLoggedIn(frame, identity, signal, () => fetchAccount(frame, signal)));
  }

  sign(message: SignMessage, address: Hex, identity: WalletIdentity, signal: AbortSignal): Promise<unknown> {
    const frame = this.#useFrame();
    return frame.runExclusive(() => this.#askLoggedIn(frame, identity, signal, async () => {
      // The frame's session is shared with other tabs: it may be another user's by now.
      const current = await fetchAccount(frame, signal);
      if (typeof current !== 'string' || current.toLowerCase() !== address.toLowerCase()) {
        throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
      }
      return frame.request({
        method: 'personal_sign',
        params: [toHex(message.bytes), address.toLowerCase()],
        timeoutMs: SIGN_LIMIT_MS,
        isRepeatable: false,
      }, signal);
    }));
  }

  async disconnect(): Promise<void> {
    // A frame that has ended, or that another page had, may have left a session in the wallet's own storage.
    if (this.#mark.isSet) {
      const frame = this.#useFrame();
      frame.loggedInAs = undefined;
      const limit = AbortSignal.timeout(LOGOUT_LIMIT_MS);
      const call = { method: 'magic_auth_logout', params: [], timeoutMs: LOGOUT_LIMIT_MS, isRepeatable: true };
      const logout = frame.runExclusive(() => frame.request(call, limit));
      await untilAborted(logout, limit).then(() => this.#mark.clear(), () => {});
    }
    this.#frame = undefined;
    releaseMagicFrame(this.#address, this);
  }

  #useFrame(): MagicFrame {
    if (!this.#frame || this.#frame.isEnded) {
      this.#frame = acquireMagicFrame(this.#address, this, this.#options);
    }
    return this.#frame;
  }

  /**
   * Asks within a login. The frame's own session may end at any time: one more login, then the refusal
   * stands. A document that came meanwhile has no part in the login of the one before, and gets its own.
   */
  async #askLoggedIn<T>(frame: MagicFrame, identity: WalletIdentity, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    let canRepeat = true;
    for (let tries = 1; ; tries += 1) {
      if (frame.loggedInAs !== identity.subject || !await isLoggedIn(frame, signal)) await this.#login(frame, identity, signal);
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof PassportError) || error.code !== 'WALLET_REFUSED' || tries === MAX_TRIES) throw error;
        if (frame.loggedInAs === undefined) continue;
        if (!canRepeat || await isLoggedIn(frame, signal)) throw error;
        canRepeat = false;
        frame.loggedInAs = undefined;
      }
    }
  }

  async #login(frame: MagicFrame, { idToken, subject }: WalletIdentity, signal: AbortSignal): Promise<void> {
    frame.loggedInAs = undefined;
    await frame.request({
      method: 'magic_auth_login_with_oidc',
      params: [{ jwt: idToken, providerId: this.#providerId }],
      timeoutMs: LOGIN_LIMIT_MS,
      isRepeatable: true,
    }, signal);
    frame.loggedInAs = subject;
    this.#mark.set();
  }
}

async function isLoggedIn(frame: MagicFrame, signal: AbortSignal): Promise<boolean> {
  return await frame.request({ ...QUICK, method: 'magic_is_logged_in', params: [] }, signal) === true;
}

async function fetchAccount(frame: MagicFrame, signal: AbortSignal): Promise<unknown> {
  const accounts = await frame.request({ ...QUICK, method: 'eth_accounts', params: [] }, signal);
  return Array.isArray(accounts) ? accounts[0] : undefined;
}
