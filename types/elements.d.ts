// Written by `npm run manifest` from custom-elements.json. Change the doc blocks of the elements instead.
import type {
  ImmersveChallengeEvent,
  ImmersveErrorEvent,
  ImmersveLogin,
  ImmersveLoginEvent,
  ImmersveLoginStartEvent,
  ImmersveLogoutEvent,
  ImmersveStateEvent,
  ImxAssetsLoadEvent,
  ImxBalances,
  ImxBalancesLoadEvent,
  ImxBalancesSelectEvent,
  ImxRegister,
  ImxRegisterEvent,
  ImxRegisterProgressEvent,
  ImxRegisterStartEvent,
  PassportCallback,
  PassportDoctor,
  PassportErrorEvent,
  PassportLogin,
  PassportLoginEvent,
  PassportLoginStartEvent,
  PassportLogoutEvent,
  PassportLogoutStartEvent,
} from '../dist/esm/index.js';

/** Attributes of `<immersve-login>`, as markup spells them. */
export interface ImmersveLoginAttributes {
  /** `sandbox`, `production`, or `emulator` on loopback pages. There is no default. */
  'environment'?: ImmersveLogin['environment'];
  /** The id of the client application, from Immersve. */
  'client-application-id'?: ImmersveLogin['clientApplicationId'];
  /** Where tokens are kept: `memory` (default), `session` or `local`. */
  'persist'?: ImmersveLogin['persist'];
  /** Kinds of wallets, in the order of display: `siwe algorand xrpl` (default: all). */
  'methods'?: ImmersveLogin['methods'];
  /** The network of Ethereum wallets. Default: `polygon-amoy`, in production `polygon-mainnet`. */
  'siwe-network'?: ImmersveLogin['siweNetwork'];
  /** The network of Algorand wallets. Default: `algorand-testnet`, in production `algorand-mainnet`. */
  'algorand-network'?: ImmersveLogin['algorandNetwork'];
  /** The network of Xahau wallets. Default: `xahau-testnet`, in production `xahau-mainnet`. */
  'xrpl-network'?: ImmersveLogin['xrplNetwork'];
  /** `login` (default), or `signup` for visitors without an account. */
  'mode'?: ImmersveLogin['mode'];
  /** Makes an account for a wallet that has none. */
  'auto-signup'?: boolean | '';
  /** EIP-6963 names of wallets that are left out. Default: `com.immutable.passport`. */
  'exclude-rdns'?: ImmersveLogin['excludeRdns'];
  /** Blocks activation. */
  'disabled'?: boolean | '';
}

/** Properties of `<immersve-login>` that can be set. */
export type ImmersveLoginProperties = Partial<Pick<ImmersveLogin, 'environment' | 'clientApplicationId' | 'persist' | 'methods' | 'siweNetwork' | 'algorandNetwork' | 'xrplNetwork' | 'mode' | 'autoSignup' | 'excludeRdns' | 'disabled' | 'signer' | 'signers' | 'builtins' | 'session' | 'walletLoaders'>>;

/** Those of them that no attribute stands for. */
export type ImmersveLoginOwnProperties = Pick<ImmersveLoginProperties, 'signer' | 'signers' | 'builtins' | 'session' | 'walletLoaders'>;

/** Events of `<immersve-login>`. */
export interface ImmersveLoginEvents {
  /** A wallet is about to be asked. Cancelable. */
  'immersve-login-start': ImmersveLoginStartEvent;
  /** The checked request goes to the wallet now. Cancelable. */
  'immersve-challenge': ImmersveChallengeEvent;
  /** What this element does has come to its next state. */
  'immersve-state': ImmersveStateEvent;
  /** The visitor finished signing in. */
  'immersve-login': ImmersveLoginEvent;
  /** The visitor is signed out. */
  'immersve-logout': ImmersveLogoutEvent;
  /** Signing in has failed, was declined in the wallet, or was cancelled. */
  'immersve-error': ImmersveErrorEvent;
}

/** Logs a web3 wallet in with Immersve: by Ethereum, Algorand or Xahau. */
export interface ImmersveLoginFacts {
  element: ImmersveLogin;
  attributes: ImmersveLoginAttributes;
  properties: ImmersveLoginProperties;
  ownProperties: ImmersveLoginOwnProperties;
  events: ImmersveLoginEvents;
}

