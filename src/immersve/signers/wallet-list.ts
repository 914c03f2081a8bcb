import { IMMERSVE_BUILTINS } from '../../shared/immersve.js';
import type { ImmersveBuiltin, ImmersveSigner, ImmersveWalletLoaders, ImmersveWalletOptions } from '../../shared/immersve.js';
import { createArc27Signer } from './arc27.js';
import { createCrossmarkSigner } from './crossmark.js';
import { createEthereumSigner } from './eip1193.js';
import { watchProviders } from './eip6963.js';
import type { ProviderWatch } from './eip6963.js';
import { createGemWalletSigner } from './gemwallet.js';
import { createPeraSigner } from './pera.js';

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
  const others = createOthers(page, builtins, options.walletLoaders ?? {});
  return {
    get signers() {
      return [
        ...options.signers ?? [],
        ...providers ? listEthereum(providers, options.excludeRdns ?? DEFAULT_EXCLUDED, known) : [],
        ...others,
      ];
    },
    close: () => providers?.close(),
  };
}

/** The wallets that do not announce themselves. Those with a module need its loader: it stays with the site. */
function createOthers(page: Window, builtins: readonly ImmersveBuiltin[], loaders: ImmersveWalletLoaders): ImmersveSigner[] {
  const { pera, arc27, gemwallet } = loaders;
  const makers: Readonly<Partial<Record<ImmersveBuiltin, () => ImmersveSigner | undefined>>> = {
    pera: () => pera && createPeraSigner(pera),
    arc27: () => arc27 && createArc27Signer(arc27),
    crossmark: () => createCrossmarkSigner(page),
    gemwallet: () => gemwallet && createGemWalletSigner(gemwallet),
  };
  return builtins.map((name) => makers[name]?.()).filter((signer) => signer !== undefined);
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
