import type { PassportConfig } from '../shared/config.js';
import type { Endpoints } from '../shared/environments.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmutableConfigurationOptions } from './config.js';

/** Members of the official `PassportOverrides` that are required once there are overrides. */
const REQUIRED_OVERRIDES = [
  'authenticationDomain', 'magicPublishableApiKey', 'magicProviderId', 'passportDomain', 'imxPublicApiDomain',
  'zkEvmRpcUrl', 'relayerUrl', 'indexerMrBasePath', 'orderBookMrBasePath', 'passportMrBasePath',
] as const;

/**
 * The documented overrides: every endpoint, or none. The endpoints that the official SDK keeps to
 * itself can be named too; `imxApiBasePath` is `imxPublicApiDomain` unless it is stated.
 */
export type PassportOverrides = Readonly<Record<(typeof REQUIRED_OVERRIDES)[number], string>> & Partial<Endpoints>;

/** What `new Passport(config)` takes: the documented options. */
export interface PassportModuleConfiguration {
  readonly baseConfig: ImmutableConfigurationOptions;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Default: `redirectUri`. */
  readonly popupRedirectUri?: string;
  readonly logoutRedirectUri?: string;
  /** Default `redirect`. */
  readonly logoutMode?: 'redirect' | 'silent';
  /** Default `platform_api`. */
  readonly audience?: string;
  /** Words divided by blanks. Default `openid offline_access profile email transact`. */
  readonly scope?: string;
  readonly overrides?: PassportOverrides;
  /** Taken and not needed: nothing is laid over the page. */
  readonly popupOverlayOptions?: object;
  /** Taken and not needed: only Immutable Chain reads it. */
  readonly jsonRpcReferrer?: string;
  /** Taken and not needed: only Immutable Chain reads it. */
  readonly forceScwDeployBeforeMessageSignature?: boolean;
  /** Must not be true: the bridge of game engines is not offered. */
  readonly crossSdkBridgeEnabled?: boolean;
}

/**
 * Checks the documented options, with the documented messages, and gives them as ours.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`
 */
export function toPassportConfig(options: PassportModuleConfiguration): PassportConfig {
  refuseMissing(options, ['clientId', 'redirectUri'], '');
  if (!options.baseConfig?.environment) throw invalid('baseConfig.environment cannot be null');
  if (options.overrides) refuseMissing(options.overrides, REQUIRED_OVERRIDES, 'overrides - ');
  if (options.crossSdkBridgeEnabled) throw invalid('crossSdkBridgeEnabled is not offered: use the official SDK in game engines.');
  const { baseConfig, clientId, redirectUri, popupRedirectUri, logoutRedirectUri, logoutMode, audience, scope, overrides } = options;
  return {
    environment: baseConfig.environment,
    // The documented names are those of Immutable X.
    network: 'immutable-x',
    publishableKey: baseConfig.publishableKey,
    clientId, redirectUri, popupRedirectUri, logoutRedirectUri, logoutMode, audience, scope,
    overrides: overrides && { imxApiBasePath: overrides.imxPublicApiDomain, ...overrides },
  };
}

/** Falsy values count as missing, as in the official SDK. */
function refuseMissing<K extends string>(options: Readonly<Partial<Record<K, unknown>>>, keys: readonly K[], prefix: string): void {
  const missing = keys.filter((key) => !options[key]);
  if (missing.length > 0) throw invalid(`${prefix}${missing.join(', ')} cannot be null`);
}

function invalid(message: string): PassportError {
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', { message });
}
