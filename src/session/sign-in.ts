import { toUserProfile } from '../auth/user-profile.js';
import type { TokenSet } from '../auth/record.js';
import { untilAborted } from '../platform/abort.js';
import { openPopup } from '../platform/popup.js';
import type { OpenPopupOptions } from '../platform/popup.js';
import { requireKeys } from '../shared/config.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { UserProfile } from '../shared/types.js';
import type { Client } from './client.js';
import { loadLogin } from './lazy.js';
import type { LoginContext } from './login-context.js';
import type { LoginObstacle } from './login-obstacle.js';
import type { LoginOptions, SessionState } from './session-types.js';
import { SIGNED_OUT } from './snapshots.js';
import type { StateStore } from './state-store.js';

/** Shown in the login window until the login page appears. */
const OPENING_TEXT = 'Opening sign-in…';
/** Shown there besides, once the page that opened it has gone. */
const FAREWELL_TEXT = 'The page that opened this window is gone. You may close this window.';
/** Endings of one's own window that do not matter once somebody is signed in all the same. */
const SURMOUNTED = new Set<string>(['POPUP_CLOSED', 'POPUP_TIMEOUT', 'CALLBACK_STATE_INVALID']);

/** Why a login ends that nobody waits for any more: somebody is signed in. */
const SURRENDERED = new PassportError(SHARED_ERRORS, 'ABORTED');

/** What signing in works with. */
export interface SignInOptions {
  readonly states: StateStore;
  /** Throws when the session lacks its configuration. */
  readonly getClient: () => Client;
  readonly assign: (url: string) => void;
  /** What stands in the way of a login on this page, as far as it is known by now. */
  readonly getObstacle: () => LoginObstacle | undefined;
  /** Verified tokens of whoever is signed in. */
  readonly getTokens: () => Promise<TokenSet | undefined>;
  /** The change that shows who is signed in now, if anybody is. */
  readonly describe: () => Partial<SessionState>;
}

type FindUser = () => Promise<TokenSet | undefined>;

/** How the login finds who is signed in already: the visitor is asked only when nobody is. */
export interface Search {
  readonly findUser?: FindUser;
  /** Whether somebody will probably be found: a window that opens and closes at once would only frighten. */
  readonly isLikely?: boolean;
}

/** A login that is under way. */
interface Run {
  readonly stop: AbortController;
  readonly user: Promise<UserProfile | null>;
  /** Whether the visitor has been asked, and whether the window they were asked in can be watched. */
  window?: 'watched' | 'unwatched';
  reopen(): void;
}