/** Attributes of `<imx-balances>`, as markup spells them. */
export interface ImxBalancesAttributes {
  /** The address whose balances are shown. Default: the visitor's account. */
  'owner'?: ImxBalances['owner'];
  /** Only these tokens: addresses, or the native token (`ETH`, `IMX`), space-separated. */
  'tokens'?: ImxBalances['tokens'];
  /** What rows are sorted by. Visitors change it in the toolbar. */
  'sort'?: ImxBalances['sort'];
  /** `ascending` or `descending`. Default: most first for `balance`, A first otherwise. */
  'sort-direction'?: ImxBalances['sortDirection'];
  /** How many rows are shown at first, and added by each "show more". */
  'page-size'?: number | `${number}`;
  /** Seconds between automatic reads while the page is visible, at least 5, at most 86,400. 0 does none. */
  'refresh-interval'?: number | `${number}`;
  /** Leaves out balances of zero. Visitors change it in the toolbar. */
  'hide-zero'?: boolean | '';
  /** Whether visitors may filter and sort: `auto` from 8 balances on, `always` or `none`. */
  'toolbar'?: ImxBalances['toolbar'];
  /** What is listed: `tokens`, or `assets`, which are collectibles (ERC-721, ERC-1155). */
  'view'?: ImxBalances['view'];
  /** The application's client id, from the developer hub. */
  'client-id'?: ImxBalances['clientId'];
  /** `production` (default), `sandbox`, or `emulator` on loopback pages. */
  'environment'?: ImxBalances['environment'];
  /** The page that finishes a login. Same origin as this page. */
  'redirect-uri'?: ImxBalances['redirectUri'];
  /** The page that finishes a login in a window. Default: `redirect-uri`. */
  'popup-redirect-uri'?: ImxBalances['popupRedirectUri'];
  /** Where the browser goes after signing out. */
  'logout-redirect-uri'?: ImxBalances['logoutRedirectUri'];
  /** `redirect` (default) or `silent`. */
  'logout-mode'?: ImxBalances['logoutMode'];
  /** The audience of tokens. Default: `platform_api`. */
  'audience'?: ImxBalances['audience'];
  /** The scope of tokens. Default: `openid offline_access profile email transact`. */
  'scope'?: ImxBalances['scope'];
  /** The network of accounts and balances. Default: by environment. */
  'network'?: ImxBalances['network'];
}

/** Properties of `<imx-balances>` that can be set. */
export type ImxBalancesProperties = Partial<Pick<ImxBalances, 'owner' | 'tokens' | 'sort' | 'sortDirection' | 'pageSize' | 'refreshInterval' | 'hideZero' | 'toolbar' | 'view' | 'clientId' | 'environment' | 'redirectUri' | 'popupRedirectUri' | 'logoutRedirectUri' | 'logoutMode' | 'audience' | 'scope' | 'network' | 'session'>>;

/** Those of them that no attribute stands for. */
export type ImxBalancesOwnProperties = Pick<ImxBalancesProperties, 'session'>;

/** Events of `<imx-balances>`. */
export interface ImxBalancesEvents {
  /** Balances were read. */
  'imx-balances-load': ImxBalancesLoadEvent;
  /** Assets were read. */
  'imx-assets-load': ImxAssetsLoadEvent;
  /** A row was chosen. Cancelable: then its details do not open. */
  'imx-balances-select': ImxBalancesSelectEvent;
  /** Balances or assets could not be read, or the configuration is wrong. */
  'passport-error': PassportErrorEvent;
}

/** Lists the balances of an account, exactly, or its collectibles: of the visitor, or of `owner`. */
export interface ImxBalancesFacts {
  element: ImxBalances;
  attributes: ImxBalancesAttributes;
  properties: ImxBalancesProperties;
  ownProperties: ImxBalancesOwnProperties;
  events: ImxBalancesEvents;
}

/** Attributes of `<imx-register>`, as markup spells them. */
export interface ImxRegisterAttributes {
  /** Registers without a click, once per session and user, when signed in and unregistered. Opens no window. */
  'auto'?: boolean | '';
  /** The application's client id, from the developer hub. */
  'client-id'?: ImxRegister['clientId'];
  /** `production` (default), `sandbox`, or `emulator` on loopback pages. */
  'environment'?: ImxRegister['environment'];
  /** The page that finishes a login. Same origin as this page. */
  'redirect-uri'?: ImxRegister['redirectUri'];
  /** The page that finishes a login in a window. Default: `redirect-uri`. */
  'popup-redirect-uri'?: ImxRegister['popupRedirectUri'];
  /** Where the browser goes after signing out. */
  'logout-redirect-uri'?: ImxRegister['logoutRedirectUri'];
  /** `redirect` (default) or `silent`. */
  'logout-mode'?: ImxRegister['logoutMode'];
  /** The audience of tokens. Default: `platform_api`. */
  'audience'?: ImxRegister['audience'];
  /** The scope of tokens. Default: `openid offline_access profile email transact`. */
  'scope'?: ImxRegister['scope'];
  /** The network of accounts and balances. Default: by environment. */
  'network'?: ImxRegister['network'];
}

