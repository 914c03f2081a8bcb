/** The wallets of the demo page, and what the page shows beside the element. Bundled by `npm run demo:immersve`; a site has none of this. */
import { createArc27Module, createPeraModule } from './algorand-wallets.js';
import { createGemWalletModule, installCrossmark, installEthereumWallet, type Question } from './wallets.js';

const KEYS = {
  ethereum: '0xbdd6fde9da5f80a892c357beb3d85590370a348faa968f87d616bce6dc57b0d4',
  pera: 'quiz tower seminar minor noise special evidence kind next tube trust planet skull pole scene guess fiscal toast purity series audit undo leg able drop',
  kibisis: 'drift carpet beef below truly viable memory enact chief where argue junk awesome author actress relief suspect beyond mirror scatter asset ancient churn absent couch',
  crossmark: {
    publicKey: 'EDD7AAE2FCC80106EDD316682698D85B22FF7D0C3AD9667D8D10C0952A6D04AE53',
    privateKey: 'ED9BE8CC509D1D2FC7E8C97295D2E141F1FE5B2D0F1580713A26DFAC3ECD9530CF',
  },
  gemwallet: {
    publicKey: '0286DD4F23E41B0B8C681498959DEF6F5675ED1D9795D07F56F4BEAE8A21E68995',
    privateKey: '009FF302BD10C73D1BB3D19F7372ED354F9FC52D144D90D70374B5AD3286F484CA',
  },
};

const EVENTS: Readonly<Record<string, string>> = {
  'immersve-login-start': 'a wallet is about to be asked',
  'immersve-challenge': 'the checked request goes to the wallet',
  'immersve-state': 'the element has come to its next state',
  'immersve-login': 'signed in',
  'immersve-logout': 'signed out',
  'immersve-error': 'failed, declined or cancelled',
};

const find = <T extends Element = HTMLElement>(selector: string): T => {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
};

/** Asks in the page: a dialog that stands for the wallet's own window, which tests and people can answer alike. */
async function ask({ wallet, kind, text }: Question): Promise<boolean> {
  const dialog = find<HTMLDialogElement>('#wallet');
  find('#wallet-name').textContent = wallet;
  find('#wallet-question').textContent = kind === 'connect' ? `Show your account to ${location.host}?` : `Sign this for ${location.host}?`;
  const shown = find('#wallet-text');
  shown.textContent = text ?? '';
  shown.hidden = text === undefined;
  // Hex has no place to wrap.
  find('#wallet-note').hidden = !/^[0-9A-F]{40,}$/.test(text ?? '');
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  return dialog.returnValue === 'yes';
}

installEthereumWallet(KEYS.ethereum, ask);
installCrossmark(KEYS.crossmark, ask);
// What a site with a bundler writes as `() => import('@perawallet/connect')`.
const walletLoaders = {
  pera: async () => createPeraModule(KEYS.pera, ask),
  arc27: async () => createArc27Module(KEYS.kibisis, ask),
  gemwallet: async () => createGemWalletModule(KEYS.gemwallet, ask),
};
for (const element of document.querySelectorAll('immersve-login')) Object.assign(element, { walletLoaders });

// Restored, signed in, signed out, here or in another tab: one event tells all of it.
window.addEventListener('immersve-session-change', (event) => {
  const { state } = event as Event & { readonly state: { readonly profile?: { readonly cardholderAccountId?: string } } };
  const { profile } = state;
  find('#card').classList.toggle('active', profile !== undefined);
  find('#card-number').textContent = profile?.cardholderAccountId ? `•••• ${profile.cardholderAccountId.slice(-4)}` : '•••• ••••';
  find('#card-status').textContent = profile ? 'Ready to pay' : 'Sign in to see your card';
});

const log = find('#log');
for (const [type, meaning] of Object.entries(EVENTS)) {
  document.addEventListener(type, (event) => {
    const { state, error, method } = event as Event & { state?: string; error?: { code: string }; method?: string };
    const entry = document.createElement('li');
    const name = document.createElement('code');
    name.textContent = type;
    const detail = [state, error?.code, method].filter(Boolean).join(', ');
    entry.append(name, ` ${detail || meaning}`);
    log.prepend(entry);
    find('#log-empty').hidden = true;
  });
}
