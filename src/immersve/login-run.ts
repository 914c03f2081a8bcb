import { systemClock } from '../platform/clock.js';
import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import type { ImmersveAccount, ImmersveChallenge, ImmersveMode, ImmersveSigner, ImmersveStep } from '../shared/immersve.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { parseAccount } from './account.js';
import { checkChallenge } from './check-challenge.js';
import type { ChallengeExpectation } from './check-challenge.js';
import { completeLogin, initLogin } from './endpoints.js';
import type { ImmersveTokens, LoginRequest } from './endpoints.js';
import type { ImmersveClient } from './post.js';
import { createAnswerError } from './signers/wallet-error.js';
import { waitForWallet } from './wait-for-wallet.js';

/** What `runLogin` works with. */
export interface LoginRunOptions extends Pick<ChallengeExpectation, 'check' | 'isForbidden'> {
  readonly signer: ImmersveSigner;
  readonly network: string;
  readonly mode: ImmersveMode;
  readonly autoSignup: boolean;
  readonly url: string;
  readonly signal: AbortSignal;
  /** Called with each step; the account from `checking` on. */
  readonly onStep: (step: ImmersveStep, account?: ImmersveAccount) => void;
  /** Asked before the wallet is; false ends the login. Default: true. */
  readonly approve?: (challenge: ImmersveChallenge, account: ImmersveAccount) => boolean;
}

/** A login that has ended well. */
export interface FinishedLogin {
  readonly account: ImmersveAccount;
  readonly tokens: ImmersveTokens;
}

/**
 * Logs a wallet in: connects it, asks for a challenge, checks it, has it signed, sends the signature.
 *
 * The wallet's `connect` runs in this very call, before anything is awaited or requested: wallets may open windows
 * only within the click. A challenge that expires meanwhile is replaced by a new one, once.
 *
 * @throws {PassportError} a code of the immersve or platform room; `ABORTED` when the page refused the challenge.
 */
export function runLogin(client: ImmersveClient, options: LoginRunOptions): Promise<FinishedLogin> {
  const { signer, network, signal, onStep } = options;
  onStep('connecting');
  const connecting = waitForWallet(client, signal, (stop) => signer.connect({ network, signal: stop }));
  return finish(client, options, connecting);
}

async function finish(
  client: ImmersveClient, options: LoginRunOptions, connecting: Promise<unknown>,
): Promise<FinishedLogin> {
  const account = readAccount(options.signer, await connecting);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { account, tokens: await signIn(client, options, account) };
    } catch (error) {
      options.signal.throwIfAborted();
      const isExpired = toPassportError(error).code === 'IMMERSVE_CHALLENGE_EXPIRED';
      if (!isExpired || attempt > 1) throw error;
    }
  }
}

async function signIn(client: ImmersveClient, options: LoginRunOptions, account: ImmersveAccount): Promise<ImmersveTokens> {
  const { signer, network, mode, autoSignup, url, signal, onStep, approve } = options;
  onStep('checking', account);
  const login: LoginRequest = { method: signer.method, mode, network, account, url, autoSignup };
  const { id, challenge, endsAtMs } = await initLogin(client, login, signal);
  checkChallenge(challenge.message, {
    ...options, method: signer.method, account: account.address ?? account.publicKey ?? '', nowMs: getNowMs(client),
  });
  if (approve && !approve(challenge, account)) throw new PassportError(SHARED_ERRORS, 'ABORTED');
  signal.throwIfAborted();
  onStep('signing', account);
  const { message, description } = challenge;
  const signature = await waitForWallet(
    client, signal, (stop) => signer.sign({ message, description, account, network, signal: stop }),
  );
  if (typeof signature !== 'string' || signature === '') throw createAnswerError('signature');
  refuseExpired(client, endsAtMs);
  onStep('completing', account);
  return completeLogin(client, id, signature, signal);
}

/** The service would say so as well; asking it would cost the visitor a request. */
function refuseExpired(client: ImmersveClient, endsAtMs: number | undefined): void {
  if (endsAtMs === undefined || endsAtMs > getNowMs(client)) return;
  throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_CHALLENGE_EXPIRED');
}

function readAccount({ method }: ImmersveSigner, value: unknown): ImmersveAccount {
  const account = parseAccount(method, value);
  if (!account) throw createAnswerError(method === 'xrpl' ? 'public key' : 'account');
  return account;
}

function getNowMs({ clock = systemClock }: ImmersveClient): number {
  return clock.now();
}