/** Properties of `<imx-register>` that can be set. */
export type ImxRegisterProperties = Partial<Pick<ImxRegister, 'auto' | 'clientId' | 'environment' | 'redirectUri' | 'popupRedirectUri' | 'logoutRedirectUri' | 'logoutMode' | 'audience' | 'scope' | 'network' | 'session'>>;

/** Those of them that no attribute stands for. */
export type ImxRegisterOwnProperties = Pick<ImxRegisterProperties, 'session'>;

/** Events of `<imx-register>`. */
export interface ImxRegisterEvents {
  /** A registration is asked for. Cancelable. */
  'imx-register-start': ImxRegisterStartEvent;
  /** The registration has come to its next step. */
  'imx-register-progress': ImxRegisterProgressEvent;
  /** The visitor is registered. */
  'imx-register': ImxRegisterEvent;
  /** The registration has failed or was cancelled. */
  'passport-error': PassportErrorEvent;
}

/** Connects the visitor's wallet and registers them on the configured network, in visible steps. A registration that this element began ends with it, unless others wait for it too; the next one goes on where it was. */
export interface ImxRegisterFacts {
  element: ImxRegister;
  attributes: ImxRegisterAttributes;
  properties: ImxRegisterProperties;
  ownProperties: ImxRegisterOwnProperties;
  events: ImxRegisterEvents;
}

/** Attributes of `<passport-callback>`, as markup spells them. */
export interface PassportCallbackAttributes {
  /** The path or URL of this site to go to after a login by redirect, or after a logout. Default: where the login began; after a logout the page stays, with a link to the site. */
  'return-to'?: PassportCallback['returnTo'];
  /** The application's client id, from the developer hub. */
  'client-id'?: PassportCallback['clientId'];
  /** `production` (default), `sandbox`, or `emulator` on loopback pages. */
  'environment'?: PassportCallback['environment'];
  /** The page that finishes a login. Same origin as this page. */
  'redirect-uri'?: PassportCallback['redirectUri'];
  /** The page that finishes a login in a window. Default: `redirect-uri`. */
  'popup-redirect-uri'?: PassportCallback['popupRedirectUri'];
  /** Where the browser goes after signing out. */
  'logout-redirect-uri'?: PassportCallback['logoutRedirectUri'];
  /** `redirect` (default) or `silent`. */
  'logout-mode'?: PassportCallback['logoutMode'];
  /** The audience of tokens. Default: `platform_api`. */
  'audience'?: PassportCallback['audience'];
  /** The scope of tokens. Default: `openid offline_access profile email transact`. */
  'scope'?: PassportCallback['scope'];
  /** The network of accounts and balances. Default: by environment. */
  'network'?: PassportCallback['network'];
}

/** Properties of `<passport-callback>` that can be set. */
export type PassportCallbackProperties = Partial<Pick<PassportCallback, 'returnTo' | 'clientId' | 'environment' | 'redirectUri' | 'popupRedirectUri' | 'logoutRedirectUri' | 'logoutMode' | 'audience' | 'scope' | 'network' | 'session'>>;

/** Those of them that no attribute stands for. */
export type PassportCallbackOwnProperties = Pick<PassportCallbackProperties, 'session'>;

/** Events of `<passport-callback>`. */
export interface PassportCallbackEvents {
  /** This page itself finished a login. Not for one that was finished before. */
  'passport-login': PassportLoginEvent;
  /** The login could not be finished. */
  'passport-error': PassportErrorEvent;
}

/** Finishes a login on the page that `redirect-uri` names: it closes the window of a popup login, or leads on after a redirect. It also ends a logout that comes back here, in a hidden frame too. It needs no other content on its page, and takes the protocol's parameters out of the address. */
export interface PassportCallbackFacts {
  element: PassportCallback;
  attributes: PassportCallbackAttributes;
  properties: PassportCallbackProperties;
  ownProperties: PassportCallbackOwnProperties;
  events: PassportCallbackEvents;
}

/** Attributes of `<passport-doctor>`, as markup spells them. */
export interface PassportDoctorAttributes {
  /** Stands above the page in a corner, with a button that closes it. */
  'floating'?: boolean | '';
}

