import { SERVER_IMMERSVE } from './server-immersve.js';
import { refuseOnServer } from './server-refusal.js';
import type { Session, SessionState } from './session-types.js';

const STATE: SessionState = Object.freeze({ status: 'restoring', registration: 'unknown' });

/** The session where there is no page: restoring for ever, and nothing can be done with it. */
export function createServerSession(): Session {
  return Object.freeze({
    state: STATE,
    ready: Promise.resolve(STATE),
    config: undefined,
    subscribe: (listener: (state: SessionState) => void) => {
      listener(STATE);
      return () => {};
    },
    contribute: () => {},
    login: refuseOnServer,
    cancelLogin: () => {},
    reopenLogin: () => {},
    getLoginFlow: () => 'popup',
    handleCallback: refuseOnServer,
    storeTokens: refuseOnServer,
    logout: refuseOnServer,
    getLogoutUrl: refuseOnServer,
    logoutSilentCallback: refuseOnServer,
    connectImx: refuseOnServer,
    connectEvm: refuseOnServer,
    register: refuseOnServer,
    fetchBalances: refuseOnServer,
    fetchAssets: refuseOnServer,
    getUserInfo: refuseOnServer,
    getIdToken: refuseOnServer,
    getAccessToken: refuseOnServer,
    getLinkedAddresses: refuseOnServer,
    immersve: SERVER_IMMERSVE,
    dispose: () => {},
  });
}
