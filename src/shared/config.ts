import type { ConfirmTransaction } from './approval.js';
import { createEmulatorPreset, PRESETS } from './environments.js';
import type { EmulatorAddresses, Endpoints } from './environments.js';
import { isLoopbackHost } from './guards.js';
import { SHARED_ERRORS } from './errors/shared.js';
import { PassportError } from './passport-error.js';
import type { EnvironmentName, NetworkName } from './types.js';
import type { WalletTransport, WalletTransportName } from './wallet.js';

/** Where the session record is kept. */
export type StorageKind = 'local' | 'session' | 'memory';

/** What a site states: by attributes (the first group) or by `configure()` (everything). */
export interface PassportConfig {
  readonly clientId?: string;
  readonly environment?: EnvironmentName;
  readonly redirectUri?: string;
  readonly popupRedirectUri?: string;
  readonly logoutRedirectUri?: string;
  readonly logoutMode?: 'redirect' | 'silent';
  readonly audience?: string;
  readonly scope?: string;
  readonly network?: NetworkName;

  /** Single endpoints that replace those of the environment. JavaScript only. */
  readonly overrides?: Partial<Endpoints>;
  /** How the wallet is reached, or a transport of the site's own. JavaScript only. */
  readonly walletTransport?: WalletTransportName | WalletTransport;
  /** JavaScript only. */
  readonly storage?: StorageKind;
  /** Verify every ID token by signature, without falling back to its receipt. JavaScript only. */
  readonly jwks?: 'require';
  /**
   * The issuer of any OpenID provider, exactly as it names itself, in place of Passport's. Needs
   * `discovery: true`. JavaScript only.
   */
  readonly authority?: string;
  /** Read the authority's endpoints from its discovery document. JavaScript only. */
  readonly discovery?: boolean;
  /** Origins besides the authority's own where its endpoints may be. JavaScript only. */
  readonly authorityOrigins?: readonly string[];
  /** How much the clocks may differ, in seconds, 0 to 300. Default 300. JavaScript only. */
  readonly clockSkewSeconds?: number;
  /** How long ago the user may have proved who they are, in seconds; sent as `max_age`. JavaScript only. */
  readonly maxAgeSeconds?: number;
  /** Authentication contexts, one of which the login must meet; sent as `acr_values`. JavaScript only. */
  readonly acrValues?: readonly string[];
  /** More texts that the `imx-link` purpose may sign. JavaScript only. */
  readonly signTexts?: readonly string[];
  /** Asks the visitor before something is signed, where the guardian does not. Default: our own words. JavaScript only. */
  readonly confirmTransaction?: ConfirmTransaction;
  /** Replaces the browser's `fetch`. JavaScript only. */
  readonly fetch?: typeof fetch;
  /**
   * Keeps `data-passport="signed-in registered"` on `<html>`, for CSS. Of the page's own session.
   * JavaScript only.
   */
  readonly reflect?: boolean;
  /** Sent as `x-immutable-publishable-key`. JavaScript only. */
  readonly publishableKey?: string;
  /** Where the emulator listens. JavaScript only. */
  readonly emulator?: EmulatorAddresses;
}

/** The keys that have an attribute. What redirects tokens or relaxes a check has none (row 37). */
export const ATTRIBUTES = {
  clientId: 'client-id',
  environment: 'environment',
  redirectUri: 'redirect-uri',
  popupRedirectUri: 'popup-redirect-uri',
  logoutRedirectUri: 'logout-redirect-uri',
  logoutMode: 'logout-mode',
  audience: 'audience',
  scope: 'scope',
  network: 'network',
} as const satisfies Partial<Record<keyof PassportConfig, string>>;

/** A key that has an attribute. */
export type AttributeKey = keyof typeof ATTRIBUTES;

/** The part of the configuration that attributes can state. */
export type AttributeConfig = Pick<PassportConfig, AttributeKey>;

/** A configuration with every default filled in and every value checked. Frozen. */
export interface ResolvedConfig {
  readonly clientId?: string;
  readonly environment: EnvironmentName;
  readonly redirectUri?: string;
  readonly popupRedirectUri?: string;
  readonly logoutRedirectUri?: string;
  readonly logoutMode: 'redirect' | 'silent';
  readonly audience: string;
  readonly scope: string;
  readonly network: NetworkName;
  readonly endpoints: Endpoints;
  readonly walletTransport: WalletTransportName | WalletTransport;
  readonly storage: StorageKind;
  readonly jwks?: 'require';
  readonly discovery: boolean;
  readonly authorityOrigins: readonly string[];
  readonly clockSkewSeconds: number;
  readonly maxAgeSeconds?: number;
  readonly acrValues?: readonly string[];
  readonly signTexts: readonly string[];
  readonly reflect: boolean;
  readonly confirmTransaction?: ConfirmTransaction;
  readonly fetch?: typeof fetch;
  readonly publishableKey?: string;
}

/** The page that a configuration is for. */
export interface PageLocation {
  readonly origin: string;
  readonly hostname: string;
  readonly href: string;
}

/** What OpenID Connect leaves to the client, and no more than five minutes. */
const MAX_CLOCK_SKEW_S = 300;
const DEFAULT_AUDIENCE = 'platform_api';
const DEFAULT_SCOPE = 'openid offline_access profile email transact';

const CHOICES: Partial<Record<AttributeKey, readonly string[]>> = {
  environment: ['production', 'sandbox', 'emulator'],
  logoutMode: ['redirect', 'silent'],
  network: ['immutable-x', 'immutable-chain'],
};

