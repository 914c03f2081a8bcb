/** The wallets of the demo page. Bundled by `npm run demo:immersve`; a site has none of this. */
import { createPeraModule, installCrossmark, installEthereumWallet } from './wallets.js';

const KEYS = {
  ethereum: '0xbdd6fde9da5f80a892c357beb3d85590370a348faa968f87d616bce6dc57b0d4',
  algorand: 'quiz tower seminar minor noise special evidence kind next tube trust planet skull pole scene guess fiscal toast purity series audit undo leg able drop',
  xrpl: {
    publicKey: 'EDD7AAE2FCC80106EDD316682698D85B22FF7D0C3AD9667D8D10C0952A6D04AE53',
    privateKey: 'ED9BE8CC509D1D2FC7E8C97295D2E141F1FE5B2D0F1580713A26DFAC3ECD9530CF',
  },
};

/** Asks in the page: a dialog of its own, which tests and people can answer alike. */
function ask(question: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>('#wallet');
  const text = dialog?.querySelector('pre');
  if (!dialog || !text) return Promise.resolve(false);
  text.textContent = question;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}

installEthereumWallet(KEYS.ethereum, ask);
installCrossmark(KEYS.xrpl, ask);
for (const element of document.querySelectorAll('immersve-login')) {
  Object.assign(element, { walletLoaders: { pera: async () => createPeraModule(KEYS.algorand, ask) } });
}

const log = document.querySelector('#log');
for (const type of ['immersve-login-start', 'immersve-challenge', 'immersve-state', 'immersve-login', 'immersve-logout', 'immersve-error']) {
  document.addEventListener(type, (event) => {
    const entry = document.createElement('li');
    const { state, error, method } = event as Event & { state?: string; error?: { code: string }; method?: string };
    entry.textContent = [type, state, error?.code, method].filter(Boolean).join(' · ');
    log?.prepend(entry);
  });
}