/** Properties of `<passport-doctor>` that can be set. */
export type PassportDoctorProperties = Partial<Pick<PassportDoctor, 'floating' | 'session'>>;

/** Those of them that no attribute stands for. */
export type PassportDoctorOwnProperties = Pick<PassportDoctorProperties, 'session'>;

/** Events of `<passport-doctor>`. */
export interface PassportDoctorEvents {

}

/** Looks at the page that it stands on and says what keeps Passport from working there, and how to mend it. For whoever builds the page: an address with `?passport-doctor` shows it, on every page that has the script tag. Headings and buttons are in the language of the page, details and the report in English. */
export interface PassportDoctorFacts {
  element: PassportDoctor;
  attributes: PassportDoctorAttributes;
  properties: PassportDoctorProperties;
  ownProperties: PassportDoctorOwnProperties;
  events: PassportDoctorEvents;
}

/** Attributes of `<passport-login>`, as markup spells them. */
export interface PassportLoginAttributes {
  /** `popup` opens a window, `redirect` leaves the page. `auto` takes what works best on this page, and offers the redirect where a window is blocked. */
  'flow'?: PassportLogin['flow'];
  /** Direct login methods, space-separated: `google apple facebook email`. One gives a direct button. */
  'methods'?: PassportLogin['methods'];
  /** The e-mail address that the method `email` starts with. */
  'email'?: PassportLogin['email'];
  /** Offers the button at once instead of holding its place while the session is being restored. */
  'no-restore'?: boolean | '';
  /** Blocks activation. */
  'disabled'?: boolean | '';
  /** The application's client id, from the developer hub. */
  'client-id'?: PassportLogin['clientId'];
  /** `production` (default), `sandbox`, or `emulator` on loopback pages. */
  'environment'?: PassportLogin['environment'];
  /** The page that finishes a login. Same origin as this page. */
  'redirect-uri'?: PassportLogin['redirectUri'];
  /** The page that finishes a login in a window. Default: `redirect-uri`. */
  'popup-redirect-uri'?: PassportLogin['popupRedirectUri'];
  /** Where the browser goes after signing out. */
  'logout-redirect-uri'?: PassportLogin['logoutRedirectUri'];
  /** `redirect` (default) or `silent`. */
  'logout-mode'?: PassportLogin['logoutMode'];
  /** The audience of tokens. Default: `platform_api`. */
  'audience'?: PassportLogin['audience'];
  /** The scope of tokens. Default: `openid offline_access profile email transact`. */
  'scope'?: PassportLogin['scope'];
  /** The network of accounts and balances. Default: by environment. */
  'network'?: PassportLogin['network'];
}

/** Properties of `<passport-login>` that can be set. */
export type PassportLoginProperties = Partial<Pick<PassportLogin, 'flow' | 'methods' | 'email' | 'noRestore' | 'disabled' | 'clientId' | 'environment' | 'redirectUri' | 'popupRedirectUri' | 'logoutRedirectUri' | 'logoutMode' | 'audience' | 'scope' | 'network' | 'session'>>;

/** Those of them that no attribute stands for. */
export type PassportLoginOwnProperties = Pick<PassportLoginProperties, 'session'>;

/** Events of `<passport-login>`. */
export interface PassportLoginEvents {
  /** Somebody asks to sign in. Cancelable. */
  'passport-login-start': PassportLoginStartEvent;
  /** The visitor finished signing in. */
  'passport-login': PassportLoginEvent;
  /** Somebody asks to sign out. Cancelable. */
  'passport-logout-start': PassportLogoutStartEvent;
  /** The visitor is signed out. */
  'passport-logout': PassportLogoutEvent;
  /** Signing in or out has failed or was cancelled. */
  'passport-error': PassportErrorEvent;
}

/** Signs the visitor in, restores the session, shows who is signed in, and signs out. Where the page or the browser lets nobody sign in, it says so before anybody clicks. */
export interface PassportLoginFacts {
  element: PassportLogin;
  attributes: PassportLoginAttributes;
  properties: PassportLoginProperties;
  ownProperties: PassportLoginOwnProperties;
  events: PassportLoginEvents;
}

/** Every element by its tag. */
export interface PassportElements {
  'immersve-login': ImmersveLoginFacts;
  'imx-balances': ImxBalancesFacts;
  'imx-register': ImxRegisterFacts;
  'passport-callback': PassportCallbackFacts;
  'passport-doctor': PassportDoctorFacts;
  'passport-login': PassportLoginFacts;
}
