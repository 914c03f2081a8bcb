import type { ImmersveListener, ImmersveSession } from './immersve-types.js';
import { INITIAL } from './immersve.js';
import { refuseOnServer } from './server-refusal.js';

/** The Immersve part where there is no page. */
export const SERVER_IMMERSVE: ImmersveSession = Object.freeze({
  state: INITIAL,
  subscribe: (listener: ImmersveListener) => {
    listener(INITIAL);
    return () => {};
  },
  configure: () => {},
  login: refuseOnServer,
  cancelLogin: () => {},
  logout: refuseOnServer,
  getAccessToken: refuseOnServer,
  refresh: refuseOnServer,
  watchWallets: () => () => {},
  load: refuseOnServer,
  dispose: () => {},
});
