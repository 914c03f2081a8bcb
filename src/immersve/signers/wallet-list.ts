import { IMMERSVE_BUILTINS } from '../../shared/immersve.js';
import type { ImmersveSigner, ImmersveWalletOptions } from '../../shared/immersve.js';
import { createEthereumSigner } from './eip1193.js';
import { watchProviders } from './eip6963.js';
import type { ProviderWatch } from './eip6963.js';

/** Passport's own wallet: a contract wallet on a chain that Immersve does not list. */
const DEFAULT_EXCLUDED = ['com.immutable.passport'];

/** The wallets of a page, as they come. */
export interface WalletWatch {
  /** Own wallets first, then as found. Names and pictures are strangers'. */
  readonly signers: readonly ImmersveSigner[];
  close(): void;
}

/** Looks for wallets, and calls whenever the list changes. Chooses none, and asks none for anything. */
export function watchWallets(page: Window, options: ImmersveWalletOptions, onChange: () => void): WalletWatch {
  const builtins = options.builtins ?? IMMERSVE_BUILTINS;
  const providers = builtins.includes('eip6963') ? watchProviders(page, onChange) : undefined;
  // Made once, so that a wallet keeps its identity while the list grows.
  const known = new Map<unknown, ImmersveSigner>();
  return {
    get signers() {
      return [
        ...options.signers ?? [],
        ...providers ? listEthereum(providers, options.excludeRdns ?? DEFAULT_EXCLUDED, known) : [],
      ];
    },
    close: () => providers?.close(),
  };
}

function listEthereum(watch: ProviderWatch, excluded: readonly string[], known: Map<unknown, ImmersveSigner>): ImmersveSigner[] {
  const announced = watch.providers.filter(({ rdns }) => !excluded.includes(rdns));
  // Whoever announces itself is usually `window.ethereum` too.
  const injected = watch.providers.length === 0 ? watch.injected : undefined;
  const wanted = [
    ...announced.map(({ uuid, name, icon, provider }) => ({ id: `eip6963:${uuid}`, name, icon, provider })),
    ...injected ? [{ id: 'injected', name: 'Browser wallet', icon: undefined, provider: injected }] : [],
  ];
  return wanted.map(({ provider, ...info }) => {
    const signer = known.get(info.id) ?? createEthereumSigner(provider, info);
    known.set(info.id, signer);
    return signer;
  });
}
