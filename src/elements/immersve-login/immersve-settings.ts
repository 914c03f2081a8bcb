import { LitElement } from 'lit';
import type { ImmersveAttributeConfig, ImmersveEnvironment, ImmersveSession } from '../../session/immersve-types.js';
import type { StorageKind } from '../../shared/config.js';
import type {
  ImmersveBuiltin, ImmersveMethod, ImmersveMode, ImmersveSigner, ImmersveWalletLoaders, ImmersveWalletOptions,
} from '../../shared/immersve.js';
import { property } from '../support/property.js';
import { parseWords } from './parse-attributes.js';

/** What `login` of the element takes. */
export interface ImmersveElementLoginOptions {
  /** The wallet. Without one, the chooser opens. */
  readonly signer?: ImmersveSigner;
  /** The wallet by its id, of those that were found. */
  readonly signerId?: string;
  /** Default: the attribute `mode`. */
  readonly mode?: ImmersveMode;
}

/** What a site states on `<immersve-login>`. */
export abstract class ImmersveSettings extends LitElement {
  /** Loaders for every element that has none of its own. `define/immersve-wallets` sets them. */
  static walletLoaders: ImmersveWalletLoaders = {};

  /** `sandbox`, `production`, or `emulator` on loopback pages. There is no default. */
  @property() environment?: ImmersveEnvironment;
  /** The id of the client application, from Immersve. */
  @property({ attribute: 'client-application-id' }) clientApplicationId?: string;
  /** Where tokens are kept: `memory` (default), `session` or `local`. */
  @property() persist?: StorageKind;
  /** Kinds of wallets, in the order of display: `siwe algorand xrpl` (default: all). */
  @property() methods?: string;
  /** The network of Ethereum wallets. Default: `polygon-amoy`, in production `polygon-mainnet`. */
  @property({ attribute: 'siwe-network' }) siweNetwork?: string;
  /** The network of Algorand wallets. Default: `algorand-testnet`, in production `algorand-mainnet`. */
  @property({ attribute: 'algorand-network' }) algorandNetwork?: string;
  /** The network of Xahau wallets. Default: `xahau-testnet`, in production `xahau-mainnet`. */
  @property({ attribute: 'xrpl-network' }) xrplNetwork?: string;
  /** `login` (default), or `signup` for visitors without an account. */
  @property() mode: ImmersveMode = 'login';
  /** Makes an account for a wallet that has none. */
  @property({ type: Boolean, attribute: 'auto-signup' }) autoSignup = false;
  /** EIP-6963 names of wallets that are left out. Default: `com.immutable.passport`. */
  @property({ attribute: 'exclude-rdns' }) excludeRdns?: string;
  /** Blocks activation. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** The only wallet: no chooser. */
  @property({ attribute: false }) signer?: ImmersveSigner | null;
  /** Wallets of the site's own, before the others. */
  @property({ attribute: false }) signers?: readonly ImmersveSigner[];
  /** The library's own wallets. Default: all. */
  @property({ attribute: false }) builtins?: readonly ImmersveBuiltin[];
  /** Modules of wallets: `{pera: () => import('@perawallet/connect')}`. */
  @property({ attribute: false }) walletLoaders?: ImmersveWalletLoaders;
  /** The session that this element drives. Default: the page's own. */
  @property({ attribute: false }) session?: { readonly immersve: ImmersveSession };

  /** The part of it that the session needs: what is stated, and nothing else. */
  protected getStated(): ImmersveAttributeConfig {
    const { environment, clientApplicationId, persist } = this;
    return {
      ...(environment ? { environment } : {}),
      ...(clientApplicationId ? { clientApplicationId } : {}),
      ...(persist ? { persist } : {}),
    };
  }

  /** Which wallets are looked for. */
  protected getWalletOptions(): ImmersveWalletOptions {
    return {
      signers: this.signers,
      builtins: this.builtins,
      walletLoaders: { ...ImmersveSettings.walletLoaders, ...this.walletLoaders },
      ...(this.excludeRdns === undefined ? {} : { excludeRdns: parseWords(this.excludeRdns) }),
    };
  }

  /** The network that is stated for a kind of wallet. */
  protected getNetwork(method: ImmersveMethod): string | undefined {
    return { siwe: this.siweNetwork, algorand: this.algorandNetwork, xrpl: this.xrplNetwork }[method] || undefined;
  }
}
