import { define } from '../src/define.js';
import type { ImmersveLogin } from '../src/elements/immersve-login/immersve-login.js';
import type { ImmersveErrorEvent } from '../src/elements/immersve-login/immersve-login.events.js';
import { getSession } from '../src/session/page-session.js';
import { createPeraModule } from '../demo/immersve/algorand-wallets.js';
import { installCrossmark, installEthereumWallet, signed } from '../demo/immersve/wallets.js';

/** What the script asks of the page: one login with one key. */
export interface VectorPage {
  readonly endpoint: string;
  readonly clientApplicationId: string;
  readonly url: string;
  readonly network: string;
  readonly keys: { readonly privateKey?: string; readonly mnemonic?: string; readonly publicKey?: string };
}

/** How it ended. */
export interface VectorOutcome {
  readonly code: string;
  /** What the wallet was asked to sign, and did. */
  readonly signed: readonly string[];
}

/** Puts an element and a wallet of the key on the page; `window.outcome` tells how its login ends. */
function play({ endpoint, clientApplicationId, url, network, keys }: VectorPage): void {
  const agree = (): boolean => true;
  getSession().immersve.configure({ environment: 'sandbox', clientApplicationId, endpoint, url });
  const element = document.createElement('immersve-login') as ImmersveLogin;
  Object.assign(element, { autoSignup: true, siweNetwork: network, algorandNetwork: network, xrplNetwork: network });
  const { privateKey, mnemonic, publicKey } = keys;
  if (mnemonic) element.walletLoaders = { pera: async () => createPeraModule(mnemonic, agree) };
  else if (publicKey && privateKey) installCrossmark({ publicKey, privateKey }, agree);
  else if (privateKey) installEthereumWallet(privateKey, agree);
  const outcome = new Promise<VectorOutcome>((resolve) => {
    element.addEventListener('immersve-login', () => resolve({ code: 'signed-in', signed }));
    element.addEventListener('immersve-error', (event) => resolve({ code: (event as ImmersveErrorEvent).error.code, signed }));
  });
  Object.assign(window, { outcome });
  document.body.append(element);
}

// Called, because package.json marks only the built files as having effects when imported.
define();
play((window as unknown as { vector: VectorPage }).vector);