/** Signs in by window or redirect, one login at a time, and turns every ending into a state. */
export class SignIn {
  readonly #options: SignInOptions;
  #run: Run | undefined;
  /** Ends what waits for the visitor to come Back from the login page. */
  #away = new AbortController();

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** The login that is under way, its window brought to the front. */
  join(): Promise<UserProfile | null> | undefined {
    // One that was called off has only its end to come.
    if (!this.#run || this.#run.stop.signal.aborted) return undefined;
    this.#run.reopen();
    return this.#run.user;
  }

  /** Starts a login. Unless somebody is likely to be found, its window is open when this returns. Resolves to null when the page is left. */
  start(options: LoginOptions, search: Search = {}): Promise<UserProfile | null> {
    const stop = new AbortController();
    const { promise, resolve } = Promise.withResolvers<UserProfile | null>();
    const run: Run = { stop, user: promise, reopen: () => {} };
    this.#run = run;
    this.#away.abort();
    options.signal?.addEventListener('abort', () => stop.abort(createAborted()), { signal: stop.signal });
    resolve(this.#begin(run, options, search)
      .catch((error: unknown) => this.#recover(error, run))
      .finally(() => {
        stop.abort();
        if (this.#run === run) this.#run = undefined;
      }));
    return promise;
  }

  cancel(): void {
    const { states, describe } = this.#options;
    this.#away.abort();
    if (this.#run) this.#run.stop.abort(createAborted());
    // A redirect that the browser did not follow: nothing runs, and the page is still here.
    else if (states.state.status === 'signing-in') states.set(describe());
  }

  /** Another way has signed somebody in: a window that nobody can watch, or close, is waited for no longer. */
  surrender(): void {
    if (this.#run?.window === 'unwatched') this.#run.stop.abort(SURRENDERED);
  }

  /** Ends what runs, without a word: the session begins anew. */
  dispose(): void {
    const run = this.#run;
    this.#run = undefined;
    this.#away.abort();
    run?.stop.abort(createAborted());
  }

  /** Runs without a pause up to the opened window. */
  async #begin(run: Run, options: LoginOptions, { findUser, isLikely }: Search): Promise<UserProfile | null> {
    const client = this.#options.getClient();
    const known = isLikely && await this.#find(run, findUser);
    if (known) return toUserProfile(known.claims);
    requireKeys(client.context.config, 'clientId', 'redirectUri');
    const rest = isLikely ? undefined : findUser;
    return options.useRedirectFlow
      ? this.#leave(run, client.context, options, rest)
      : this.#ask(run, client, options, rest);
  }

  async #find({ stop }: Run, findUser?: FindUser): Promise<TokenSet | undefined> {
    return findUser && untilAborted(findUser(), stop.signal);
  }

  async #ask(run: Run, client: Client, options: LoginOptions, findUser?: FindUser): Promise<UserProfile> {
    const { context, lives } = client;
    const { window: page, clock } = context;
    const { signal } = run.stop;
    const { getObstacle } = this.#options;
    const opening: OpenPopupOptions = { window: page, clock, text: OPENING_TEXT, farewell: FAREWELL_TEXT };
    // On a page where no login can end there is no window for it.
    const popup = page.isSecureContext && !getObstacle()?.error ? openPopup(opening) : null;
    try {
      if (popup) run.reopen = () => popup.focus();
      if (popup && !findUser) this.#show(run, 'watched');
      // Without a click no window opens; somebody may be signed in all the same.
      const found = popup ? undefined : await this.#find(run, findUser);
      if (found) return toUserProfile(found.claims);
      const [{ PopupLogin, explainBlocked }, keeper] = await untilAborted(Promise.all([loadLogin(), client.load()]), signal);
      if (!popup) throw await explainBlocked(context);
      const login = new PopupLogin(context, popup, opening, {
        stop: run.stop, findUser, onWindow: (watch) => this.#show(run, watch),
      });
      run.reopen = () => login.reopen();
      const { tokens, isKnown } = await login.run(options);
      signal.throwIfAborted();
      if (!isKnown) await untilAborted(keeper.adopt(tokens, { lives, signal }), signal);
      return toUserProfile(tokens.claims);
    } finally {
      popup?.close();
    }
  }

  async #leave(run: Run, context: LoginContext, options: LoginOptions, findUser?: FindUser): Promise<UserProfile | null> {
    const { states, assign, describe } = this.#options;
    const { signal } = run.stop;
    const known = await this.#find(run, findUser);
    if (known) return toUserProfile(known.claims);
    states.set({ ...SIGNED_OUT, status: 'signing-in' });
    this.#away = new AbortController();
    // Back from the login page: the browser may show this page as it was left (row 55).
    context.window.addEventListener('pageshow', (event) => {
      if (event.persisted && states.state.status === 'signing-in') states.set(describe());
    }, { signal: this.#away.signal });
    const { leaveForLogin } = await untilAborted(loadLogin(), signal);
    await leaveForLogin(context, options, { signal, assign });
    return null;
  }

  #show(run: Run, loginWindow: 'watched' | 'unwatched'): void {
    const { states } = this.#options;
    const isFirst = run.window === undefined;
    run.window = loginWindow;
    if (isFirst) states.set({ ...SIGNED_OUT, status: 'signing-in', loginWindow });
    else if (states.state.status === 'signing-in') states.set({ loginWindow });
    // Another tab has signed in meanwhile.
    else this.surrender();
  }

  /** Gives whoever is signed in all the same, or fails. */
  async #recover(thrown: unknown, run: Run): Promise<UserProfile> {
    // The session has begun anew meanwhile, and what was does not concern it.
    if (this.#run !== run) throw toPassportError(thrown);
    const { getTokens, describe, states } = this.#options;
    const isSurmounted = thrown === SURRENDERED || (thrown instanceof PassportError && SURMOUNTED.has(thrown.code));
    const tokens = isSurmounted ? await getTokens().catch(() => undefined) : undefined;
    const error = toPassportError(thrown);
    // A logout, or the next login, tells the state itself.
    if (this.#run === run && states.state.status !== 'signing-out') {
      const now = describe();
      // Another tab may have signed in meanwhile; and who cancels needs no explanation.
      const isCalm = now.status === 'signed-in' || error.code === 'ABORTED';
      states.set(isCalm ? now : { ...now, status: 'failed', error });
    }
    if (tokens) return toUserProfile(tokens.claims);
    throw error;
  }
}

function createAborted(): PassportError {
  return new PassportError(SHARED_ERRORS, 'ABORTED');
}
