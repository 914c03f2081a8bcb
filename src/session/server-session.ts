import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import { LazyImmersve } from './immersve.js';
import type { Session, SessionState } from './session-types.js';

const STATE: SessionState = Object.freeze({ status: 'restoring', registration: 'unknown' });

/** The session where there is no page: restoring for ever, and nothing can be done with it. */
export function createServerSession(): Session {
  const refuse = async (): Promise<never> => {
    throw new PassportError(SHARED_ERRORS, 'ENVIRONMENT_UNSUPPORTED', { message: 'There is no browser here.' });
  };
  return Object.freeze({
    state: STATE,
    ready: Promise.resolve(STATE),
    config: undefined,
    subscribe: (listener: (state: SessionState) => void) => {
      listener(STATE);
      return () => {};
    },
    contribute: () => {},
    login: refuse,
    cancelLogin: () => {},
    reopenLogin: () => {},
    getLoginFlow: () => 'popup',
    handleCallback: refuse,
    storeTokens: refuse,
    logout: refuse,
    getLogoutUrl: refuse,
    logoutSilentCallback: refuse,
    connectImx: refuse,
    connectEvm: refuse,
    register: refuse,
    fetchBalances: refuse,
    fetchAssets: refuse,
    getUserInfo: refuse,
    getIdToken: refuse,
    getAccessToken: refuse,
    getLinkedAddresses: refuse,
    immersve: new LazyImmersve(),
    dispose: () => {},
  });
}