/**
 * Checks a configuration and fills in the defaults.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, naming the attribute and the fix.
 */
export function resolveConfig(config: PassportConfig, page: PageLocation): ResolvedConfig {
  for (const [key, allowed] of Object.entries(CHOICES) as [AttributeKey, readonly string[]][]) {
    const value = config[key];
    if (value !== undefined && !allowed.includes(value)) {
      throw invalid(`${ATTRIBUTES[key]}="${clip(value)}" is not one of ${allowed.join(', ')}.`);
    }
  }
  const environment = config.environment ?? 'production';
  if (environment === 'emulator' && !isLoopbackHost(page.hostname)) {
    throw invalid(`environment="emulator" works on loopback pages only, not on ${page.hostname}. Use sandbox or production.`);
  }
  const preset = environment === 'emulator' ? createEmulatorPreset(config.emulator) : PRESETS[environment];
  const redirectUri = checkPageUrl('redirectUri', config.redirectUri, page);
  return Object.freeze({
    clientId: config.clientId?.trim() || undefined,
    environment,
    redirectUri,
    popupRedirectUri: checkPageUrl('popupRedirectUri', config.popupRedirectUri, page) ?? redirectUri,
    logoutRedirectUri: checkPageUrl('logoutRedirectUri', config.logoutRedirectUri, page),
    logoutMode: config.logoutMode ?? 'redirect',
    audience: config.audience ?? DEFAULT_AUDIENCE,
    scope: config.scope ?? DEFAULT_SCOPE,
    network: config.network ?? preset.network,
    endpoints: resolveEndpoints(preset.endpoints, { ...checkAuthority(config), ...config.overrides }),
    walletTransport: config.walletTransport ?? preset.walletTransport,
    storage: config.storage ?? 'local',
    jwks: config.jwks,
    discovery: config.discovery === true,
    authorityOrigins: (config.authorityOrigins ?? []).map((url) => checkOrigin('authorityOrigins', url).origin),
    clockSkewSeconds: checkSeconds('clockSkewSeconds', config.clockSkewSeconds, MAX_CLOCK_SKEW_S) ?? MAX_CLOCK_SKEW_S,
    maxAgeSeconds: checkSeconds('maxAgeSeconds', config.maxAgeSeconds),
    acrValues: config.acrValues,
    signTexts: config.signTexts ?? [],
    reflect: config.reflect === true,
    confirmTransaction: config.confirmTransaction,
    fetch: config.fetch,
    publishableKey: config.publishableKey,
  });
}

/**
 * Refuses a configuration that lacks keys which an operation needs.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, naming every missing attribute.
 */
export function requireKeys<K extends 'clientId' | 'redirectUri'>(
  config: ResolvedConfig, ...keys: K[]
): asserts config is ResolvedConfig & Required<Pick<ResolvedConfig, K>> {
  const missing = keys.filter((key) => !config[key]);
  if (missing.length === 0) return;
  const names = missing.map((key) => ATTRIBUTES[key]).join(' and ');
  throw invalid(`${names} ${missing.length === 1 ? 'is' : 'are'} missing. Set the attribute or call configure().`);
}

/** Another authority has its own issuer and keys, at the usual places, unless they are stated as well. */
function resolveEndpoints(preset: Endpoints, overrides: Partial<Endpoints> = {}): Endpoints {
  const stated = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) as Partial<Endpoints>;
  const domain = stated.authenticationDomain;
  const derived = domain === undefined ? {} : { issuer: `${domain}/`, jwksUri: `${domain}/.well-known/jwks.json` };
  return Object.freeze({ ...preset, ...derived, ...stated });
}

/** An authority of the site's own choice names itself by URL; its endpoints are discovered. */
function checkAuthority({ authority, discovery }: PassportConfig): Partial<Endpoints> {
  if (authority === undefined) return {};
  if (!discovery) throw invalid('authority needs discovery: true. For Passport elsewhere use overrides.authenticationDomain.');
  checkOrigin('authority', authority);
  return { authenticationDomain: authority.replace(/\/$/, ''), issuer: authority };
}

/** Takes what the URL parser leaves as it is only: no other spelling of a host, nobody's name in it (row 37). */
function checkOrigin(key: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url && (url.href === value || url.href === `${value}/`) && !/[@?#]/.test(value);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (isPlain && isSafe) return url;
  throw invalid(`${key} "${clip(value)}" is no plain https URL.`);
}

function checkSeconds(key: string, value: number | undefined, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (value === undefined || (value >= 0 && value <= max)) return value;
  throw invalid(`${key} is not a number of seconds from 0 to ${max}.`);
}

/** The page's own URLs stay on the page's origin: the browser's storage ends there (rows 37, 145). */
function checkPageUrl(key: AttributeKey, value: string | undefined, page: PageLocation): string | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const url = URL.canParse(value, page.href) ? new URL(value, page.href) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid(`${ATTRIBUTES[key]}="${clip(value)}" is no http(s) URL.`);
  }
  if (url.origin !== page.origin) {
    throw invalid(
      `${ATTRIBUTES[key]} is on ${url.origin}, but this page is on ${page.origin}. `
      + 'Use the same scheme, host and port for both: a login that starts on one host cannot finish on another.',
    );
  }
  return url.href;
}

function invalid(message: string): PassportError {
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', { message });
}

function clip(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
